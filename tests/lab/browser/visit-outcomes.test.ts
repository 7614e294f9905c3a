import { execFileSync } from 'node:child_process';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, IN_VAIN, measured, openLab, PHONE, route, valueAt } from '../../support/lab.ts';
import { html, ONCE_PAINTED, PAINTED, serveSite, slow, type Page, type Site } from '../../support/site.ts';

/** What comes of a visit, as far as a busy machine changes nothing in it. How exact its times are: `visit.test.ts`. */

const HANDLER = `<button id="go">Go</button><script>
  function busy(ms) { const end = Date.now() + ms; while (Date.now() < end); }
  document.querySelector('#go').onclick = function recompute() { busy(400); };
</script>`;

const SHIFT = `${ONCE_PAINTED}<p id="above"></p><main id="content" style="height:300px;background:#cde">Content</main><script>
  oncePainted(() => { document.querySelector('#above').style.height = '150px'; });
</script>`;

const HOSTILE = `<h1>Shop</h1>${HANDLER}<script>
  PerformanceObserver = function () { this.observe = () => {}; };
  JSON.stringify = () => '{}';
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  performance.now = () => 1;
  performance.getEntriesByType = () => [];
  Array.prototype.map = function () { return [42]; };
  window.vitalsGate = { collect: () => ({ lcp: { value: 1 } }) };
  window.vitalsGateActivity = () => {};
  Promise = function () { throw new Error('no promises here'); };
</script>`;

const PAGES: Record<string, Page> = {
  ...PAINTED,
  '/text': slow(80, html('<h1>Some large text</h1>')),
  '/handler': html(`<h1>Shop</h1>${HANDLER}`),
  '/quick': html('<h1>Shop</h1><button id="go">Go</button>'),
  '/twins': html('<h1>Shop</h1><button class="go">Go</button><button class="go">Go</button>'),
  '/typing': html(
    '<h1>Search</h1><input id="q"><p id="out"></p><script>q.oninput = () => { out.textContent = q.value; }</script>',
  ),
  '/shift': html(SHIFT),
  '/hostile': html(HOSTILE),
  '/dialog': html('<h1>Dialog</h1><script>alert("stop"); confirm("really")</script>'),
  '/error': (_, response) => void response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Oops</h1>'),
  '/gone': (_, response) => void response.writeHead(404).end(),
  '/scriptless': (_, response) =>
    void response
      .writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'self'; sandbox allow-forms",
      })
      .end(html('<h1>Some text</h1>')),
  '/away': (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/login' }).end(),
  '/elsewhere': (_, response) => void response.writeHead(302, { location: elsewhere.url }).end(),
  '/endless': (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).write('<h1>Still loading</h1>'),
  '/late-in-task': html(`<h1>Shop</h1>${ONCE_PAINTED}<script>oncePainted(() => setTimeout(() => {
    const end = Date.now() + 1100; while (Date.now() < end);
    document.body.append(Object.assign(document.createElement('p'), { style: 'font-size:90px', textContent: 'Late and large' }));
  }, 50))</script>`),
  '/form': html(
    `<form action="/pay"><h1>Some large text</h1>${['name', 'email', 'street', 'city', 'postcode', 'phone']
      .map((field) => `<label>${field} <input name="${field}" autocomplete="on"></label>`)
      .join('')}<button>Pay</button></form>`,
  ),
};

let lab: Lab;
let site: Site;
let elsewhere: Site;
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite(PAGES);
  elsewhere = await serveSite({ '/': html('<h1>Log in</h1>') });
});
afterAll(async () => {
  await lab.close();
  await site.close();
  await elsewhere.close();
});

const visit = (path: string, ...interactions: Interaction[]) => lab.visit(route(path, interactions), FAST, site);
/** The Chromes that this process has started and not ended. */
const browsers = (): number =>
  execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes('user-data-dir')).length;
const click = (selector: string): Interaction => ({ action: 'click', selector });

describe('INP', () => {
  it('types with real keys', async () => {
    const outcome = measured(
      await visit(
        '/typing',
        { action: 'type', selector: '#q', text: 'lamp' },
        { action: 'wait-for', selector: 'text/lamp' },
      ),
    );
    expect(outcome.readings.inp.status).toBe('measured');
    expect(outcome.evidence.inpType).toBe('keyboard');
  });

  it('is unmeasured where nothing was interacted with', async () => {
    expect(measured(await visit('/handler')).readings.inp).toEqual({ status: 'unmeasured', reason: 'no-interaction' });
  });
});

describe('CLS', () => {
  it('is the sum over the elements that shifted', async () => {
    const outcome = await visit('/shift');
    expect(valueAt(outcome, 'cls')).toBeGreaterThan(0.05);
    expect(valueAt(outcome, 'cls.#content')).toBeCloseTo(valueAt(outcome, 'cls'), 9);
  });

  it('counts the shifts of the first half second on a phone too', async () => {
    const outcome = await lab.visit(route('/shift'), PHONE, site);
    expect(valueAt(outcome, 'cls')).toBeGreaterThan(0.05);
  });

  it('waits for what a long task, begun while the page seemed quiet, is about to paint', async () => {
    // It begins 350 ms before the end of the quiet and ends 750 ms after it: on a busy machine, too, it runs at that end.
    const patient = { ...route('/late-in-task'), settleMs: 400 };
    expect(valueAt(await lab.visit(patient, FAST, site), 'lcp')).toBeGreaterThan(1100);
  });

  it('is 0 on a page that keeps still', async () => {
    expect(valueAt(await visit('/text'), 'cls')).toBe(0);
  });
});

it('no traffic but the page’s own is shaped with it: Chrome asks nobody what the fields of a form mean', async () => {
  const { evidence } = measured(await visit('/form'));
  expect(evidence.traffic.map(({ host }) => host)).toEqual(['127.0.0.1']);
});

describe('a page that resists', () => {
  it('cannot hide from the probe or forge what it reports', async () => {
    const outcome = measured(await visit('/hostile', click('#go')));
    expect(valueAt(outcome, 'lcp')).toBeGreaterThan(2 * FAST.rttMs);
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThanOrEqual(117);
    expect(valueAt(outcome, 'cls')).toBe(0);
  });

  it('is measured although it opens dialogs', async () => {
    expect(valueAt(await visit('/dialog'), 'lcp')).toBeGreaterThan(0);
  });
});

describe('a visit that fails says why', () => {
  it.each([
    ['/missing', 'http-status', 'answered 404'],
    ['/error', 'http-status', 'answered 500'],
    ['/gone', 'http-status', '/gone answered 404'],
    ['/scriptless', 'not-a-page', 'forbids every script'],
    ['/elsewhere', 'wrong-origin', 'which is not the deploy'],
    ['/away', 'wrong-origin', 'which is not the deploy'],
  ])('%s: %s', async (path, code, reason) => {
    const outcome = await visit(path);
    expect(outcome).toMatchObject({ status: 'failed', code, reason: expect.stringContaining(reason) as string });
  });

  it('a page that never loads', async () => {
    const impatient = await openLab({ loadMs: 500 });
    const outcome = await impatient.visit(route('/endless'), FAST, site);
    await impatient.close();
    expect(outcome).toMatchObject({ status: 'failed', code: 'timeout' });
    expect(outcome.status === 'failed' && outcome.reason).toContain('did not finish loading within 0.5 s');
  });

  it('a selector that matches nothing names the step and what is on the page', async () => {
    const impatient = await openLab(IN_VAIN);
    const outcome = await impatient.visit(route('/quick', [click('#add')]), FAST, site);
    await impatient.close();
    expect(outcome).toMatchObject({ status: 'failed', code: 'selector-not-found' });
    expect(outcome.status === 'failed' && outcome.reason).toMatch(/step 1 \(click\).*"#add".*button#go/);
  });

  it('a selector that matches several elements is refused', async () => {
    const outcome = await visit('/twins', click('.go'));
    expect(outcome).toMatchObject({ status: 'failed', code: 'selector-ambiguous' });
  });

  it('a refused connection is known for one', async () => {
    const gone = await serveSite({});
    await gone.close();
    const outcome = await lab.visit(route('/'), FAST, gone);
    expect(outcome).toMatchObject({ status: 'failed', code: 'connection-failed' });
    expect(outcome.status === 'failed' && outcome.reason).toContain('ECONNREFUSED');
  });

  it('a page that crashes is a failed visit, not a dead run', async () => {
    const crashing = visit('/endless');
    const target = await lab.browser.waitForTarget((candidate) => candidate.url().endsWith('/endless'));
    const session = await target.createCDPSession();
    session.send('Page.crash').catch(() => undefined);
    expect(await crashing).toMatchObject({ status: 'failed', code: 'page-crashed' });
  });

  it('a Chrome that dies under two visits at once is replaced once, for both', async () => {
    const dying = [visit('/endless'), visit('/endless')];
    await lab.browser.waitForTarget((target) => target.url().endsWith('/endless'));
    const died = lab.browser;
    died.process()?.kill('SIGKILL');
    for (const outcome of await Promise.all(dying)) expect(outcome).toMatchObject({ code: 'chrome-died' });
    const next = await Promise.all([visit('/text'), visit('/text')]);
    for (const outcome of next) expect(valueAt(outcome, 'lcp')).toBeGreaterThan(0);
    const replaced = lab.browser;
    expect(replaced).not.toBe(died);
    expect(valueAt(await visit('/text'), 'lcp')).toBeGreaterThan(0);
    expect(lab.browser).toBe(replaced);
    expect(browsers()).toBe(1);
  });

  it('a Chrome that dies is replaced for the next visit', async () => {
    const dying = visit('/endless');
    await lab.browser.waitForTarget((target) => target.url().endsWith('/endless'));
    lab.browser.process()?.kill('SIGKILL');
    expect(await dying).toMatchObject({ status: 'failed', code: 'chrome-died' });
    expect(valueAt(await visit('/text'), 'lcp')).toBeGreaterThan(0);
  });
});
