import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import type { FailedDiagnosis } from '../../../src/lab/diagnosis/diagnose.ts';
import type { Diagnosed } from '../../../src/lab/diagnosis/diagnosing.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, measured, openLab, route } from '../../support/lab.ts';
import { html, serveSite, type Site } from '../../support/site.ts';

const BUSY =
  'document.querySelector("button").onclick = function handle() { const end = performance.now() + 80; while (performance.now() < end); };';
const CLICK: Interaction = { action: 'click', selector: 'button' };
/** Whatever makes a page record what it does, or slower. */
const INSTRUMENTS =
  /^(?:Debugger|Profiler|HeapProfiler|Tracing|CSS|LayerTree|Overlay)\.|^DOM\.setNodeStackTracesEnabled$|^Page\.startScreencast$/;

let lab: Lab;
let site: Site;
/** What is done when the page asks for it; it is not answered. */
let whenAsked = (): void => undefined;

beforeAll(async () => {
  site = await serveSite({
    '/': html(`<h1>Shop</h1><button>Add</button><script>${BUSY}</script>`),
    '/never': () => whenAsked(),
  });
  lab = await openLab();
});
afterAll(async () => {
  await lab?.close();
  await site?.close();
});
function diagnose(path: string, signal?: AbortSignal): Promise<Diagnosed | FailedDiagnosis> {
  const how = { side: 'head', ...(signal === undefined ? {} : { signal }) } as const;
  return lab.diagnose(route(path, path === '/' ? [CLICK] : []), FAST, { url: site.url }, how);
}

/** What Chrome is told while something is done: itself, then its pages, in that order. */
async function told(work: () => Promise<unknown>): Promise<string[]> {
  const page = await lab.browser.newPage();
  const session = await page.createCDPSession();
  const kinds = [session, session.connection()].map((each) => Object.getPrototypeOf(each) as typeof session);
  const spies = kinds.map((kind) => vi.spyOn(kind, 'send'));
  await work();
  const [methods = [], others = []] = spies.map(({ mock }) => mock.calls.map(([method]) => method));
  vi.restoreAllMocks();
  await page.close();
  return [...others, ...methods];
}

test('a visit that counts is not instrumented while it measures, also after one that is', async () => {
  expect(await told(() => diagnose('/'))).toEqual(expect.arrayContaining(['Debugger.enable', 'Tracing.start']));
  const methods = await told(async () => measured(await lab.visit(route('/', [CLICK]), FAST, { url: site.url })));
  // The page is let run at full speed when all has been measured; the place of the slow script is looked up after that.
  const whileMeasured = methods.slice(0, methods.lastIndexOf('Emulation.setCPUThrottlingRate'));
  expect(whileMeasured).toContain('Input.dispatchMouseEvent');
  expect(whileMeasured.filter((method) => INSTRUMENTS.test(method))).toEqual([]);
});

test('a diagnostic visit whose time is up ends at once, and the next visit is made', async () => {
  const limit = new AbortController();
  whenAsked = () => limit.abort(new Error('the time is up'));
  // Otherwise its end would be that the page does not load in the time that pages have.
  expect(await diagnose('/never', limit.signal)).toMatchObject({ status: 'failed', reason: 'the time is up' });
  measured(await lab.visit(route('/'), FAST, { url: site.url }));
});

test('a diagnostic visit in which Chrome dies has failed, and the next one has another Chrome', async () => {
  whenAsked = () => void lab.browser.process()?.kill('SIGKILL');
  expect(await diagnose('/never')).toMatchObject({ status: 'failed', code: 'chrome-died' });
  expect(await diagnose('/')).toMatchObject({ visit: { side: 'head' } });
});
