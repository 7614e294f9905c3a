import { MIX_NAMES, names, STRESS_NAMES } from './scenarios.ts';
import { percent, table } from './markdown.ts';
import type { Results } from './tables.ts';
import type { Tally } from './tally.ts';

/** What the gate must keep to in the simulation. */
interface Bound {
  readonly claim: string;
  readonly value: number;
  readonly limit: number;
  readonly isMinimum: boolean;
  readonly show: (value: number) => string;
}

export function boundsOf(results: Results): Bound[] {
  const unchanged = [
    ...[...MIX_NAMES, ...STRESS_NAMES].map((noise) => names.unchanged(noise)),
    ...MIX_NAMES.map(names.byDefault),
  ];
  return [
    ...unchanged.map((name) => atMost(`${name}: runs blocked`, blockedShare(results(name)), 0.002)),
    atLeast('+ 20 % at typical noise found', foundShare(results(names.slower(0.2, 'typical'))), 0.97),
    atLeast('+ 10 % at quiet noise found', foundShare(results(names.slower(0.1, 'quiet'))), 0.97),
    ...MIX_NAMES.map((mix) =>
      atMost(`twice the tolerance called the same · ${mix}`, sameShare(results(names.slower(0.1, mix))), 0.02),
    ),
    { ...atMost('pairs, unchanged · quiet', pairsOf(results(names.unchanged('quiet'))), 11), show: plain },
    { ...atMost('pairs, unchanged · typical', pairsOf(results(names.unchanged('typical'))), 21), show: plain },
  ];
}

const blockedShare = ({ blockedRuns, runs }: Tally): number => blockedRuns / runs;
/** Found is what blocks in the end: a red that fresh blocks confirmed. */
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
