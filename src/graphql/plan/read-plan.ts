import { GateError } from '../../errors.ts';

/** A query plan, as far as it is read here. */
export type PlanNode =
  | Fetch
  /** One after the other. */
  | { readonly kind: 'sequence'; readonly nodes: readonly PlanNode[] }
  /** Side by side. */
  | { readonly kind: 'parallel'; readonly nodes: readonly PlanNode[] }
  /** Alternatives: what a boolean decides. */
  | { readonly kind: 'either'; readonly nodes: readonly PlanNode[] }
  /** What opens a stream of events, and what each event asks for besides. */
  | { readonly kind: 'subscription'; readonly primary: Fetch; readonly rest: PlanNode | null };

/** One request to a subgraph. */
export interface Fetch {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly operation: string;
}

/** The nodes that a planner is known to make. */
const KINDS: Readonly<Record<string, (node: Fields) => PlanNode>> = {
  Fetch: fetchOf,
  BatchFetch: fetchOf,
  Flatten: ({ node }) => nodeOf(node),
  Sequence: ({ nodes }) => sequenceOf(listOf(nodes, 'Sequence').map(nodeOf)),
  Parallel: ({ nodes }) => ({ kind: 'parallel', nodes: listOf(nodes, 'Parallel').map(nodeOf) }),
  Condition: ({ ifClause, elseClause }) => ({ kind: 'either', nodes: present([ifClause, elseClause]) }),
  // Its primary is a fetch that does not say so.
  Subscription: ({ primary, rest }) => ({
    kind: 'subscription',
    primary: fetchOf(fieldsOf(primary, 'Subscription.primary')),
    rest: isPresent(rest) ? nodeOf(rest) : null,
  }),
  Defer: ({ primary, deferred = [] }) => ({
    kind: 'sequence',
    nodes: [
      ...present([fieldsOf(primary, 'Defer.primary')['node']]),
      {
        kind: 'parallel',
        nodes: present(listOf(deferred, 'Defer').map((part) => fieldsOf(part, 'Defer.deferred')['node'])),
      },
    ],
  }),
};

type Fields = Readonly<Record<string, unknown>>;

class UnknownPlan extends Error {}

/**
 * Reads the root of an operation's plan as a planner gives it. What is not known is an error: a plan that is half
 * understood would cost too little.
 *
 * @throws GateError `plan-unknown`
 */
export function readPlan(root: unknown, where: string): PlanNode {
  try {
    return isPresent(root) ? nodeOf(root) : { kind: 'sequence', nodes: [] };
  } catch (error) {
    if (error instanceof UnknownPlan) throw new GateError('plan-unknown', { what: error.message }, { where });
    throw error;
  }
}

function nodeOf(value: unknown): PlanNode {
  const fields = fieldsOf(value, 'a node');
  const { kind } = fields;
  const read = typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (read === undefined) throw unknown(`a node of the kind ${JSON.stringify(kind) ?? 'none'}`);
  return read(fields);
}

/** What follows the opening of a subscription is what its events ask for. */
function sequenceOf(nodes: readonly PlanNode[]): PlanNode {
  const [first, ...rest] = nodes;
  if (first?.kind !== 'subscription' || first.rest !== null) return { kind: 'sequence', nodes };
  return rest.length === 0 ? first : { ...first, rest: { kind: 'sequence', nodes: rest } };
}

function fetchOf({ serviceName, operation }: Fields): Fetch {
  if (typeof serviceName !== 'string' || typeof operation !== 'string')
    throw unknown('a request without a subgraph or without an operation');
  return { kind: 'fetch', subgraph: serviceName, operation };
}

function present(values: readonly unknown[]): PlanNode[] {
  return values.filter(isPresent).map(nodeOf);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw unknown(`something else in place of ${what}`);
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw unknown(`something else in place of the nodes of ${what}`);
}

function unknown(what: string): UnknownPlan {
  return new UnknownPlan(what.slice(0, 200));
}
