import { afterEach, describe, expect, it, vi } from 'vitest';

import { beaconSchema } from '../../../src/model/beacon.ts';
import { fakePage } from './fake-page.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const fail = (): never => {
  throw new Error('not today');
};
const typesOf = ({ received }: ReturnType<typeof fakePage>): string[] => received.map(({ type }) => type);

describe('a page', () => {
  it('is recorded by its start in an idle moment and its final as it is hidden, without the query', async () => {
    const page = fakePage();
    await page.run();
    expect(typesOf(page)).toEqual(['start']);
    page.hide();
    page.hide();
    expect(typesOf(page)).toEqual(['start', 'final']);
    expect(page.received[1]).toMatchObject({ route: 'product', path: '/p/42', sha: 'abc', device: 'desktop' });
    expect(page.warnings).toEqual([]);
  });

  it('without PerformanceObserver is recorded without metrics', async () => {
    const page = fakePage();
    vi.stubGlobal('PerformanceObserver', undefined);
    await page.run();
    page.hide();
    expect(typesOf(page)).toEqual(['start', 'final']);
    expect(page.received[1]).toMatchObject({ lcp: null, inp: null, cls: null });
  });

  it('that is given no route has its path for one, and says so once', async () => {
    const page = fakePage();
    await page.run({ route: () => null });
    page.restore();
    expect(page.received.map(({ route: recorded }) => recorded)).toEqual(['/p/42', '/p/42', '/p/42']);
    expect(page.warnings).toEqual(['vitals-gate: route is missing, so views are recorded by their paths']);
  });

  it.each([
    ['endpoint', { endpoint: '' }],
    ['sha', { sha: () => null }],
  ])('that is not given its %s is not recorded, and says so', async (missing, options) => {
    const page = fakePage();
    await page.run(options);
    page.hide();
    expect(page.received).toEqual([]);
    expect(page.warnings).toEqual([`vitals-gate: ${missing} is missing, so nothing is recorded`]);
  });

  it('that has two copies of the beacon is recorded by one', async () => {
    const page = fakePage();
    await page.run();
    await page.run();
    expect(typesOf(page)).toEqual(['start']);
  });

  it('in a frame is not recorded', async () => {
    const page = fakePage();
    vi.stubGlobal('top', {});
    await page.run();
    expect(page.received).toEqual([]);
  });

  it('whose functions throw is recorded without what they should give', async () => {
    const page = fakePage();
    await page.run({ device: fail, state: fail, variant: fail, pageType: fail, route: fail });
    expect(page.received[0]).toMatchObject({ device: 'desktop', route: '/p/42' });
    expect(Object.keys(page.received[0] ?? {})).not.toContain('variant');
  });

  it('that gives arrays and objects a toJSON, as Prototype.js does, sends what collectors take', async () => {
    const page = fakePage();
    const entry = { type: 'navigate', startTime: 0, responseStart: 10, serverTiming: [{ name: 'db', duration: 20 }] };
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([entry as unknown as PerformanceNavigationTiming]);
    const toJSON = { configurable: true, value: () => 'mine' };
    for (const { prototype } of [Array, Object]) Object.defineProperty(prototype, 'toJSON', toJSON);
    try {
      await page.run({ variant: { hero: 'b' }, serverTiming: ['db'] });
      page.hide();
    } finally {
      for (const { prototype } of [Array, Object]) Reflect.deleteProperty(prototype, 'toJSON');
    }
    expect(page.received.map((each) => beaconSchema.safeParse(each).error)).toEqual([undefined, undefined]);
    expect(page.received[1]).toMatchObject({ serverTiming: [{ name: 'db', dur: 20 }], variant: { hero: 'b' } });
  });

  it('that replaced sendBeacon and fetch by functions that fail goes on', async () => {
    const page = fakePage({ sendBeacon: fail });
    vi.stubGlobal('fetch', fail);
    await expect(page.run()).resolves.toBeUndefined();
    expect(page.hide).not.toThrow();
  });
});

it('whose share of sessions is not a number records every session, and says so', async () => {
  const page = fakePage();
  await page.run({ sample: Number('0,5') });
  expect(typesOf(page)).toEqual(['start']);
  expect(page.warnings).toEqual(['vitals-gate: valid sample is missing, so all views are recorded']);
});

it('of a session that is not among the recorded share sends nothing', async () => {
  const page = fakePage();
  await page.run({ sample: 0 });
  page.hide();
  expect(page.received).toEqual([]);
});

describe('nothing is stored or sent', () => {
  it.each([
    ['with Do Not Track', { doNotTrack: '1' }, {}],
    ['with Global Privacy Control', { globalPrivacyControl: true }, {}],
    ['without consent', {}, { consent: false }],
    ['without the consent that a function gives', {}, { consent: () => false }],
    ['if the consent cannot be asked for', {}, { consent: () => Promise.reject(new Error('closed')) }],
    ['for a consent that is a text', {}, { consent: 'false' as unknown as boolean }],
  ])('%s', async (_, visitor, options) => {
    const page = fakePage(visitor);
    await page.run(options);
    page.hide();
    expect(page.received).toEqual([]);
    expect(page.stored.size).toBe(0);
  });
});

describe('consent', () => {
  it('that comes late lets the view be recorded from its begin', async () => {
    const page = fakePage();
    const answers: ((isGiven: boolean) => void)[] = [];
    const consent = new Promise<boolean>((resolve) => answers.push(resolve));
    await page.run({ consent });
    expect([page.received.length, page.stored.size]).toEqual([0, 0]);
    answers[0]?.(true);
    await consent;
    expect(typesOf(page)).toEqual(['start']);
  });

  it('that is long in coming finds the last 50 views of the page', async () => {
    const page = fakePage();
    const answer = new EventTarget();
    const consent = new Promise<boolean>((resolve) => {
      answer.addEventListener('given', () => resolve(true));
    });
    await page.run({ consent });
    for (let restored = 0; restored < 60; restored += 1) page.restore();
    answer.dispatchEvent(new Event('given'));
    await consent;
    expect(typesOf(page).filter((type) => type === 'start')).toHaveLength(50);
    expect(page.received[0]).toMatchObject({ navigation: 'back-forward-cache' });
    page.hide();
    expect(typesOf(page).filter((type) => type === 'final')).toHaveLength(50);
  });

  it('that was promised before the page is left counts as it is left', async () => {
    const page = fakePage();
    vi.stubGlobal('requestIdleCallback', () => {});
    await page.run({ consent: () => Promise.resolve(true) });
    page.hide();
    expect(typesOf(page)).toEqual(['start', 'final']);
  });

  it('of a function may be given and withdrawn as the page lives', async () => {
    const page = fakePage();
    let isGiven = false;
    await page.run({ consent: () => isGiven });
    isGiven = true;
    page.hide();
    expect(typesOf(page)).toEqual(['start', 'final']);
    isGiven = false;
    page.restore();
    page.hide();
    expect(page.received).toHaveLength(2);
  });
});
