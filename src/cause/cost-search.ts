import { jsonNumber, nodeAt, parsePath, type Breakdown } from '../model/breakdown.ts';
import type { Fact, KnownCause, KnownPlace, KnownSearch } from '../model/cause.ts';
import type { Comparison } from '../model/comparison.ts';
import type { CostCause, CostShare } from '../model/graphql.ts';
import type { Place } from '../model/place.ts';
import { fact, subject } from './finding.ts';
import { byRank } from './rank.ts';
import { LEAST_SHARE } from './weigh.ts';

/** A budget on a cost that head broke, with the comparison of its metric. */
export interface BrokenCost {
  readonly path: string;
  readonly comparison: Comparison;
}

/** What the check of all operations found. */
export interface KnownCosts {
  /** The folder that files are relative to, from the root of the repository; undefined where there is no repository. */
  readonly folder: string | undefined;
  /** What made the cost of an operation or a subgraph change. */
  readonly causeOf: (place: Place, metric: string) => CostCause | undefined;
}

/** One thing that made a cost grow. */
interface Growth {
  /** Of the comparison: the budget's node, or an operation that its route sends. */
  readonly part: readonly string[];
  /** Infinity: without bound. */
  readonly amount: number;
  /** Of all that changed, by size. */
  readonly fraction: number;
  readonly name: string;
  /** Null where only the operation is known. */
  readonly share: CostShare | null;
}

const MOST_CAUSES = 10;

/**
 * Why a budget on a cost is broken: what made it grow, the largest share first. Costs are exact, so that no visit has to
 * show it again; and the check has looked up already which commit changed a line. Null where nothing is known.
 */
export function costSearch(broken: BrokenCost, costs: KnownCosts): KnownSearch | null {
  const { path: node, comparison } = broken;
  const segments = parsePath(node) ?? [];
  const change = valueAt(comparison.difference, segments);
  if (!(change > 0)) return null;
  const grown = (comparison.condition === 'route' ? ofRoute : ofNode)(comparison, segments, costs);
  const causes = grown
    .toSorted((one, other) => other.fraction - one.fraction)
    .slice(0, MOST_CAUSES)
    .map((growth) => causeOf(growth, broken, change, costs));
  if (causes.length === 0) return null;
  const { route, condition } = comparison;
  return { route, condition, path: node, reproduced: true, causes: causes.toSorted(byRank) };
}

/** The shares of an operation or a subgraph; of a budget on a part those of the subgraph or the response path. */
function ofNode(comparison: Comparison, segments: readonly string[], { causeOf: found }: KnownCosts): Growth[] {
  const [, owner] = segments;
  const shares = (found(comparison, comparison.metric)?.shares ?? []).filter(isMore);
  return shares
    .filter((share) => owner === undefined || share.subgraph === owner || share.path === owner)
    .map((share) => ({
      part: segments,
      amount: share.amount ?? Infinity,
      fraction: share.fraction,
      name: nameOf(share, comparison.route),
      share,
    }));
}

/**
 * What made the operations of a route cost more: each by as much as it did with the variables that the page sends. An
 * operation whose text, schema and settings are the same costs more because it is sent more often or with other variables.
 */
function ofRoute(comparison: Comparison, segments: readonly string[], { causeOf: found }: KnownCosts): Growth[] {
  const { metric, difference } = comparison;
  const grown = (difference?.parts ?? []).filter(({ value }) => value > 0);
  const own = grown.filter(({ id }) => segments[1] === undefined || id === segments[1]);
  const whole = own.reduce((sum, { value }) => sum + finite(value), 0);
  return own.flatMap(({ id, value }): Growth[] => {
    const [part, fraction] = [[metric, id], whole === 0 ? 1 : finite(value) / whole];
    const shares = (found({ route: id, condition: 'operation' }, metric)?.shares ?? []).filter(isMore);
    const sum = shares.reduce((total, share) => total + share.fraction, 0);
    if (sum === 0) return [{ part, amount: value, fraction, name: id, share: null }];
    return shares.map((share) => {
      const of = share.fraction / sum;
      return { part, amount: value * of, fraction: fraction * of, name: nameOf(share, id), share };
    });
  });
}

/** What is without bound outweighs what is not. */
function finite(value: number): number {
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}

function causeOf(
  { part, amount, fraction, name, share: from }: Growth,
  { path: node, comparison }: BrokenCost,
  change: number,
  { folder }: KnownCosts,
): KnownCause {
  const { route, condition, metric, unit, base, difference } = comparison;
  const share = Number.isFinite(change) ? Math.min(1, amount / change) : null;
  return {
    id: 'graphql-cost-grown',
    route,
    condition,
    path: node,
    metric,
    unit,
    part: [...part],
    change: orNull(change),
    partChange: orNull(valueAt(difference, part)),
    amount: orNull(amount),
    share,
    because: (share ?? fraction) >= LEAST_SHARE,
    facts: [costFact(valueAt(base, part), amount)],
    places: from === null ? [] : placesOf(from, folder),
    subject: subject({ name }),
  };
}

/** What it cost on base, and what it costs with this change alone. */
function costFact(base: number, amount: number): Fact {
  return fact('cost', jsonNumber(base), jsonNumber(base + amount));
}

/** A line that a commit since base has touched was changed; of another one the check cannot tell. */
function placesOf({ by, where, commit }: CostShare, folder: string | undefined): KnownPlace[] {
  // Settings are in the configuration, which is named as it was given.
  const own = by === 'settings' ? (where?.split(/[/\\]/).at(-1) ?? null) : where;
  const file = own === null ? null : fileAt(own, folder);
  if (file === null) return [];
  const inChange = commit === null ? null : true;
  return [{ ...file, column: null, url: null, role: 'operation', excerpt: '', inChange, commit: commit?.sha ?? null }];
}

/** `file:line`, relative to the folder of the configuration, from the root of the repository; null outside of it. */
export function fileAt(where: string, folder: string | undefined): { file: string; line: number } | null {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(where) ?? [];
  const known = file === undefined || folder === undefined ? null : joined(folder, file);
  return known === null ? null : { file: known, line: Math.max(1, Number(line)) };
}

/** Null where it leads out of the root. */
function joined(folder: string, file: string): string | null {
  const names: string[] = [];
  for (const name of `${folder}/${file}`.split('/')) {
    if (name === '..' && names.pop() === undefined) return null;
    if (!['', '.', '..'].includes(name)) names.push(name);
  }
  return names.join('/');
}

/** What is more expensive: a response path, a field or a type; else the operation as a whole. */
function nameOf({ by, path: asked, coordinate }: CostShare, otherwise: string): string {
  const names = by === 'document' ? [asked, coordinate] : [coordinate];
  return names.find((each) => each !== null && each !== '') ?? otherwise;
}

function isMore({ amount }: CostShare): boolean {
  return amount === null || amount > 0;
}

function valueAt(tree: Breakdown | Comparison['difference'], segments: readonly string[]): number {
  return tree === null ? 0 : (nodeAt(tree, segments)?.value ?? 0);
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
