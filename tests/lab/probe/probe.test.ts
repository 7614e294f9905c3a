import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer';
import { expect, it } from 'vitest';

import { Probe } from '../../../src/lab/probe/probe.ts';

/** A session whose page answers every expression with `value`. */
function sessionThatSays(value: unknown): CDPSession {
  const session = new EventEmitter() as EventEmitter & { send: (method: string) => Promise<unknown> };
  session.send = (method) => {
    if (method === 'Page.getFrameTree') return Promise.resolve({ frameTree: { frame: { id: 'main' } } });
    if (method === 'Runtime.evaluate') return Promise.resolve({ result: { value } });
    return Promise.resolve({});
  };
  return session as unknown as CDPSession;
}

async function probeThatSays(value: unknown): Promise<Probe> {
  const session = sessionThatSays(value);
  const probe = await Probe.attach(session, () => undefined);
  const context = { name: 'vitals-gate', uniqueId: '1', auxData: { frameId: 'main' } };
  session.emit('Runtime.executionContextCreated', { context } as never);
  return probe;
}

it('a Chrome that does not report soft navigations is told so, and none is measured', async () => {
  const probe = await probeThatSays(false);
  await expect(probe.beginSoftNavigation()).rejects.toMatchObject({
    code: 'soft-navigation-unsupported',
    message: expect.stringContaining('Chrome 151') as string,
  });
});

it('what is not a measurement is refused, with the place that is wrong', async () => {
  const probe = await probeThatSays({ lcp: 1 });
  await expect(probe.collect()).rejects.toMatchObject({ code: 'bad-facts' });
});

it('sizes of bodies are taken as the page knows them, and nothing that is not a size', async () => {
  const url = 'https://shop.example/worker.js';
  expect(await (await probeThatSays([[url, 63]])).bodySizes([url])).toEqual(new Map([[url, 63]]));
  expect(await (await probeThatSays([[url, '63']])).bodySizes([url])).toEqual(new Map());
  expect(await (await probeThatSays([[url, 63]])).bodySizes([])).toEqual(new Map());
});
