import { ALPHA, MIX_NAMES, names, STRESS_NAMES } from './scenarios.ts';
import { percent, table } from './markdown.ts';
import type { Efficiency, Results } from './tables.ts';
import { EFFICIENCY } from '../../src/stats/noise-floor.ts';
import type { Tally } from './tally.ts';

/** What the gate must keep to in the simulation. */
interface Bound {
  readonly claim: string;
  readonly value: number;
  readonly limit: number;
  readonly isMinimum: boolean;
  readonly show: (value: number) => string;
}

/** How often a true increase must be confirmed. */
const FOUND = [
  [0.1, 'quiet', 0.99],
  [0.1, 'typical', 0.8],
  [0.15, 'typical', 0.97],
  [0.2, 'noisy', 0.9],
] as const;
/** How often a head that is slower by twice the tolerance may be called the same. */
const SAME = { quiet: 0.02, typical: 0.02, noisy: 0.045 } as const;
const PAIRS = { quiet: 8.6, typical: 15.6, noisy: 20.4 } as const;

export function boundsOf(results: Results, efficiencies: readonly Efficiency[]): Bound[] {
  const unchanged = [
    ...[...MIX_NAMES, ...STRESS_NAMES].map((noise) => names.unchanged(noise)),
    ...MIX_NAMES.map(names.byDefault),
  ];
  return [
    ...unchanged.map((name) => atMost(`${name}: runs blocked`, blockedShare(results(name)), 0.001)),
    atMost(
      'runs suspected, the worst of these',
      Math.max(...unchanged.map((name) => suspectedShare(results(name)))),
      ALPHA,
    ),
    ...FOUND.map(([change, mix, limit]) =>
      atLeast(`${names.slower(change, mix)}: confirmed`, foundShare(results(names.slower(change, mix))), limit),
    ),
    ...FOUND.map(([change, mix]) =>
      atMost(`${names.slower(change, mix)}: given up wrongly`, givenUpShare(results(names.slower(change, mix))), 0.002),
    ),
    ...MIX_NAMES.map((mix) =>
      atMost(`twice the tolerance called the same · ${mix}`, sameShare(results(names.slower(0.1, mix))), SAME[mix]),
    ),
    ...MIX_NAMES.map((mix) => ({
      ...atMost(`pairs, unchanged · ${mix}`, pairsOf(results(names.unchanged(mix))), PAIRS[mix]),
      show: plain,
    })),
    ...MIX_NAMES.map((mix) =>
      atLeast(`the smallest change is confirmed · ${mix}`, foundShare(results(names.smallest(mix))), 0.8),
    ),
    ...MIX_NAMES.map((mix) =>
      atLeast(`the smallest tolerance is cleared · ${mix}`, sameShare(results(names.certified(mix))), 0.8),
    ),
    {
      ...atLeast('efficiency, the lowest', Math.min(...efficiencies.flatMap(({ byLevel }) => byLevel)), EFFICIENCY),
      show: (value: number) => value.toFixed(2),
    },
  ];
}

const suspectedShare = ({ redRuns, runs }: Tally): number => redRuns / runs;
const givenUpShare = ({ givenUpWrongly, comparisons }: Tally): number => givenUpWrongly / comparisons;
const blockedShare = ({ blockedRuns, runs }: Tally): number => blockedRuns / runs;
/** Found is what blocks in the end: a suspicion that fresh blocks confirmed. */
const foundShare = ({ blocked, comparisons }: Tally): number => blocked / comparisons;
const sameShare = ({ same, comparisons }: Tally): number => same / comparisons;
const pairsOf = ({ pairs, comparisons }: Tally): number => pairs / comparisons;

const share = (value: number): string => percent(value, 2);
const plain = (value: number): string => value.toFixed(1);

function atMost(claim: string, value: number, limit: number): Bound {
  return { claim, value, limit, isMinimum: false, show: share };
}

function atLeast(claim: string, value: number, limit: number): Bound {
  return { claim, value, limit, isMinimum: true, show: share };
}

export function holds({ value, limit, isMinimum }: Bound): boolean {
  return isMinimum ? value >= limit : value <= limit;
}

export function boundsTable(bounds: readonly Bound[]): string {
  const rows = bounds.map((bound) => {
    const { claim, value, limit, show } = bound;
    return [claim, show(value), `${bound.isMinimum ? '≥' : '≤'} ${show(limit)}`, holds(bound) ? 'yes' : '**no**'];
  });
  return table(['claim', 'simulated', 'bound', 'holds'], rows);
}
