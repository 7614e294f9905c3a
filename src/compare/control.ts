import { scaled } from '../model/breakdown.ts';
import type { Block, BlockVisit } from '../model/campaign.ts';
import { definitionOf, type Metric } from '../model/metric.ts';
import { readingOf } from '../model/sample.ts';
import { median } from '../stats/numbers.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { MIN_BLOCKS } from '../stats/plan.ts';
import { zeroScores } from '../stats/views.ts';

/** The guard says "the hosts differ" at this level, either way. */
const LEVEL = 0.01;

/**
 * What the visits of the control page, which the change does not touch, say of the two hosts. `unknown`: too few blocks
 * could be compared; `not-compared`: the run has no control page.
 */
export type Hosts = 'alike' | 'differ' | 'unknown' | 'not-compared';

/** The guard: the decision's own exact test on the control page's LCP, two-sided. */
export function compareHosts(blocks: readonly Block[], hasBase: boolean): Hosts {
  if (!hasBase || !blocks.some(({ visits }) => visits.some(({ control }) => control !== null))) return 'not-compared';
  const series = controlled(blocks).map(({ visits }) =>
    visits.map((visit) => ({ head: visit.side === 'head', value: controlLcp(visit) ?? 0 })),
  );
  if (series.length < MIN_BLOCKS) return 'unknown';
  const { upper, lower } = blockPermutationTest(zeroScores(series, { kind: 'time', step: definitionOf('lcp').step }));
  return Math.min(upper, lower) <= LEVEL ? 'differ' : 'alike';
}

/**
 * The blocks whose control page was measured in every visit, with each node of a metric divided by that page's time
 * relative to its median: the differences are those of ln x − ln control, the sizes those of x. Empty if no block
 * measured that page.
 */
export function inUnitsOfControl(blocks: readonly Block[], metric: Metric): Block[] {
  const usable = controlled(blocks);
  if (usable.length === 0) return [];
  const middle = median(usable.flatMap(({ visits }) => visits.map((visit) => controlLcp(visit) ?? 0)));
  return usable.map(({ visits }) => ({ visits: visits.map((visit) => adjusted(visit, metric, middle)) }));
}

function adjusted(visit: BlockVisit, metric: Metric, middle: number): BlockVisit {
  const reading = readingOf(visit.outcome.readings, metric);
  const control = controlLcp(visit);
  if (reading.status === 'unmeasured' || control === null) return visit;
  const breakdown = scaled(reading.breakdown, middle / control);
  const readings = { ...visit.outcome.readings, [metric]: { ...reading, breakdown } };
  return { ...visit, outcome: { ...visit.outcome, readings } };
}

function controlled(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(({ visits }) => visits.every((visit) => controlLcp(visit) !== null));
}

/** Above 0: it is divided by. */
function controlLcp({ control }: BlockVisit): number | null {
  const reading = control?.readings.lcp;
  return reading?.status === 'measured' && reading.breakdown.value > 0 ? reading.breakdown.value : null;
}
