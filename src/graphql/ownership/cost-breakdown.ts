import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import type { Contribution, CostTotal } from '../cost/types.ts';
import type { Ownership } from './ownership.ts';

/** What is below no single subgraph: fields that several serve, where none of them is already being asked. */
const SHARED = 'shared';
/** What a negative cost was lifted to 0 by. */
const FLOOR = 'floor';
/** What is beyond the most parts that a breakdown lists. */
const REST = 'other';
/** Parts of one node of a breakdown; its schema allows 1,000. */
const MOST_PARTS = 500;

/**
 * A total by the subgraph that owns each contribution, below it by response path; floors have a part of their own. A
 * graph that is not composed has the response paths directly below the total. The parts sum to the total exactly.
 */
export function costBreakdown(metric: string, { contributions }: CostTotal, ownership: Ownership): Breakdown {
  const owned = ownContributions(contributions, ownership);
  if (ownership.subgraphs.length === 0) return sumOf(metric, byPath(owned));
  const groups = Map.groupBy(owned, ({ owner }) => owner);
  const parts = Array.from(groups, ([owner, paths]) => sumOf(owner, byPath(paths)));
  return parts.length === 0 ? leaf(metric, 0) : sumOf(metric, parts);
}

/** A contribution with the part of the breakdown that it belongs to. */
export interface OwnedContribution extends Contribution {
  readonly owner: string;
}

/**
 * Who pays for each contribution: the field's owner; of several the one that already answered for the parent, else none
 * alone. Contributions come parents first.
 */
export function ownContributions(contributions: readonly Contribution[], { ownersOf }: Ownership): OwnedContribution[] {
  const byParent = new Map<string, string>();
  return contributions.map((contribution) => {
    const { path, coordinate } = contribution;
    if (coordinate === null) return { ...contribution, owner: FLOOR };
    const owners = ownersOf(coordinate);
    const parent = parentOwner(path, byParent);
    const owner = (parent !== null && owners.includes(parent) ? parent : soleOwner(owners)) ?? SHARED;
    byParent.set(JSON.stringify(path), owner);
    return { ...contribution, owner };
  });
}

function soleOwner(owners: readonly string[]): string | null {
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

/** Of the nearest path above that is listed: paths of no cost are not. */
function parentOwner(path: readonly string[], owners: ReadonlyMap<string, string>): string | null {
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const owner = owners.get(JSON.stringify(path.slice(0, length)));
    if (owner !== undefined) return owner;
  }
  return null;
}

/** `product.reviews`; the root type itself by its name. */
function pathId({ path, coordinate }: Pick<Contribution, 'path' | 'coordinate'>): string {
  return path.length === 0 ? (coordinate ?? FLOOR) : path.join('.');
}

function byPath(contributions: readonly OwnedContribution[]): Breakdown[] {
  const sums = new Map<string, number>();
  for (const contribution of contributions) {
    const id = shortened(pathId(contribution));
    sums.set(id, (sums.get(id) ?? 0) + contribution.cost);
  }
  const parts = Array.from(sums, ([id, cost]) => leaf(id, cost));
  if (parts.length <= MOST_PARTS) return parts;
  const bySize = new Set(parts.toSorted((one, other) => other.value - one.value).slice(0, MOST_PARTS - 1));
  const rest = parts.filter((part) => !bySize.has(part));
  return [
    ...parts.filter((part) => bySize.has(part)),
    leaf(
      REST,
      rest.reduce((sum, { value }) => sum + value, 0),
    ),
  ];
}

/** An id has at most 500 characters; of a deeper path the end is kept, which tells paths apart. */
function shortened(id: string): string {
  return id.length <= 400 ? id : `…${id.slice(-399)}`;
}
