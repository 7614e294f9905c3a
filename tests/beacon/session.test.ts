import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { optionsIn } from '../../src/beacon/options.ts';

const HALF_AN_HOUR = 30 * 60_000;
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const refuse = () => {
  throw new Error('refused');
};

/** As a page that has just been loaded has it. */
const load = () => import('../../src/beacon/session.ts');

it('continues a session over loads until nothing was viewed for 30 minutes', async () => {
  const first = (await load()).sessionAt(1000);
  vi.resetModules();
  const { sessionAt } = await load();
  expect(sessionAt(1000 + HALF_AN_HOUR - 1)).toBe(first);
  expect(sessionAt(1000 + 2 * HALF_AN_HOUR - 2)).toBe(first);
  expect(sessionAt(1000 + 3 * HALF_AN_HOUR - 2)).not.toBe(first);
});

it('replaces what is no session of its own', async () => {
  kept.set('vitals-gate', '<script> 999');
  expect((await load()).sessionAt(1000)).toMatch(/^[\da-f]{32}$/);
});

it('keeps the session in memory where storage is refused', async () => {
  vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse });
  const { sessionAt } = await load();
  expect(sessionAt(2000)).toBe(sessionAt(1000));
});

it('records the sessions of a share, and all or none at the ends', async () => {
  const { isSampled, randomId } = await load();
  const sessions = Array.from({ length: 2000 }, randomId);
  const recorded = (share: number) => sessions.filter((session) => isSampled(session, share)).length;
  expect([recorded(0), recorded(1)]).toEqual([0, 2000]);
  expect(recorded(0.25)).toBeGreaterThan(350);
  expect(recorded(0.25)).toBeLessThan(650);
});

it('reads the attributes of a script element', () => {
  const data = { endpoint: '/c', serverTiming: 'db, cdn', sample: '0.5', variant: 'hero=b; price = a;nothing' };
  expect(optionsIn(data)).toEqual({
    endpoint: '/c',
    serverTiming: ['db', 'cdn'],
    sample: 0.5,
    variant: { hero: 'b', price: 'a' },
  });
  expect(optionsIn({})).toEqual({ sample: 1, serverTiming: [], variant: {} });
});

it.each(['half', '0,5', ''])('takes no share from the attribute %j', (sample) => {
  expect(optionsIn({ sample }).sample).toBeNaN();
});
