import type { SeriesNode } from '../compare/series-tree.ts';
import type { CampaignNoise, MeasuredNoise } from '../judge/calibration.ts';
import { formatPath } from '../model/breakdown.ts';
import type { Limit } from '../model/limit.ts';
import { definitionOf } from '../model/metric.ts';
import { knownParts, partsAt } from '../model/metrics/index.ts';
import { limit, tolerances } from '../report/words/format.ts';
import { judgeSlo, MACHINE_SPREAD } from '../stats/slo.ts';
import { valuesOf } from '../stats/series.ts';
import { googlesLimit, isNegligible, maxSuggestion, percent, shown } from './limits.ts';
import type { GoodLimitOf, Reading, Suggestion, Suggestions } from './suggestion.ts';

const P75 = 75;

/** What is suggested from visits to one deploy: limits on metrics and phases, and the increases that noise allows. */
export function suggestFromCalibration(
  campaigns: readonly CampaignNoise[],
  { folder, routes, goodOf = ({ path }) => googlesLimit(path) }: CalibrationTerms,
): Suggestions {
  const known = campaigns.filter(({ route }) => routes.includes(route));
  const readings = known.flatMap(readingsOf);
  const suggested = readings.filter((reading) => !isNegligible(reading));
  const groups = Map.groupBy(suggested, ({ route, path }) => JSON.stringify([route, path]));
  const budgets = [...groups.values()].flatMap((group) => {
    const max = maxSuggestion(group, goodOf, MACHINE_SPREAD);
    return max === null ? [] : [withTolerance(max, known)];
  });
  return {
    title: `From the calibration in ${folder}`,
    budgets,
    leftOut: [...unknownRoutes(campaigns, routes), ...negligible(readings)],
    notes: [
      'A lab value is what an emulated device measures, not what visitors have. `vitals-gate field ratio` compares them.',
      'Routes with a `max` are visited one at a time, so on four cores or more a run with two lanes takes longer.',
    ],
  };
}

export interface CalibrationTerms {
  /** As the user named it. */
  readonly folder: string;
  /** Those of the file. */
  readonly routes: readonly string[];
  /** Google's limits in the units of the lab; absent: as Google has them for visitors. */
  readonly goodOf?: GoodLimitOf;
}

/** The p75 of each metric and of each of its phases. Sizes are not read: they vary with the page alone. */
function readingsOf({ route, condition, metrics }: CampaignNoise): Reading[] {
  return metrics
    .filter(({ noise }) => noise.unit !== 'bytes')
    .flatMap(({ noise, root }) =>
      [{ path: noise.metric, node: root }, ...phasesOf({ noise, root })].map(({ path, node }): Reading => {
        const values = valuesOf(node.series);
        const { value, high } = judgeSlo(values, Infinity, P75);
        const of = `${values.length} visits on ${condition}`;
        const scatter = path === noise.metric ? noise.sigma : null;
        return { route, condition, path, p75: value, high: high ?? Math.max(...values), noise: scatter, of };
      }),
    );
}

function phasesOf({ noise: { metric }, root }: MeasuredNoise): { path: string; node: SeriesNode }[] {
  const phases = knownParts(partsAt([metric])).map(({ id }) => id);
  return root.parts
    .filter(({ id }) => phases.includes(id))
    .map((node) => ({ path: formatPath([metric, node.id]), node }));
}

/** Phases have no tolerance of their own: the report names the phase that a metric's increase comes from. */
function withTolerance(suggestion: Suggestion, campaigns: readonly CampaignNoise[]): Suggestion {
  const noises = campaigns
    .filter(({ route }) => route === suggestion.route)
    .flatMap(({ metrics }) => metrics.map(({ noise }) => noise))
    .filter(({ metric }) => metric === suggestion.path);
  const [first] = noises;
  if (first === undefined) return suggestion;
  const recommended = noises.flatMap((noise) => (noise.recommended === null ? [] : [noise.recommended]));
  if (recommended.length === 0) return exactTolerance(suggestion, definitionOf(first.metric).defaults.maxIncrease);
  const fraction = Math.max(...recommended.map((each) => each.fraction));
  const amountMs = Math.max(...recommended.map((each) => each.amountMs));
  const maxIncrease: Limit[] = [
    { value: Math.round(100 * fraction), unit: '%' },
    { value: amountMs, unit: 'ms' },
  ];
  const sigma = Math.max(...noises.map((noise) => noise.sigma ?? 0));
  const text = `max-increase ${tolerances(maxIncrease)}: visits vary by ${percent(sigma)} within a block, so 15 blocks clear an unchanged page of this increase in four of five runs.`;
  return { ...suggestion, maxIncrease, why: [...suggestion.why, text] };
}

function exactTolerance(suggestion: Suggestion, maxIncrease: readonly Limit[]): Suggestion {
  const [first] = maxIncrease;
  if (first === undefined) return suggestion;
  const text = `max-increase +${limit(first)}: scores are compared exactly, so this is the smallest increase that matters, not noise.`;
  return { ...suggestion, maxIncrease, why: [...suggestion.why, text] };
}

function unknownRoutes(campaigns: readonly CampaignNoise[], routes: readonly string[]): string[] {
  const measured = new Set(campaigns.map(({ route }) => route));
  const unknown = [...measured].filter((route) => !routes.includes(route));
  const without = routes.filter((route) => !measured.has(route));
  const short = campaigns.filter(({ route, metrics }) => routes.includes(route) && metrics.length === 0);
  return [
    ...unknown.map((route) => `${route} was calibrated, but the file does not have this route.`),
    ...without.map((route) => `${route} was not calibrated.`),
    ...short.map(({ route, condition }) => `${route} on ${condition} was measured in fewer than three blocks.`),
  ];
}

function negligible(readings: readonly Reading[]): string[] {
  const short = readings.filter(isNegligible);
  const groups = Map.groupBy(short, ({ route }) => route);
  return [...groups].map(([route, those]) => {
    const paths = [...new Set(those.map(({ path }) => path))];
    const most = Math.max(...those.map(({ p75 }) => p75));
    const of = paths.length === 1 ? 'its p75' : 'the p75 of each';
    return `${route}: ${paths.join(', ')}, because ${of} is ${shown(Math.ceil(most), paths[0] ?? 'lcp')} or less.`;
  });
}
