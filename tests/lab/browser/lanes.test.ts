import { afterAll, beforeAll, expect, test } from 'vitest';

import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { Lab } from '../../../src/lab/lab.ts';
import { FAST, route, valueAt } from '../../support/lab.ts';
import { serveSite, type Site } from '../../support/site.ts';

let site: Site;
let lab: Lab;
/** The held page was asked for; it is answered when this is resolved. */
const asked = Promise.withResolvers<void>();
const answer = Promise.withResolvers<void>();

beforeAll(async () => {
  site = await serveSite({
    '/text': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Text</h1>'),
    '/held': (_, response) => {
      asked.resolve();
      void answer.promise.then(() => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Held</h1>'));
    },
  });
  const about = { chromePath: await findChrome(null, process.env), env: process.env, settleMs: 100, lanes: 2 };
  lab = await Lab.open({ ...about, signal: new AbortController().signal, log: () => undefined }, [FAST]);
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

test('a lane has a Chrome of its own, and a restart of the other one does not end its visit', async () => {
  expect(valueAt(await lab.visit(route('/text'), FAST, site, { lane: 1 }), 'lcp')).toBeGreaterThan(0);
  const first = lab.browser;
  const visiting = lab.visit(route('/held'), FAST, site);
  await asked.promise;
  await lab.restart(1);
  const other = await lab.visit(route('/text'), FAST, site, { lane: 1 });
  answer.resolve();
  expect(valueAt(other, 'lcp')).toBeGreaterThan(0);
  expect(valueAt(await visiting, 'lcp')).toBeGreaterThan(0);
  expect(lab.browser).toBe(first);
});

test('a Chrome that dies in one lane is replaced there alone', async () => {
  const first = lab.browser;
  const died = new Promise((resolve) => first.once('disconnected', resolve));
  first.process()?.kill('SIGKILL');
  await died;
  const [one, other] = await Promise.all([0, 1].map((lane) => lab.visit(route('/text'), FAST, site, { lane })));
  for (const outcome of [one, other]) expect(outcome).toMatchObject({ status: 'measured' });
  expect(lab.browser).not.toBe(first);
});
