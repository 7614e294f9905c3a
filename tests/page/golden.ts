import type { Origins } from '../../src/model/origin.ts';
import type { GateReport } from '../../src/model/report.ts';
import type { Place } from '../../src/model/place.ts';
import { campaignSamples } from '../../src/page/document/campaign-samples.ts';
import type { PageParts } from '../../src/page/document/document.ts';
import { toldDiagnosis } from '../../src/page/document/told-diagnosis.ts';
import { at, diagnosis, request, work } from '../cause/records.ts';
import { comparison, gateReport, routeReport } from '../report/factories.ts';
import * as scenarios from '../report/scenarios.ts';
import { visitsBehind } from './visits.ts';

const ORIGINS: Origins = {
  base: { subject: 'Release 42', proof: 'found', by: null },
  head: { subject: 'Load the hero from the gallery script', proof: 'checked', by: 'header x-sha' },
};

/** Pages as runs make them, by what they are of. */
export const GOLDEN = {
  pass: pageOf(scenarios.pass),
  'many-regressions': {
    ...pageOf({ ...scenarios.many, origins: ORIGINS }),
    diagnoses: [{ ...diagnosed(), route: 'product' }],
  },
  attributed: pageOf(scenarios.attributed),
  explained: pageOf(scenarios.explained),
  identical: pageOf(scenarios.identical),
  inconclusive: pageOf(scenarios.inconclusive),
  unmeasured: pageOf(scenarios.unmeasured),
  'first-run': pageOf(scenarios.firstRun),
  'head-only': pageOf(scenarios.headOnly),
  waived: pageOf(scenarios.waived),
  'policy-changed': pageOf(scenarios.policyChanged),
  fork: pageOf(scenarios.fork),
  'missing-shard': pageOf(scenarios.missingShard),
  'graphql-only': { report: { ...scenarios.costs, routes: [] }, samples: [], diagnoses: [] },
  hostile: pageOf(scenarios.hostile),
  'sixty-routes': pageOf(sixtyRoutes()),
} as const satisfies Readonly<Record<string, PageParts>>;

/** The page of a report, with visits that could be behind its numbers. */
export function pageOf(report: GateReport): PageParts {
  const samples = report.routes.flatMap((route) => campaignSamples(route, visitsBehind(report, route)) ?? []);
  return { report, samples, diagnoses: [] };
}

/** Sixty routes under two conditions: a sixth of them is slower. */
function sixtyRoutes(): GateReport {
  const places = Array.from({ length: 60 }, (_, index) => `route-${index + 1}`).flatMap((route) =>
    ['mobile', 'desktop'].map((condition) => ({ route, condition })),
  );
  const isSlower = ({ route }: Place): boolean => Number(route.slice('route-'.length)) % 6 === 0;
  const { comparisons, budgets } = scenarios.oneRegression.result;
  const kept = scenarios.pass.result;
  return gateReport({
    comparisons: places.flatMap((place) =>
      (isSlower(place) ? comparisons : kept.comparisons).map((each) => ({ ...each, ...place })),
    ),
    budgets: places.flatMap((place) =>
      (isSlower(place) ? budgets : kept.budgets).map((each) => ({ ...each, ...place })),
    ),
    routes: places.map((place) => routeReport({ ...place, path: `/${place.route}`, blocks: 40 })),
  });
}

function diagnosed() {
  const slow = work({ place: at('/app.js', 12, 'recalculateTotals'), selfMs: 80 });
  return toldDiagnosis(
    diagnosis(
      { requests: [request({ url: '/hero.jpg' })] },
      { requests: [request({ url: '/hero.jpg', askedMs: 500, initiator: 'script' })], loading: slow },
    ),
  );
}

/** A report whose costs have no bound on head. */
export const unbounded = gateReport({
  comparisons: [
    {
      ...comparison('lcp', { a: [20, 20, 0] }, { route: 'ProductPage', condition: 'operation' }),
      metric: 'cost',
      unit: 'cost',
      head: { id: 'cost', value: Infinity, parts: [] },
      difference: { id: 'cost', value: Infinity, low: Infinity, high: Infinity, parts: [] },
    },
  ],
});
