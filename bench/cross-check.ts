/**
 * `npm run bench:cross-check [-- VISITS]`: the probe's phases against those that Lighthouse's own trace
 * processing (`TraceEngineResult`: DevTools' trace engine with its LCP and INP breakdown insights) computes from a
 * DevTools trace of the very same visits. Base build of the demo shop, condition `mobile`.
 *
 * Medians of probe, trace and their difference, and the largest difference of one visit. What differs, and why:
 *
 * - **LCP, render delay**: the browser rounds paint times for a page to 4 ms where it is not cross-origin isolated; the
 *   trace has them in microseconds. So up to 4 ms, always in the same two rows.
 * - **TTFB**: nothing (0.1 ms). Both are the arrival of the first byte of the headers.
 * - **Load delay against load duration**: DevTools lets the request begin when it was sent to the network service, the
 *   probe (as web-vitals) when it went out, `requestStart`. Waiting for a connection is load duration there and load
 *   delay here. What the one row has more, the other has less; their sum is the same.
 * - **INP**: rounded to 8 ms for a page, so up to 4 ms, in INP and in presentation delay. Input delay and processing are
 *   the same to 0.1 ms. They were not by web-vitals' own attribution: it takes hovering events of the same frame for
 *   processing, which the browser sends after layout (see `src/readings/page/events.ts`).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { TraceEngineResult } from 'lighthouse/core/computed/trace-engine-result.js';
import TraceGatherer from 'lighthouse/core/gather/gatherers/trace.js';
import type { CDPSession } from 'puppeteer';

import { buildShop } from '../fixtures/shop/build.ts';
import { serveShop } from '../fixtures/shop/serve.ts';
import { PRESETS } from '../src/config/conditions/presets.ts';
import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { Lab } from '../src/lab/lab.ts';
import { nodeAt } from '../src/model/breakdown.ts';
import type { Route } from '../src/model/route.ts';
import type { MeasuredOutcome } from '../src/model/sample.ts';
import { median } from '../src/stats/numbers.ts';

/** The quantities, by the probe's paths. */
const PATHS = [
  'lcp',
  'lcp.ttfb',
  'lcp.resource-load-delay',
  'lcp.resource-load-duration',
  'lcp.element-render-delay',
  'inp',
  'inp.input-delay',
  'inp.processing-duration',
  'inp.presentation-delay',
] as const;
type Values = Readonly<Record<(typeof PATHS)[number], number>>;

const about = { conditions: ['mobile'], budgets: [] };
const ROUTES: readonly Route[] = [
  { name: 'product', path: '/p/42', interactions: [{ action: 'click', selector: '#add' }], ...about },
  { name: 'home', path: '/', interactions: [], ...about },
];

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly ts: number;
  readonly cat: string;
  readonly args: { readonly data?: Readonly<Record<string, unknown>> };
}

const count = Number(process.argv[2] ?? 10);
const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-cross-check-'));
await buildShop({ out: folder });
const shop = await serveShop(folder);
const condition = PRESETS.mobile;
const lab = await Lab.open(
  {
    chromePath: await findChrome(null, process.env),
    env: process.env,
    settleMs: 500,
    signal: new AbortController().signal,
    log: console.log,
  },
  [condition],
);
try {
  for (const route of ROUTES) {
    const pairs: { readonly probe: Values; readonly trace: Values }[] = [];
    for (let index = -1; index < count; index++) {
      const { outcome, events } = await tracedVisit(route);
      if (index >= 0) pairs.push({ probe: probeValues(outcome), trace: await traceValues(events, shop.url) });
    }
    print(route, pairs);
  }
} finally {
  await lab.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
}

/** A visit as the lab makes it, recorded with the categories that Lighthouse records. */
async function tracedVisit(route: Route): Promise<{ outcome: MeasuredOutcome; events: TraceEvent[] }> {
  const session = await (await lab.connectedBrowser()).target().createCDPSession();
  await session.send('Tracing.start', { categories: TraceGatherer.getDefaultTraceCategories().join(',') });
  const outcome = await lab.visit(route, condition, shop);
  const events = await stopTracing(session);
  if (outcome.status === 'failed') throw new Error(outcome.reason);
  return { outcome, events };
}

async function stopTracing(session: CDPSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as TraceEvent[])));
  const complete = new Promise((resolve) => void session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events;
}

function probeValues({ readings }: MeasuredOutcome): Values {
  return valuesOf((name) => {
    const segments = name.split('.');
    const reading = readings[segments[0] as keyof typeof readings];
    return reading?.status === 'measured' ? (nodeAt(reading.breakdown, segments)?.value ?? Number.NaN) : Number.NaN;
  });
}

async function traceValues(events: TraceEvent[], url: string): Promise<Values> {
  const { insights } = await TraceEngineResult.runTraceEngine(
    withMainFrame(events, url) as never,
    { throttlingMethod: 'provided' } as never,
    [],
    undefined as never,
  );
  for (const { model } of insights.values()) {
    const { subparts, lcpMs } = model.LCPBreakdown ?? {};
    if (subparts === undefined || lcpMs === undefined) continue;
    const interaction = model.INPBreakdown?.longestInteractionEvent;
    const found: Values = {
      lcp: lcpMs,
      'lcp.ttfb': ms(subparts.ttfb.range),
      'lcp.resource-load-delay': ms(subparts.loadDelay?.range ?? 0),
      'lcp.resource-load-duration': ms(subparts.loadDuration?.range ?? 0),
      'lcp.element-render-delay': ms(subparts.renderDelay.range),
      inp: ms(interaction?.dur),
      'inp.input-delay': ms(interaction?.inputDelay),
      'inp.processing-duration': ms(interaction?.mainThreadHandling),
      'inp.presentation-delay': ms(interaction?.presentationDelay),
    };
    return found;
  }
  throw new Error('the trace has no LCP');
}

/**
 * A browser's trace does not say which frame is the main one, as a tab's does at its start: the one that loaded our
 * page.
 */
function withMainFrame(events: readonly TraceEvent[], url: string): TraceEvent[] {
  const load = events.find(
    ({ name, args: { data } }) => name === 'CommitLoad' && String(data?.['url']).startsWith(url),
  );
  if (load === undefined) throw new Error('the trace has no navigation');
  const { pid: processId, ts } = load;
  const frame = { frame: load.args.data?.['frame'], url, name: '', processId };
  const main = { ...frame, isOutermostMainFrame: true, isInPrimaryMainFrame: true };
  const instant = { ...load, ph: 'I', s: 't', dur: undefined };
  const start = Math.min(...events.filter((event) => event.ts > 0).map((event) => event.ts));
  const started = {
    ...instant,
    ts: start,
    args: { data: { frameTreeNodeId: 1, persistentIds: true, frames: [main] } },
  };
  return [
    { ...started, name: 'TracingStartedInBrowser' },
    { ...instant, ts, name: 'FrameCommittedInBrowser', args: { data: main } },
    ...events.filter((event) => event.name !== 'TracingStartedInBrowser' && !isBlank(event)),
  ];
}

/** The navigation to the blank page that every tab begins with: it has no requests, and the engine trips over that. */
function isBlank({ name, args: { data } }: TraceEvent): boolean {
  return name === 'navigationStart' && !String(data?.['documentLoaderURL']).startsWith('http');
}

function ms(microseconds: number | undefined): number {
  return (microseconds ?? Number.NaN) / 1000;
}

function valuesOf(read: (name: (typeof PATHS)[number]) => number): Values {
  return Object.fromEntries(PATHS.map((name) => [name, read(name)])) as Record<(typeof PATHS)[number], number>;
}

function print(route: Route, pairs: readonly { readonly probe: Values; readonly trace: Values }[]): void {
  const rows = PATHS.filter((name) => pairs.every(({ probe }) => Number.isFinite(probe[name]))).map((name) => {
    const differences = pairs.map(({ probe, trace }) => trace[name] - probe[name]);
    const of = (side: 'probe' | 'trace'): string => median(pairs.map((pair) => pair[side][name])).toFixed(1);
    const widest = differences.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? Number.NaN;
    return {
      name,
      probe: of('probe'),
      trace: of('trace'),
      difference: median(differences).toFixed(1),
      widest: widest.toFixed(1),
    };
  });
  console.log(`\n${route.path}, ${pairs.length} visits, ms (medians; widest: the largest difference of one visit)`);
  console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
}
