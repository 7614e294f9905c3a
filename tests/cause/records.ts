import type { Breakdown } from '../../src/model/breakdown.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { BrokenBudget } from '../../src/cause/find-causes.ts';
import { findCauses } from '../../src/cause/find-causes.ts';
import type { Comparison, Difference } from '../../src/model/comparison.ts';
import {
  diagnosisSchema,
  type CodePlace,
  type DiagnosedRequest,
  type Diagnosis,
  type DiagnosticVisit,
  type FunctionTime,
  type Work,
} from '../../src/model/diagnosis.ts';
import { knownSearchSchema, type CauseSearch } from '../../src/model/cause.ts';

export const BASE = 'https://base.shop.example';
export const HEAD = 'https://head.shop.example';
export const BASE_SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
export const HEAD_SHA = 'f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3';

/** A place in a served file; its URL is completed by the side. */
export function at(url: string, line = 1, functionName = ''): CodePlace {
  return { url, line, column: 1, functionName };
}

export type RequestSpec = Partial<DiagnosedRequest> & { readonly url: string };

/** A request that was asked for at 110 ms, sent at once, answered after 80 ms, ended 40 ms later. */
export function request({ askedMs = 110, sentMs = askedMs, answeredMs = (sentMs ?? 0) + 80, ...rest }: RequestSpec) {
  const spec: DiagnosedRequest = {
    method: 'GET',
    kind: 'image',
    isSameOrigin: rest.url.startsWith('/'),
    initiator: 'parser',
    askedBy: null,
    stack: [],
    priority: { first: 'Low', last: 'High' },
    isRenderBlocking: false,
    isPreloaded: false,
    redirects: [],
    askedMs,
    sentMs,
    answeredMs,
    endedMs: (answeredMs ?? 0) + 40,
    connectMs: 0,
    status: 200,
    headers: {},
    encodedBytes: 20_000,
    decodedBytes: 20_000,
    ...rest,
  };
  return spec;
}

/** The document, answered at 100 ms. */
export function html(spec: Partial<DiagnosedRequest> = {}): DiagnosedRequest {
  const kind = { kind: 'document', initiator: 'other' } as const;
  return request({
    url: '/',
    ...kind,
    askedMs: 0,
    answeredMs: 100,
    endedMs: 120,
    encodedBytes: 5000,
    decodedBytes: 9000,
    ...spec,
  });
}

export const NO_WORK: Work = { functions: [], styles: [] };

export function work(...functions: readonly (Partial<FunctionTime> & Pick<FunctionTime, 'place' | 'selfMs'>)[]): Work {
  return { styles: [], functions: functions.map((of) => ({ totalMs: of.selfMs, callers: [], hottest: null, ...of })) };
}

type Phases = Partial<
  Record<'inputDelay' | 'processing' | 'presentation', { readonly ms: number; readonly work: Work }>
>;

export function interaction(phases: Phases): NonNullable<DiagnosticVisit['interaction']> {
  const nothing = { ms: 10, work: NO_WORK };
  return { target: '#go', inputDelay: nothing, processing: nothing, presentation: nothing, ...phases };
}

export interface VisitSpec extends Partial<Omit<DiagnosticVisit, 'side' | 'lcp' | 'seen'>> {
  readonly lcp?: Partial<NonNullable<DiagnosticVisit['lcp']>>;
  readonly seen?: Partial<DiagnosticVisit['seen']>;
}

/** A page whose LCP is the image `/hero.jpg`, if nothing else is said; LCP is when it was rendered, INP what its phases add up to. */
function visitOf(side: 'base' | 'head', spec: VisitSpec): DiagnosticVisit {
  const requests = spec.requests ?? [html(), request({ url: '/hero.jpg' })];
  const hero = requests.find(({ url }) => url === '/hero.jpg');
  const lcp = {
    selector: '#hero',
    url: '/hero.jpg',
    attributes: {},
    createdBy: [],
    renderedBy: [],
    loadedMs: null,
    renderedMs: (hero?.endedMs ?? 280) + 20,
    ...spec.lcp,
  };
  const { inputDelay, processing, presentation } = spec.interaction ?? interaction({});
  const shifted = (spec.shifts ?? []).reduce((sum, { value }) => sum + value, 0);
  const seen = {
    lcpMs: lcp.renderedMs,
    inpMs: inputDelay.ms + processing.ms + presentation.ms,
    cls: shifted,
    fcpMs: 150,
  };
  return {
    side,
    interaction: null,
    loading: NO_WORK,
    scripts: [],
    shifts: [],
    insights: [],
    layers: [],
    ...spec,
    seen: { ...seen, ...spec.seen },
    requests: [...requests],
    lcp,
  };
}

/** Every path in the record becomes a URL of the side. */
function on<Value>(deployUrl: string, value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (key: string, each: unknown) =>
      (key === 'url' || key === '') && typeof each === 'string' && each.startsWith('/') ? deployUrl + each : each,
    ),
  ) as Value;
}

type Spec = VisitSpec | readonly VisitSpec[];

function isList(spec: Spec): spec is readonly VisitSpec[] {
  return Array.isArray(spec);
}

/** Two visits a side that are the same, or those that are listed. */
export function diagnosis(base: Spec, head: Spec): Diagnosis {
  const visits = (side: 'base' | 'head', spec: Spec): DiagnosticVisit[] =>
    (isList(spec) ? spec : [spec, spec]).map((each) => on(side === 'base' ? BASE : HEAD, visitOf(side, each)));
  return diagnosisSchema.parse({
    version: 1,
    route: 'product',
    condition: 'mobile',
    base: BASE,
    head: HEAD,
    visits: [...visits('base', base), ...visits('head', head)],
  });
}

/** A tree of differences: `{ lcp: { ttfb: 0, 'resource-load-delay': 300 } }` has one entry. */
export interface Parts {
  readonly [id: string]: number | Parts;
}

function breakdown(id: string, parts: number | Parts): Breakdown {
  if (typeof parts === 'number') return leaf(id, parts);
  return sumOf(
    id,
    Object.entries(parts).map(([part, below]) => breakdown(part, below)),
  );
}

function resolved({ id, value, parts }: Breakdown): Difference {
  return { id, value, low: value - 1, high: value + 1, parts: parts.map(resolved) };
}

const UNITS = { lcp: 'ms', inp: 'ms', fcp: 'ms', cls: 'score', bytes: 'bytes', cost: 'cost' } as const;

/** A budget whose metric got worse by so much in each part. */
export function broken(metric: keyof typeof UNITS, parts: number | Parts, path: string = metric): BrokenBudget {
  const change = breakdown(metric, parts);
  const before = leaf(metric, 1000);
  const comparison: Comparison = {
    route: 'product',
    condition: 'mobile',
    metric,
    unit: UNITS[metric],
    blocks: 10,
    base: before,
    head: leaf(metric, 1000 + change.value),
    difference: resolved(change),
    relative: null,
    effect: 'worse',
  };
  return { path, comparison };
}

/** What is found, checked against its schema. */
export function searched(budget: BrokenBudget, found: Diagnosis): CauseSearch {
  const search = findCauses(budget, found, { base: BASE_SHA, head: HEAD_SHA });
  // What is recorded must fit.
  knownSearchSchema.parse({ ...search, causes: search.causes.map((cause) => ({ ...cause, places: [] })) });
  return search;
}
