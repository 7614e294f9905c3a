import { expect, test } from 'vitest';

import { normal, quiet, type Noise } from '../../bench/simulation/noise.ts';
import { compareTimes, isClear, isSlower } from '../../src/identity/times.ts';
import type { Replay } from '../../src/model/identity.ts';
import { chance, shareOf } from '../support/share.ts';
import { simulatedReplay, type SimulatedPage } from './replays.ts';

const RUNS = 200;
/** A document and eleven files: what a page of a small server takes, ms. */
const PAGE = [120, 4, 6, 12, 3, 9, 30, 5, 8, 40, 3, 7];
const EACH_AFTER_THE_DOCUMENT = PAGE.slice(1).map((_, at) => [0, at + 1]);
const ALL = PAGE.map((_, at) => at);
const SUMS = [...EACH_AFTER_THE_DOCUMENT, ALL];

/** Normal noise of 10 ms, whatever the value. */
const jitter: Noise = (random) => (value) => value + 10 * normal(random);

const clearShare = (page: Omit<SimulatedPage, 'base'>, seed: string): number =>
  shareOf(RUNS, (run) => isClear(simulatedReplay(`${seed} ${run}`, { base: PAGE, ...page })));

const slower = (by: Readonly<Record<number, number>>): number[] => PAGE.map((ms, at) => ms + (by[at] ?? 0));

test('an unchanged response is clear at typical noise, and an unchanged page at quiet noise', () => {
  for (const ms of [4, 40, 100]) {
    const share = shareOf(RUNS, (run) =>
      isClear(simulatedReplay(`unchanged ${ms} ${run}`, { base: [ms], head: [ms], toleranceMs: 50 })),
    );
    expect(share).toBeGreaterThanOrEqual(0.95);
  }
  expect(clearShare({ head: PAGE, sums: SUMS, toleranceMs: 50, noise: quiet }, 'page')).toBeGreaterThanOrEqual(0.95);
});

test('a page is hardly ever clear where one response is slower by exactly the tolerance', () => {
  for (const at of [0, 1, 9]) {
    const head = slower({ [at]: 50 });
    // The level is exact where the noise is as large on both sides.
    const same = clearShare({ head, toleranceMs: 50, noise: jitter }, `jitter ${at}`);
    expect(same).toBeLessThanOrEqual(0.001 + chance(0.001, RUNS));
    // It is not where a response that takes longer also varies more.
    expect(clearShare({ head, toleranceMs: 50 }, `typical ${at}`)).toBeLessThanOrEqual(0.05);
  }
});

test('a response that is slower by much less than the tolerance, or faster, is clear', () => {
  const page = { sums: SUMS, toleranceMs: 50, noise: quiet };
  expect(clearShare({ ...page, head: slower({ 9: 5 }) }, 'slightly')).toBeGreaterThanOrEqual(0.95);
  expect(clearShare({ ...page, head: slower({ 0: -80 }) }, 'faster')).toBeGreaterThanOrEqual(0.95);
});

test('a server that adds 10 ms to each of 12 requests is not clear within 50 ms', () => {
  const page = { head: PAGE.map((ms) => ms + 10), toleranceMs: 50, noise: quiet };
  expect(clearShare({ ...page, sums: [] }, 'each alone')).toBeGreaterThanOrEqual(0.95);
  expect(clearShare({ ...page, sums: SUMS }, 'all together')).toBe(0);
});

test('a chain is not clear where each of its responses alone is', () => {
  const page = { head: slower({ 0: 30, 6: 30, 9: 30 }), toleranceMs: 60, noise: quiet };
  expect(clearShare({ ...page, sums: [] }, 'each of a chain')).toBeGreaterThanOrEqual(0.95);
  expect(clearShare({ ...page, sums: [[0, 6, 9]] }, 'a chain')).toBe(0);
});

test('a head that answers each request in time but not all at once is not clear', () => {
  const page = { base: PAGE, head: PAGE, toleranceMs: 50, noise: quiet };
  expect(isClear(simulatedReplay('at once', { ...page, wallMs: { base: 120, head: 140 } }))).toBe(true);
  const serial = simulatedReplay('at once', { ...page, wallMs: { base: 120, head: 240 } });
  expect(compareTimes(serial)).toMatchObject({ because: 'slower', url: null, side: 'head', what: 'at once' });
  expect(isSlower(serial)).toBe(true);
});

test('a server that is slow at times is not clear, although its usual time is the same', () => {
  const quick = simulatedReplay('at times', { base: [20], head: [20], toleranceMs: 50 });
  expect(isClear(lateOnHead(quick, 4))).toBe(true);
  expect(isClear(lateOnHead(quick, 6))).toBe(false);
  const early = { ...quick, blocks: quick.blocks.slice(0, 6) };
  expect(isClear(lateOnHead(early, 2))).toBe(true);
  expect(isClear(lateOnHead(early, 3))).toBe(false);
});

/** Head's answers of the first blocks take 300 ms longer, one of a block's. */
function lateOnHead(replay: Replay, answers: number): Replay {
  const blocks = replay.blocks.map((block, at) => {
    const late = at < answers ? block.findIndex(({ side }) => side === 'head') : -1;
    return block.map(({ times, ...pass }, position) => ({
      ...pass,
      times: times.map((ms) => (position === late ? ms + 300 : ms)),
    }));
  });
  return { ...replay, blocks };
}

const calm = simulatedReplay('calm', { base: [20, 30], head: [20, 30], sums: [[0, 1]], toleranceMs: 50 });

test('the response that is not clear is named, and whether it is only so with others', () => {
  expect(compareTimes(calm)).toBeNull();
  const one = simulatedReplay('one', { base: [20, 30], head: [20, 90], sums: [[0, 1]], toleranceMs: 50 });
  expect(compareTimes(one)).toEqual({ kind: 'measured', because: 'slower', url: '/1', side: 'head', what: null });
  const both = simulatedReplay('both', { base: [20, 30], head: [50, 65], sums: [[0, 1]], toleranceMs: 50 });
  expect(compareTimes(both)).toMatchObject({ url: '/1', what: 'with those before it' });
});

test.each<[string, Partial<Replay>]>([
  ['a block', { blocks: calm.blocks.slice(1) }],
  ['the other side', { blocks: calm.blocks.map((block) => block.map((pass) => ({ ...pass, side: 'head' as const }))) }],
  ['a time', { blocks: calm.blocks.map((block) => block.map((pass) => ({ ...pass, times: [20] }))) }],
  ['what it sums', { sums: [[0, 2]] }],
  ['every response', { urls: [], sums: [], blocks: calm.blocks.map((b) => b.map((pass) => ({ ...pass, times: [] }))) }],
])('a recorded replay that lacks %s is not clear', (_, change) => {
  expect(compareTimes({ ...calm, ...change })).toMatchObject({ because: 'unseen', what: 'incomplete replay' });
});
