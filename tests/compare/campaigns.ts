import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Breakdown } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import { parsePath } from '../../src/model/breakdown.ts';
import type { Block, Campaign } from '../../src/model/campaign.ts';
import type { Side } from '../../src/model/deploy.ts';
import { definitionOf, isMetric, METRICS, type Metric } from '../../src/model/metric.ts';
import type { MeasuredOutcome, Reading } from '../../src/model/sample.ts';
import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import type { Random } from '../../src/stats/random.ts';

export interface VisitContext {
  readonly side: Side;
  readonly block: number;
  readonly random: Random;
}

/** What a visit measures; a metric left out is unmeasured, or not recorded where it is not core. */
export type Readings = Partial<Record<Metric, Breakdown | string>>;

/** A seeded campaign of blocks in random order; `visit` says what every visit measures. */
export function campaignOf(
  visit: (context: VisitContext) => Readings,
  {
    blocks = 5,
    seed = 'campaign',
    ...rest
  }: Partial<Omit<Campaign, 'blocks'>> & { blocks?: number; seed?: string } = {},
): Campaign {
  const random = seededRandom(seed);
  const hasBase = rest.hasBase ?? true;
  const one = (side: Side, block: number) => ({
    side,
    outcome: outcomeOf(visit({ side, block, random })),
    control: null,
  });
  const made: Block[] = Array.from({ length: blocks }, (_, block) => ({
    visits: blockOrder(random).map((side) => one(hasBase ? side : 'head', block)),
  }));
  return {
    route: 'product',
    condition: 'mobile',
    unmeasurable: null,
    firstAttempts: [],
    confirmation: null,
    stopped: 'maximum',
    ...rest,
    hasBase,
    blocks: made,
  };
}

export function outcomeOf(readings: Readings): MeasuredOutcome {
  const reading = (metric: Metric): Reading => {
    const found = readings[metric] ?? `no ${metric}`;
    return typeof found === 'string'
      ? { status: 'unmeasured', reason: found }
      : { status: 'measured', breakdown: found };
  };
  return {
    status: 'measured',
    readings: Object.fromEntries(
      METRICS.filter((metric) => definitionOf(metric).isCore || readings[metric] !== undefined).map((metric) => [
        metric,
        reading(metric),
      ]),
    ) as MeasuredOutcome['readings'],
    evidence: {
      lcpElement: null,
      lcpUrl: null,
      lcpRequest: null,
      inpTarget: null,
      inpType: null,
      inpStep: null,
      inpScript: null,
      shiftedElements: [],
      serverTiming: [],
      protocol: null,
      headers: [],
      traffic: [],
      notes: [],
    },
    timing: { wallMs: 0, pageMs: 0, settleMs: 0, overheadMs: 0 },
  };
}

/** A value around `centre`, ± 2 % of it. */
export function about(centre: number, random: Random): number {
  return centre * (0.98 + 0.04 * random());
}

/** An LCP of two phases, the first split into connect and request. */
export function lcpOf(
  random: Random,
  { request = 200, load = 900 }: { request?: number; load?: number } = {},
): Breakdown {
  const ttfb = sumOf('ttfb', [leaf('connect', about(150, random)), leaf('request', about(request, random))]);
  return sumOf('lcp', [
    ttfb,
    leaf('resource-load-delay', about(load, random)),
    leaf('element-render-delay', about(50, random)),
  ]);
}

/** A budget on `path`: blocking, at p75, with whatever limits are given. */
export function budgetOf(path: string, limits: Partial<Omit<Budget, 'path' | 'segments' | 'metric'>>): Budget {
  const segments = parsePath(path) ?? [];
  const metric = segments[0];
  if (metric === undefined || !isMetric(metric)) throw new Error(`no metric in ${path}`);
  return { max: null, percentile: 75, maxIncrease: null, enforce: 'block', ...limits, path, segments, metric };
}
