/**
 * `npm run bench:beacon [-- LOADS [SLOWDOWN]]`: the main-thread time that the beacon takes from a page, with the processor
 * slowed four times: the page with it, with web-vitals alone, and with an empty script in its place, from the load over a
 * click until the page is left. It also reads when the beacon's first request starts. Exits with 1 where the median of the
 * script that the beacon runs over web-vitals alone is more than 5 ms, or a request starts before the load has ended.
 */
import { build } from 'esbuild';
import { launch, type Browser, type CDPSession, type Page } from 'puppeteer';

import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { median } from '../src/stats/numbers.ts';
import { measuredPage, serveWithBeacon } from '../tests/support/beacon-site.ts';
import type { Page as ServedPage } from '../tests/support/site.ts';

const MOST_MS = 5;
const [loads, slowdown] = [Number(process.argv[2] ?? 30), Number(process.argv[3] ?? 4)];
const BODY =
  '<h1>Shop</h1><img src="/picture.jpg" width="600" height="400"><button onclick="document.body.append(1)">Add</button>';
/** Idle callbacks are called in turn, so this one after those of the beacon; none may be called while no frame is due. */
const IDLE = `await new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: 5000 })));`;

interface Cost {
  readonly tasksMs: number;
  readonly scriptMs: number;
  /** From the end of the load to the first request of the beacon; null without one. */
  readonly requestMs: number | null;
}

/** The beacon measures with web-vitals: what that takes alone is the least that the beacon could. */
const WEB_VITALS = `import { onCLS, onINP, onLCP } from 'web-vitals';
for (const watch of [onCLS, onINP, onLCP]) watch(() => {}, { reportAllChanges: true, reportSoftNavs: true });`;
const { outputFiles } = await build({
  stdin: { contents: WEB_VITALS, resolveDir: process.cwd() },
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
});
const script =
  (text: string): ServedPage =>
  (_, response) =>
    void response.setHeader('content-type', 'text/javascript').end(text);
const KINDS = ['nothing', 'webVitals', 'beacon'] as const;
type Kind = (typeof KINDS)[number];
const site = await serveWithBeacon({
  '/beacon': measuredPage(BODY),
  '/webVitals': measuredPage(BODY).replace('/beacon.js', '/web-vitals.js'),
  '/nothing': measuredPage(BODY).replace('/beacon.js', '/nothing.js'),
  '/web-vitals.js': script(outputFiles[0]?.text ?? ''),
  '/nothing.js': script(';'),
});

/** As a script in the page runs it, and as the page's own code would wait. */
function run<Result>(page: Page, body: string): Promise<Result> {
  return page.evaluate(`(async () => { ${body} })()`) as Promise<Result>;
}

async function metricsOf(session: CDPSession): Promise<{ readonly tasksMs: number; readonly scriptMs: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const ms = (name: string): number => 1000 * (metrics.find((each) => each.name === name)?.value ?? Number.NaN);
  return { tasksMs: ms('TaskDuration'), scriptMs: ms('ScriptDuration') };
}

async function costOf(browser: Browser, kind: Kind): Promise<Cost> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const session = await page.createCDPSession();
  // The time that the thread had a core, and not what passed while others had it.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const before = await metricsOf(session);
  await page.goto(`${site.url}/${kind}`);
  await run(page, IDLE);
  await page.click('button');
  await run(page, `${IDLE} dispatchEvent(new Event('pagehide'));`);
  const after = await metricsOf(session);
  const requestMs = await run<number | null>(
    page,
    `const [{ loadEventEnd }] = performance.getEntriesByType('navigation');
    const request = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/collect'));
    return request === undefined ? null : request.startTime - loadEventEnd;`,
  );
  await context.close();
  return { tasksMs: after.tasksMs - before.tasksMs, scriptMs: after.scriptMs - before.scriptMs, requestMs };
}

const browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
const rounds: Readonly<Record<Kind, Cost>>[] = [];
try {
  for (const kind of KINDS) await costOf(browser, kind);
  for (let index = 0; index < loads; index++) {
    // Their order turns, so that what drifts falls on all.
    const order = [...KINDS, ...KINDS].slice(index % KINDS.length, (index % KINDS.length) + KINDS.length);
    const costs: Partial<Record<Kind, Cost>> = {};
    for (const kind of order) costs[kind] = await costOf(browser, kind);
    rounds.push(costs as Record<Kind, Cost>);
  }
} finally {
  await browser.close();
  await site.close();
}

/** The median of what is more than with another script, with its quartiles. */
function more(kind: Kind, than: Kind, of: 'tasksMs' | 'scriptMs'): { readonly ms: number; readonly text: string } {
  const sorted = rounds.map((round) => round[kind][of] - round[than][of]).toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  return { ms: median(sorted), text: `${median(sorted).toFixed(1)} ms (quartiles ${at(0.25)} and ${at(0.75)})` };
}

const own = more('beacon', 'webVitals', 'scriptMs');
const requests = rounds.flatMap((round) => round.beacon.requestMs ?? []);
console.log(`${loads} loads of each page, processor slowed ${slowdown} times; main-thread time:`);
console.log(`the page alone            ${median(rounds.map(({ nothing }) => nothing.tasksMs)).toFixed(1)} ms`);
console.log(`with web-vitals           + ${more('webVitals', 'nothing', 'tasksMs').text}`);
console.log(`  script                  + ${more('webVitals', 'nothing', 'scriptMs').text}`);
console.log(`with the beacon           + ${more('beacon', 'nothing', 'tasksMs').text}`);
console.log(`  script                  + ${more('beacon', 'nothing', 'scriptMs').text}`);
console.log(`  over web-vitals alone   + ${own.text}; at most ${MOST_MS} ms`);
console.log(`the first request         ${Math.min(...requests).toFixed(1)} ms or more after the load`);
if (!(own.ms <= MOST_MS) || requests.length < loads || !requests.every((ms) => ms >= 0)) process.exitCode = 1;
