import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { noisePng } from '../../../fixtures/faults/png.ts';
import { CampaignRunner } from '../../../src/lab/campaign.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { learntSettle, type MeasuredOutcome, type Visit } from '../../../src/model/sample.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { heldUntil, html, ONCE_PAINTED, PAINTED, serveSite, type Page, type Site } from '../../support/site.ts';

/** A video whose first frame is not there before its last bytes are. */
const VIDEO = readFileSync(new URL('hero.webm', import.meta.url));
/** How long the server takes to answer with it, ms. */
const VIDEO_MS = 700;
/** When a stream delivers: long after the settle window, and long before the second that it has for that, ms. */
const STREAM_MS = 500;
const IMAGE = noisePng(400, 300);

const HEADLINE =
  "Object.assign(document.createElement('h1'), { style: 'font-size:60px', textContent: 'The headline of the page' })";
const SHOW = `document.body.append(${HEADLINE});`;
const SMALL = '<p>small text</p>';
/** Moves a block of 800×300 px down by 60 px in a viewport of 800×600 px. */
const SHIFTING = `${ONCE_PAINTED}<style>body{margin:0}</style><div id="above" style="height:0"></div><main style="height:300px;background:#cde">Content</main>
  <script>let height = 0; const shift = () => { above.style.height = (height += 60) + 'px'; };</script>`;
/** Impact (300 + 60) / 600 times distance 60 / 800. */
const ONE_SHIFT = (360 / 600) * (60 / 800);

/** A busy machine may divide what is seen of this gap: what is left is still more than a page needs that does nothing late. */
const LATE_MS = 700;
const NOTHING_LATE_MS = 250;

const run = (code: string): string => `<script>${code}</script>`;
const after =
  (ms: number, body: string | Buffer, type = 'text/plain'): Page =>
  (_, response) =>
    void setTimeout(() => response.writeHead(200, { 'content-type': type }).end(body), ms);
const never: Page = () => undefined;

/** Sends the head at once and pieces of the body as time goes on; `null` keeps it open. */
function trickle(type: string, pieces: readonly (readonly [ms: number, text: string | null])[]): Page {
  return (_, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    response.flushHeaders();
    for (const [ms, text] of pieces) setTimeout(() => (text === null ? response.end() : response.write(text)), ms);
  };
}

/** Sends the head and pieces of a body until it is not listened to any more. */
const unending: Page = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  const sending = setInterval(() => response.write('a piece '.repeat(40)), 40);
  response.on('close', () => clearInterval(sending));
};

const slowFirst = (delaysMs: readonly number[]): Page => {
  let calls = 0;
  return (_, response) => void setTimeout(() => response.end('{}'), delaysMs[calls++] ?? delaysMs.at(-1));
};

const PAGES: Record<string, Page> = {
  ...PAINTED,
  '/hero.png': after(0, IMAGE, 'image/png'),
  '/slow.png': after(1200, IMAGE, 'image/png'),
  '/endless.png': never,
  '/hero.webm': after(VIDEO_MS, VIDEO, 'video/webm'),
  '/endless.webm': never,
  '/ms500': after(500, '{}'),
  '/quick': '{}',
  '/never': never,
  '/warm': html('<h1>Warm</h1>'),

  // Nothing is painted before …
  '/timer': html(run(`setTimeout(() => { ${SHOW} }, 900)`)),
  '/anti-flicker': html(
    `<h1>Some large text</h1>`,
    `<style>.hide{opacity:0!important}</style>${run("document.documentElement.className='hide';setTimeout(()=>{document.documentElement.className=''},900)")}`,
  ),
  '/client-side': html(
    run(`onload = () => setTimeout(() => fetch('/quick').then(() => setTimeout(() => { ${SHOW} }, 400)), 400)`),
  ),
  '/invisible': html(
    `<h1 id="h" style="visibility:hidden">Some large text</h1>${run("setTimeout(() => { h.style.visibility = 'visible' }, 900)")}`,
  ),
  '/nothing': html(''),

  // What is delivered after the load.
  '/events': html(`${SMALL}${run(`new EventSource('/event-stream').onmessage = () => { ${SHOW} }`)}`),
  '/event-stream': trickle('text/event-stream', [[STREAM_MS, 'data: go\n\n']]),
  '/silent-events': html(`<h1>Text</h1>${run("new EventSource('/silent-stream')")}`),
  '/silent-stream': trickle('text/event-stream', []),
  '/socket': html(`${SMALL}${run(`new WebSocket('ws://' + location.host + '/speaks').onmessage = () => { ${SHOW} }`)}`),
  '/silent-socket': html(`<h1>Text</h1>${run("new WebSocket('ws://' + location.host + '/silent')")}`),
  '/body': html(`${SMALL}${run(`fetch('/pieces').then((answer) => answer.text()).then(() => { ${SHOW} })`)}`),
  '/pieces': trickle('text/plain', [
    // Close together, because a busy machine sends them late.
    ...Array.from({ length: 35 }, (_, index) => [25 * (index + 1), 'a piece '.repeat(40)] as const),
    [900, null],
  ]),
  '/worker': html(
    `${SMALL}${run(`fetch('/held'); const code = "onmessage = () => fetch('" + location.origin + "/worker-asks').then(() => fetch('" + location.origin + "/ms500')).then(() => postMessage(1))";
      const worker = new Worker(URL.createObjectURL(new Blob([code]))); worker.postMessage(1); worker.onmessage = () => { ${SHOW} }`)}`,
  ),
  '/worker-and-frame': html(
    `${SMALL}${run(`fetch('/held'); const code = "fetch('" + location.origin + "/worker-asks').then(() => fetch('" + location.origin + "/ms500')).then(() => postMessage(1))";
      const worker = new Worker(URL.createObjectURL(new Blob([code]))); worker.onmessage = () => { ${SHOW} };
      const frame = document.body.appendChild(document.createElement('iframe')); setTimeout(() => frame.remove(), 300)`)}`,
  ),
  ...heldUntil({ '/worker-asks': after(500, '{}') }),
  '/ended-worker': html(
    `<h1>Text</h1>${run(`const worker = new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/never')"])));
      setTimeout(() => worker.terminate(), 500)`)}`,
  ),
  '/video': html(
    `${SMALL}<video id="v" autoplay muted width="380" height="300"></video>${run("onload = () => { v.src = '/hero.webm' }")}`,
  ),
  '/shadow-video': html(
    `${SMALL}<div id="host"></div>${run(`onload = () => {
    host.attachShadow({ mode: 'open' }).innerHTML = '<video autoplay muted width=380 height=300 src=/hero.webm></video>' }`)}`,
  ),
  '/endless-video': html(
    `${SMALL}<video id="v" autoplay muted width="380" height="300"></video>${run("onload = () => { v.src = '/endless.webm' }")}`,
  ),
  '/late-hero': html(
    `${SMALL}${run("onload = () => document.body.append(Object.assign(new Image(400, 300), { src: '/slow.png' }))")}`,
  ),
  '/task': html(
    `${SMALL}${run(`onload = () => setTimeout(() => { const end = Date.now() + 900; while (Date.now() < end); ${SHOW} }, 20)`)}`,
  ),

  // Layout shifts.
  '/carousel': html(
    `${SHIFTING}${run('oncePainted(() => { for (const ms of [0, 550, 1100]) setTimeout(shift, ms) })')}`,
  ),
  '/endless-carousel': html(
    `${SHIFTING}${run('const move = () => { height = 60 - height; above.style.height = height + "px" }; setInterval(move, 200)')}`,
  ),
  '/lazy': html(
    `<h1>List</h1><div style="height:3000px"></div><img loading="lazy" src="/slow.png"><main style="height:300px;background:#cde">Content</main>`,
  ),
  '/answer-banner': html(
    `${SHIFTING}<button id="go">Go</button>${run("go.onclick = () => setTimeout(() => fetch('/ms500').then(shift), 20)")}`,
  ),
  // Chrome would excuse a shift that follows a click as soon.
  '/timer-banner': html(
    `${SHIFTING}<button id="go">Go</button>${run(`go.onmouseenter = () => setTimeout(shift, ${LATE_MS})`)}`,
  ),

  // What is still under way at the limit.
  '/hero-at-limit': html(
    `${SMALL}${run("onload = () => document.body.append(Object.assign(new Image(400, 300), { src: '/endless.png?token=1' }))")}`,
  ),
  '/worker-at-limit': html(
    `${SMALL}${run(`fetch('/held-too'); new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/never-ends')"])))`)}`,
  ),
  ...heldUntil({ '/never-ends': never }, '/held-too'),
  '/body-at-limit': html(`${SMALL}${run("fetch('/endless-body').then((answer) => answer.json())")}`),
  '/endless-body': unending,
  '/fetch-at-limit': html(`${SMALL}${run("fetch('/never').then(() => 0)")}`),
  '/graphql-at-limit': html(
    `${SMALL}${run(`const ask = (body) => fetch('/graphql', { method: 'POST', body });
    ask('a').then(() => ask('b')).then(() => ask('c')).then(() => ask('d')).then(() => ask('e'))`)}`,
  ),
  '/graphql': slowFirst([0, 0, 0, 0, 60_000]),
  '/frame-at-limit': html(
    `<h1>Text</h1>${run("onload = () => { document.body.append(Object.assign(document.createElement('iframe'), { src: '/frame' })) }")}`,
  ),
  '/late-frame': html(
    `<h1>Text</h1>${run("onload = () => { document.body.append(Object.assign(document.createElement('iframe'), { src: '/never' })) }")}`,
  ),
  '/frame': html(
    `<p>An advertisement</p>${run("onload = () => setTimeout(() => document.body.append(Object.assign(new Image(40, 30), { src: '/endless.png' })))")}`,
  ),
  '/polling': html(
    `<h1>Poll</h1>${run("const poll = () => fetch('/poll').then((answer) => answer.text()).then(poll); poll()")}`,
  ),
  '/poll': after(120, '{}'),

  // What never ends, and holds nothing.
  '/unread': html(`<h1>Text</h1>${run("fetch('/unread-body')")}`),
  '/unread-body': trickle('text/plain', [[0, 'the first piece']]),
  // Of another site, which has a process of its own.
  '/removed-frame': html(
    `<h1>Text</h1>${run(`onload = () => {
      const src = 'http://localhost:' + location.port + '/asking-frame';
      const frame = document.body.appendChild(Object.assign(document.createElement('iframe'), { src }));
      setTimeout(() => frame.remove(), 600);
    }`)}`,
  ),
  '/asking-frame': html(run("fetch('/never')")),
  '/unread-click': html(`<h1>Text</h1><button id="go">Go</button>${run("go.onclick = () => fetch('/unread-body')")}`),

  // Two deploys of one page, which differ in when something comes.
  '/same': html('<h1>Text</h1>'),
};

const SETTLE_MS = 200;
let lab: Lab;
let site: Site;
beforeAll(async () => {
  // Far longer than a page of these takes on a busy machine.
  lab = await openLab({ unquietMs: 6000, paintMs: 6000 });
  site = await serveSite(PAGES, {
    '/speaks': (send) => void setTimeout(() => send('go'), STREAM_MS),
    '/silent': () => undefined,
  });
  await visit('/warm');
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const visit = async (path: string, ...script: Interaction[]): Promise<MeasuredOutcome> =>
  measured(await lab.visit(route(path, script), FAST, site));
const click: Interaction = { action: 'click', selector: '#go' };
const notesOf = (outcome: MeasuredOutcome): string => outcome.evidence.notes.join(' ');

describe('a visit ends when nothing more can change what it measures', () => {
  // One at a time: a page that is slow because of others may not end too early although nothing waits for it.
  it.each([
    ['before the first paint, which a timer makes', '/timer', 900],
    ['while the page is kept transparent against flicker', '/anti-flicker', 900],
    ['before a client-side page has rendered', '/client-side', 800],
    ['while all text is hidden', '/invisible', 900],
    ['while an event stream that has just opened may deliver', '/events', STREAM_MS],
    ['while a WebSocket that has just opened may deliver', '/socket', STREAM_MS],
    ['while a worker waits for an answer', '/worker', 1000],
    ['while a worker waits for an answer and a frame is removed', '/worker-and-frame', 1000],
    ['before an image that is asked for after the load', '/late-hero', 1200],
    ['while the main thread is in a task', '/task', 900],
  ])('not %s', async (_, path, lcpMs) => {
    const outcome = await visit(path);
    expect(valueAt(outcome, 'lcp')).toBeGreaterThanOrEqual(lcpMs);
    expect(notesOf(outcome)).toBe('');
  });

  it('not while the body of a response comes in pieces', async () => {
    // Where it holds nothing, the quiet is over 400 ms before its end; where it does, a piece may be late by as much.
    const outcome = measured(await lab.visit({ ...route('/body'), settleMs: 500 }, FAST, site));
    expect(valueAt(outcome, 'lcp')).toBeGreaterThanOrEqual(900);
    expect(notesOf(outcome)).toBe('');
  });

  // Chrome does not report every first frame as LCP.
  it.each([
    ['before a video’s first frame', '/video'],
    ['before the first frame of a video in a shadow root', '/shadow-video'],
  ])('not %s', async (_, path) => {
    const outcome = await visit(path);
    expect(outcome.timing.wallMs).toBeGreaterThanOrEqual(VIDEO_MS + 200);
    expect(notesOf(outcome)).toBe('');
  });

  it.each([
    ['while shifts follow each other in one session window', '/carousel', [], 3],
    ['while what a click asked for has not been answered', '/answer-banner', [click], 1],
  ] as const)('not %s', async (_, path, script, shifts) => {
    expect(valueAt(await visit(path, ...script), 'cls')).toBeCloseTo(shifts * ONE_SHIFT, 3);
  });

  it('not before an image without a size is there that scrolling asked for', async () => {
    const outcome = await visit('/lazy', { action: 'scroll', to: 'bottom' });
    expect(valueAt(outcome, 'cls')).toBeGreaterThan(0.05);
  });

  it.concurrent.each([
    ['an event stream is open and silent', '/silent-events', []],
    ['a WebSocket is open and silent', '/silent-socket', []],
    ['a body is never read', '/unread', []],
    ['a frame was removed with its requests in flight', '/removed-frame', []],
    ['a worker was ended with its requests in flight', '/ended-worker', []],
    [
      'a body that a step waits for is never read',
      '/unread-click',
      [click, { action: 'wait-for', request: '/unread-body' }],
    ],
  ] as const)('also where %s', async (_, path, script) => {
    const outcome = await visit(path, ...script);
    // At the limit there would be a note of what it still waited for.
    expect(notesOf(outcome)).toBe('');
    expect(outcome.readings).toMatchObject({ lcp: { status: 'measured' }, cls: { status: 'measured' } });
  });
});

describe('at the limit', () => {
  const UNSETTLED = { status: 'unmeasured', reason: 'not-settled' };
  let impatient: Lab;
  beforeAll(async () => {
    impatient = await openLab({ unquietMs: 2400, paintMs: 4000 });
  });
  afterAll(() => impatient.close());
  /** With a settle window in which a busy machine is not late with what keeps the page from its quiet. */
  const visitToLimit = async (path: string): Promise<MeasuredOutcome> =>
    measured(await impatient.visit({ ...route(path), settleMs: 1000 }, FAST, site));

  it.concurrent.each([
    ['an image is in flight', '/hero-at-limit', '/endless.png'],
    ['a request that was never answered before is in flight', '/fetch-at-limit', '/never'],
    ['another question is asked at the same URL', '/graphql-at-limit', '/graphql'],
    ['a video has not shown its first frame', '/endless-video', '/endless.webm'],
    ['a worker waits for an answer', '/worker-at-limit', '/never-ends'],
    ['the body of an answer is still arriving', '/body-at-limit', '/endless-body'],
  ])('LCP and CLS are unmeasured where %s', async (_, path, url) => {
    const outcome = await visitToLimit(path);
    expect(outcome.readings).toMatchObject({ lcp: UNSETTLED, cls: UNSETTLED });
    expect(notesOf(outcome)).toContain(`LCP and CLS could not be measured`);
    expect(notesOf(outcome)).toContain(`${site.url}${url}`);
    expect(notesOf(outcome)).not.toContain('token');
  });

  it.concurrent.each([
    ['a page that polls', '/polling'],
    ['a page whose frame is still loading', '/frame-at-limit'],
    ['a page with a frame that came late and never answers', '/late-frame'],
  ])('%s is measured, with a note', async (_, path) => {
    const outcome = await visitToLimit(path);
    expect(outcome.readings).toMatchObject({ lcp: { status: 'measured' }, cls: { status: 'measured' } });
    expect(notesOf(outcome)).toContain('The page never became quiet');
  });

  it.concurrent('a page that paints nothing says so', async () => {
    const outcome = await visitToLimit('/nothing');
    expect(outcome.readings.lcp).toEqual({ status: 'unmeasured', reason: 'no-lcp' });
    expect(notesOf(outcome)).toContain('The page painted nothing within 4 s.');
  });

  it('a page that shifts for ever has the CLS of a whole session window', async () => {
    const endless = await openLab({ unquietMs: 8000 });
    try {
      const outcome = measured(await endless.visit(route('/endless-carousel'), FAST, site));
      // A shift each 200 ms, for five seconds: 25, unless the machine is late with some. In one second there are five.
      expect(valueAt(outcome, 'cls') / ONE_SHIFT).toBeGreaterThan(8);
    } finally {
      await endless.close();
    }
  });
});

describe('the settle window is learnt', () => {
  let learning: Lab;
  let base: Site;
  let head: Site;
  const warmUp = async (path: string, ...script: Interaction[]): Promise<readonly Visit[]> => {
    const visits: Visit[] = [];
    const runner = new CampaignRunner(learning, {
      route: route(path, script),
      condition: FAST,
      base: { side: 'base', url: base.url, sha: null },
      head: { side: 'head', url: head.url, sha: null },
      control: null,
      phase: 'measure',
      record: (made) => void visits.push(made),
    });
    expect(await runner.warmUp()).toBe(true);
    return visits;
  };
  beforeAll(async () => {
    learning = await openLab({}, undefined, null);
    const later = html(`${SMALL}${ONCE_PAINTED}${run(`oncePainted(() => setTimeout(() => { ${SHOW} }, ${LATE_MS}))`)}`);
    base = await serveSite({ ...PAGES, '/differs': html('<h1>Text</h1>') });
    head = await serveSite({ ...PAGES, '/differs': later });
  });
  afterAll(async () => {
    await learning.close();
    await base.close();
    await head.close();
  });

  it.concurrent('from the slower side, for both', async () => {
    const learnt = learntSettle(await warmUp('/differs'));
    expect(learnt?.settleMs).toBeGreaterThan(NOTHING_LATE_MS);
    expect(learnt?.settleMs).toBeLessThan(2500);
    expect(learnt?.because).toBe('a new largest contentful paint');
    const ofBase = measured(await learning.visit(route('/differs'), FAST, base));
    const ofHead = measured(await learning.visit(route('/differs'), FAST, head));
    expect(ofBase.timing.settleMs).toBe(learnt?.settleMs);
    expect(ofHead.timing.settleMs).toBe(learnt?.settleMs);
  });

  it.concurrent('after the script as well', async () => {
    const hover: Interaction = { action: 'hover', selector: '#go' };
    const learnt = learntSettle(await warmUp('/timer-banner', hover));
    expect(learnt?.settleMs).toBeGreaterThan(NOTHING_LATE_MS);
    expect(learnt?.because).toBe('a layout shift');
    const visited = measured(await learning.visit(route('/timer-banner', [hover]), FAST, head));
    // Before the script, and after it.
    expect(visited.timing.settleMs).toBe(2 * (learnt?.settleMs ?? Number.NaN));
  });

  it('not where the route says how long it is', async () => {
    const fixed = { ...route('/same'), settleMs: SETTLE_MS };
    expect(learning.learnsSettle(fixed, FAST)).toBe(false);
    expect(measured(await learning.visit(fixed, FAST, base)).timing.settleMs).toBe(SETTLE_MS);
  });
});
