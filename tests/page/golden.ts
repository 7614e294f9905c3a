import type { Origins } from '../../src/model/origin.ts';
import type { CommitChange } from '../../src/model/attribution.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { GateReport } from '../../src/model/report.ts';
import type { Place } from '../../src/model/place.ts';
import { campaignSamples } from '../../src/page/document/campaign-samples.ts';
import type { PageParts } from '../../src/page/document/document.ts';
import { toldDiagnosis } from '../../src/page/document/told-diagnosis.ts';
import { at, diagnosis, request, work } from '../cause/records.ts';
import { comparison, gateReport, routeReport } from '../report/factories.ts';
import * as scenarios from '../report/scenarios.ts';
import { diagnosedHero, foreignDiagnosis } from './diagnosed.ts';
import { filmPictures } from './filmed.ts';
import { visitsBehind } from './visits.ts';

/** The smallest WebP picture there is. */
export const PIXEL = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

const ORIGINS: Origins = {
  base: { subject: 'Release 42', proof: 'found', by: null },
  head: { subject: 'Load the hero from the gallery script', proof: 'checked', by: 'header x-sha' },
};

/** Pages as runs make them, by what they are of. */
export const GOLDEN = {
  pass: pageOf(scenarios.pass),
  'many-regressions': {
    ...pageOf({ ...scenarios.many, origins: ORIGINS }),
    diagnoses: [toldDiagnosis(diagnosedShift('product'))],
    pictures: new Map([['product-mobile-shift-1-after.webp', PIXEL]]),
  },
  attributed: pageOf(proven(scenarios.attributed)),
  bisected: pageOf(bisected()),
  priced: pageOf(scenarios.priced),
  explained: {
    ...pageOf(scenarios.explained),
    diagnoses: [toldDiagnosis(diagnosedHero('product'))],
    pictures: filmPictures(),
  },
  identical: pageOf(scenarios.identical),
  inconclusive: pageOf(scenarios.inconclusive),
  unmeasured: pageOf(scenarios.unmeasured),
  'first-run': pageOf(scenarios.firstRun),
  'head-only': pageOf(scenarios.headOnly),
  'other-element': pageOf(scenarios.otherElement),
  waived: pageOf(scenarios.waived),
  'policy-changed': pageOf(scenarios.policyChanged),
  fork: pageOf(scenarios.fork),
  'missing-shard': pageOf(scenarios.missingShard),
  'graphql-only': { report: { ...scenarios.costs, routes: [] }, samples: [], diagnoses: [] },
  hostile: { ...pageOf(scenarios.hostile), diagnoses: hostileDiagnoses() },
  'sixty-routes': pageOf(sixtyRoutes()),
} as const satisfies Readonly<Record<string, PageParts>>;

function hostileDiagnoses(): Diagnosis[] {
  const [place] = scenarios.hostile.routes;
  return place === undefined ? [] : [toldDiagnosis(foreignDiagnosis(scenarios.HOSTILE, place))];
}

/** The page of a report, with visits that could be behind its numbers. */
export function pageOf(report: GateReport): PageParts {
  const samples = report.routes.flatMap((route) => campaignSamples(route, visitsBehind(report, route)) ?? []);
  return { report, samples, diagnoses: [] };
}

/** Two of five commits did it, one of them among commits that could not be told apart. */
function bisected(): GateReport {
  const about = { route: 'product', condition: 'mobile', path: 'lcp' };
  const commits: CommitChange[] = [
    commitChange('1'.repeat(40), 'Rename the price component', [4, -8, 16]),
    commitChange('2'.repeat(40), 'Load the hero from the gallery script (#41)', [310, 296, 324]),
    { ...commitChange('3'.repeat(40), 'Does not build'), status: 'skipped' },
    { ...commitChange('4'.repeat(40), '3333333 to 4444444', [108, 90, 126]), status: 'range' },
    commitChange('5'.repeat(40), 'Compress the hero', [-9, -21, 3]),
  ];
  const attribution = [{ ...about, culprits: ['2'.repeat(40), '4'.repeat(40)], commits }];
  const changes = { files: ['src/hero.ts', 'package-lock.json'], packages: [], owners: ['@acme/web'] };
  const gallery = { name: 'gallery', from: '1.2.0', to: '2.0.0' };
  const culprit = { sha: '2'.repeat(40), pullRequest: 41, ...changes, packages: [gallery] };
  const manifest = { ...changes, packages: [gallery, { name: 'zoom', from: null, to: '0.1.0' }], culprits: [culprit] };
  return { ...scenarios.attributed, result: { ...scenarios.attributed.result, attribution, manifest } };
}

function commitChange(sha: string, subject: string, estimate?: readonly [number, number, number]): CommitChange {
  const [value = null, low = null, high = null] = estimate ?? [];
  return { sha, subject, value, low, high, status: 'measured' };
}

/** Fresh visits have confirmed what is broken. */
function proven(report: GateReport): GateReport {
  const budgets = report.result.budgets.map((row) =>
    row.verdict === 'fail' ? { ...row, evidence: 'confirmed' as const } : row,
  );
  return { ...report, result: { ...report.result, budgets } };
}

function isSlower({ route }: Place): boolean {
  return Number(route.slice('route-'.length)) % 6 === 0;
}

/** Sixty routes under two conditions: a sixth of them is slower. */
function sixtyRoutes(): GateReport {
  const places = Array.from({ length: 60 }, (_, index) => `route-${index + 1}`).flatMap((route) =>
    ['mobile', 'desktop'].map((condition) => ({ route, condition })),
  );
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

/** What diagnostic visits to a route saw: an image that is asked for late, and content that moves, with a picture of it. */
export function diagnosedShift(route: string): Diagnosis {
  const slow = work({ place: at('/app.js', 12, 'recalculateTotals'), selfMs: 80 });
  const shift = {
    value: 0.12,
    atMs: 900,
    moved: [
      {
        selector: 'main',
        before: { x: 0, y: 60, width: 360, height: 200 },
        after: { x: 0, y: 160, width: 360, height: 200 },
      },
    ],
    culprits: [],
    pictures: { before: null, after: `${route}-mobile-shift-1-after.webp` },
    pictured: { x: 0, y: 36, width: 360, height: 348 },
  };
  const late = { requests: [request({ url: '/hero.jpg', askedMs: 500, initiator: 'script' })], loading: slow };
  return {
    ...diagnosis({ requests: [request({ url: '/hero.jpg' })] }, [
      { ...late, seen: { lcpMs: 2000 }, shifts: [shift] },
      late,
      late,
    ]),
    route,
  };
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
