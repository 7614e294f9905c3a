import { collectBlocks } from '../compare/collect.ts';
import { quantityOf, rootTolerances } from '../compare/quantity.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import type { Campaign } from '../model/campaign.ts';
import { isExact, unitOf, type Metric } from '../model/metric.ts';
import { comparedUnder } from '../model/metrics/index.ts';
import type { GatedRoute } from '../model/route.ts';
import { noiseFloor } from '../stats/noise-floor.ts';
import { median } from '../stats/numbers.ts';
import { looksOf, type DecisionRule, type MaxBlocks } from '../stats/plan.ts';
import { lastProofLook } from '../stats/proof.ts';
import { seededRandom } from '../stats/random.ts';
import { relabelledRates, type Rates } from '../stats/relabel.ts';
import { valuesOf, type Series } from '../stats/series.ts';
import { CURRENT, type DecisionVersion } from '../stats/versions.ts';
import type { Tolerance } from '../stats/views.ts';
import { familySize } from './family.ts';

const MAXIMA = [10, 15, 20] as const satisfies readonly MaxBlocks[];
/** Increases of head whose discovery is counted, as fractions. */
const INCREASES = [0.05, 0.1, 0.2] as const;
const RUNS = 500;

/** How much the visits of one deploy scatter in one metric of a route, and what that allows. */
interface MetricNoise {
  readonly route: string;
  readonly condition: string;
  readonly metric: Metric;
  readonly unit: 'ms' | 'score' | 'bytes';
  readonly blocks: number;
  /** The median of all visits. */
  readonly level: number;
  /** Robust standard deviation of one visit inside its block, a fraction; null for scores, which are compared exactly. */
  readonly sigma: number | null;
  /** How large a tolerance may be cleared in four of five unchanged runs, a fraction, by the maximum of blocks. */
  readonly certifiable: readonly { readonly maxBlocks: MaxBlocks; readonly fraction: number }[];
  /** What to write as max-increase: a fraction and the same in ms; null for scores. */
  readonly recommended: { readonly fraction: number; readonly amountMs: number } | null;
  readonly maxBlocks: MaxBlocks;
}

/** What the visits of one deploy against itself say of one metric of a route. */
export interface MetricCalibration extends MetricNoise {
  /** The rates of the recorded blocks under random labels, by the declared tolerance and `maxBlocks`. */
  readonly unchanged: Rates;
  readonly found: readonly { readonly increase: number; readonly rates: Rates }[];
}

export interface CampaignCalibration {
  readonly route: string;
  readonly condition: string;
  /** What a campaign of the recommended length takes at most, minutes. */
  readonly minutes: number;
  /** What a visit took on average, ms. */
  readonly visitMs: number;
  readonly metrics: readonly MetricCalibration[];
}

/** Calibrates every metric that a campaign of base against base measured. */
export function calibrate(
  routes: readonly GatedRoute[],
  campaigns: Iterable<Campaign>,
  alpha: number,
  version: DecisionVersion = CURRENT,
): CampaignCalibration[] {
  const measured = measuredBy(routes, alpha, version);
  return Array.from(campaigns, (campaign) => {
    const metrics = measured(campaign).map(({ metric, root, terms }) => {
      const noise = noiseOf(campaign, metric, root.series, terms);
      return { ...noise, ...ratesOf(campaign, noise, root.series, terms) };
    });
    const { route: name, condition } = campaign;
    const most = Math.max(...metrics.map(({ maxBlocks }) => maxBlocks), MAXIMA[0]);
    const visitMs = meanVisitMs(campaign);
    return { route: name, condition, minutes: campaignMinutes(most, visitMs), visitMs, metrics };
  });
}

/** A metric's visits as a tree, and how much they scatter. */
export interface MeasuredNoise {
  readonly root: SeriesNode;
  readonly noise: MetricNoise;
}

export interface CampaignNoise {
  readonly route: string;
  readonly condition: string;
  /** What a visit took on average, ms. */
  readonly visitMs: number;
  readonly metrics: readonly MeasuredNoise[];
}

/** As `calibrate`, without the rates, which take most of its time. */
export function calibrateNoise(
  routes: readonly GatedRoute[],
  campaigns: Iterable<Campaign>,
  alpha: number,
  version: DecisionVersion = CURRENT,
): CampaignNoise[] {
  const measured = measuredBy(routes, alpha, version);
  return Array.from(campaigns, (campaign) => ({
    route: campaign.route,
    condition: campaign.condition,
    visitMs: meanVisitMs(campaign),
    metrics: measured(campaign).map(({ metric, root, terms }) => ({
      root,
      noise: noiseOf(campaign, metric, root.series, terms),
    })),
  }));
}

/** Of a campaign, the metrics that were measured in enough blocks. */
function measuredBy(routes: readonly GatedRoute[], alpha: number, version: DecisionVersion) {
  const comparisons = familySize(routes);
  const routeOf = new Map(routes.map((route) => [route.name, route]));
  return (campaign: Campaign) => {
    const route = routeOf.get(campaign.route);
    return comparedUnder(route?.budgets ?? []).flatMap((metric) => {
      const root = collectBlocks(campaign.blocks, metric);
      if (root === null || route === undefined) return [];
      const tolerances = rootTolerances(metric, route.budgets);
      return [{ metric, root, terms: { tolerances, alpha, comparisons, version } }];
    });
  };
}

/** Of each block. */
const VISITS = 4;

/** What a campaign of so many blocks takes at most, minutes. */
export function campaignMinutes(blocks: number, visitMs: number): number {
  return (VISITS * blocks * visitMs) / 60_000;
}

interface Terms {
  readonly tolerances: readonly Tolerance[];
  readonly alpha: number;
  readonly comparisons: number;
  readonly version: DecisionVersion;
}

function noiseOf({ route, condition }: Campaign, metric: Metric, series: Series, terms: Terms): MetricNoise {
  const { tolerances } = terms;
  const level = median(valuesOf(series));
  const isTime = !isExact(metric);
  const at = MAXIMA.map((maxBlocks) => ({
    maxBlocks,
    ...reachAt(series, level, tolerances, ruleAt(terms, maxBlocks)),
  }));
  const declared = toleranceFraction(tolerances, level);
  const enough = at.find(({ certifiableTolerance }) => certifiableTolerance <= declared);
  const certifiable = isTime
    ? at.map((each) => ({ maxBlocks: each.maxBlocks, fraction: each.certifiableTolerance }))
    : [];
  return {
    route,
    condition,
    metric,
    unit: unitOf(metric),
    blocks: series.length,
    level,
    sigma: isTime ? (at[0]?.sigma ?? null) : null,
    certifiable,
    recommended: isTime ? recommendation(certifiable[1]?.fraction ?? 0, level) : null,
    maxBlocks: isTime ? (enough?.maxBlocks ?? 20) : MAXIMA[0],
  };
}

function ratesOf(
  { route, condition }: Campaign,
  { metric, maxBlocks }: MetricNoise,
  series: Series,
  terms: Terms,
): Pick<MetricCalibration, 'unchanged' | 'found'> {
  const random = seededRandom('calibrate', route, condition, metric);
  const question = { quantity: quantityOf(metric, [metric]), tolerances: terms.tolerances };
  const rates = (increase: number): Rates =>
    relabelledRates(series, question, ruleAt(terms, maxBlocks), { runs: RUNS, increase, random });
  const unchanged = rates(0);
  const found = isExact(metric) ? [] : INCREASES.map((increase) => ({ increase, rates: rates(increase) }));
  return { unchanged, found };
}

function ruleAt({ alpha, comparisons, version }: Terms, maxBlocks: MaxBlocks): DecisionRule {
  return { alpha, comparisons, version, plan: { kind: 'looks', maxBlocks } };
}

/** What a plan could certify: the recorded scatter over as many blocks as the plan has. */
function reachAt(series: Series, level: number, tolerances: readonly Tolerance[], rule: DecisionRule) {
  const last = looksOf(rule).at(-1);
  if (last === undefined) throw new Error('a plan has looks');
  if (!(level > 0)) return { sigma: 0, certifiableTolerance: 0 };
  const { sigma, certifiableTolerance } = noiseFloor(series, {
    change: 0,
    base: level,
    tolerances,
    thresholds: last.thresholds,
    proof: lastProofLook(rule),
  });
  // The floor is that of the blocks at hand; it shrinks with the square root of their number.
  const scale = Math.sqrt(series.length / last.blocks);
  return { sigma, certifiableTolerance: Math.expm1(Math.log1p(certifiableTolerance) * scale) };
}

/** All tolerances must be exceeded, so the largest counts. */
export function toleranceFraction(tolerances: readonly Tolerance[], level: number): number {
  return Math.max(...tolerances.map((each) => (each.kind === 'relative' ? each.fraction : each.amount / level)));
}

/** Rounded up to a whole percent, 2 % at least, and to 10 ms: a number that people write. */
function recommendation(fraction: number, level: number): { fraction: number; amountMs: number } {
  const percent = Math.max(2, Math.ceil(100 * fraction));
  return { fraction: percent / 100, amountMs: Math.ceil((percent * level) / 1000) * 10 };
}

/** What a visit of this campaign took, ms. */
function meanVisitMs({ blocks }: Campaign): number {
  const walls = blocks.flatMap(({ visits }) => visits.map(({ outcome }) => outcome.timing.wallMs));
  return walls.length === 0 ? 0 : walls.reduce((sum, wall) => sum + wall, 0) / walls.length;
}
