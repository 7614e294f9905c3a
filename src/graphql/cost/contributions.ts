import { isNothing, plus, sumOfParts, times, type Part, type Payment } from './payment.ts';
import type { Contribution, CostTotal } from './types.ts';

/** How many response paths are listed. What lies below, or comes after, is folded into the path above it. */
export const MAX_CONTRIBUTIONS = 2_000;

/** A response path on its way to a contribution. */
interface Node {
  readonly key: string;
  readonly coordinate: string;
  parts: Map<string, Node> | null;
  /** The payments of this path that wait to be unfolded. */
  open: Map<Payment, PendingPayment> | null;
  cost: number;
  floor: number;
}

/** A payment still to be unfolded: it is made `times` times, at the node. */
interface PendingPayment {
  readonly payment: Payment;
  readonly node: Node;
  times: number;
}

/**
 * Lists the contributions to a payment by response path. Repeated parts of a response share a payment, so the unfolded
 * tree may be exponentially larger. It is unfolded level by level and cut at MAX_CONTRIBUTIONS.
 */
export function contributionsOf(payment: Payment, coordinate: string): CostTotal {
  const root = newNode('', coordinate);
  const queue: PendingPayment[] = [{ payment, node: root, times: 1 }];
  let count = 1;
  for (const open of queue) {
    const below = pay(open);
    for (const part of open.payment.parts) {
      if (!isListed(part, below)) continue;
      const id = `${part.key} ${part.coordinate}`;
      let node = open.node.parts?.get(id);
      if (node === undefined && count < MAX_CONTRIBUTIONS) {
        node = newNode(part.key, part.coordinate);
        open.node.parts = (open.node.parts ?? new Map()).set(id, node);
        count += 1;
      }
      if (node === undefined) open.node.cost = plus(open.node.cost, times(below * part.count, part.payment.total));
      else enqueue(part.payment, node, below * part.count, queue);
    }
  }
  const contributions: Contribution[] = [];
  list(root, [], contributions);
  return { total: contributions.reduce((sum, { cost }) => plus(sum, cost), 0), contributions };
}

/** On a list without end only what costs is listed: the rest does not matter beside ∞. */
function isListed({ payment }: Part, below: number): boolean {
  return below !== 0 && !isNothing(payment) && (below < Infinity || payment.total > 0);
}

/** The same payment at the same path is unfolded once: all its times are known before its level is reached. */
function enqueue(payment: Payment, node: Node, made: number, queue: PendingPayment[]): void {
  const waiting = node.open?.get(payment);
  if (waiting !== undefined) {
    waiting.times += made;
    return;
  }
  const open = { payment, node, times: made };
  node.open = (node.open ?? new Map()).set(payment, open);
  queue.push(open);
}

/** Adds the payment's own cost at its node; returns the multiplier of the parts below. */
function pay({ payment, node, times: made }: PendingPayment): number {
  const { own, perItem, size, floor, parts } = payment;
  const item = plus(perItem, sumOfParts(parts));
  node.cost = plus(node.cost, times(made, own));
  if (made < Infinity) node.floor += times(made, floor);
  if (size === Infinity && item <= 0) return 0;
  const below = times(made, size);
  node.cost = plus(node.cost, times(below, perItem));
  return below;
}

function newNode(key: string, coordinate: string): Node {
  return { key, coordinate, parts: null, open: null, cost: 0, floor: 0 };
}

/** Depth first, as the response is read. */
function list(node: Node, path: readonly string[], contributions: Contribution[]): void {
  if (node.cost !== 0) contributions.push({ path, coordinate: node.coordinate, cost: node.cost });
  if (node.floor !== 0) contributions.push({ path: [...path, 'floor'], coordinate: null, cost: node.floor });
  for (const part of node.parts?.values() ?? []) list(part, [...path, part.key], contributions);
}
