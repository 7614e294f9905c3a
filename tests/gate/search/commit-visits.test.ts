import { afterEach, describe, expect, test, vi } from 'vitest';

import type { ServedCommit } from '../../../src/deploys/providers/provider.ts';
import { GateError } from '../../../src/errors.ts';
import { measure } from '../../../src/gate/run/measure.ts';
import { CommitVisits } from '../../../src/gate/search/commit-visits.ts';
import { leaf, sumOf } from '../../../src/model/breakdown.ts';
import { BASE_SHA } from '../../report/factories.ts';
import { openFakeRun, REFUSED, steady, type FakeRun, type FakeVisit } from '../../support/fake-lab.ts';

const MIDDLE = 'c'.repeat(40);
const URL_OF_MIDDLE = 'http://127.0.0.1:3';
const NEVER = Infinity;
const HOME = { route: 'home', condition: 'desktop' };

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const remove of removals.splice(0)) await remove();
});

/** A run that can serve one commit between base and head, and the visits of one node to its commits. */
async function opened(fake: Partial<FakeRun> = {}, path = 'lcp', deadline = NEVER) {
  const calls: string[] = [];
  const served: ServedCommit = {
    deploy: { side: 'head', sha: MIDDLE, url: URL_OF_MIDDLE },
    serverFailure: async () => null,
    close: async () => void calls.push('close'),
  };
  const serveBetween = async (sha: string): Promise<ServedCommit> => {
    calls.push(`serve ${sha.slice(0, 1)}`);
    return served;
  };
  const { run, seen, remove } = await openFakeRun({
    visit: steady(),
    between: () => ({ lcp: leaf('lcp', 1500) }),
    ...fake,
    deploys: { serveBetween, ...fake.deploys },
  });
  removals.push(remove);
  const head = run.deploys.head.sha ?? '';
  return { run, seen, calls, head, visits: new CommitVisits(run, HOME, path, deadline) };
}

function takingTenSeconds(asked: FakeVisit) {
  vi.advanceTimersByTime(10_000);
  return steady()(asked);
}

describe('what the campaign has measured before', () => {
  test('is its blocks, those that decided and the fresh ones, as visits to the two commits', async () => {
    const { run, head, visits } = await opened({ visit: steady(300) });
    expect(visits.prior()).toEqual([]);
    await measure(run);
    const blocks = visits.prior();
    const confirmation = run.log.later.find((record) => record.type === 'confirmation');
    const look = run.log.later.findLast((record) => record.type === 'look');
    expect(blocks).toHaveLength((confirmation?.blocks ?? 0) + (look?.blocks ?? 0));
    for (const block of blocks) {
      const on = (commit: string) => block.filter(({ sha }) => sha === commit).map(({ value }) => value);
      expect([on(BASE_SHA).length, on(head).length]).toEqual([2, 2]);
      expect(Math.min(...on(head))).toBeGreaterThan(Math.max(...on(BASE_SHA)));
    }
  });

  test('leaves out the blocks of which a visit has no value', async () => {
    const { run, visits } = await opened({ visit: (asked) => (asked.count === 4 ? {} : steady()(asked)) });
    await measure(run);
    const look = run.log.later.findLast((record) => record.type === 'look');
    expect(visits.prior()).toHaveLength((look?.blocks ?? 0) - 1);
  });
});

describe('a commit between', () => {
  test('is served once, and warmed up by a visit that is not counted', async () => {
    const { seen, calls, visits } = await opened();
    expect(await visits.prepare(MIDDLE)).toBe(true);
    expect(await visits.prepare(MIDDLE)).toBe(true);
    expect(calls).toEqual(['serve c']);
    expect(seen.journal).toEqual([`visit ${URL_OF_MIDDLE} home`]);
    expect(await visits.measure([MIDDLE, BASE_SHA])).toEqual([
      { sha: MIDDLE, value: 1500 },
      { sha: BASE_SHA, value: expect.closeTo(1300, -2) },
    ]);
    expect(visits.made).toBe(3);
  });

  test('is skipped where it cannot be built, and that is told', async () => {
    const cause = new GateError('worktree-failed', { side: 'head', sha: MIDDLE, cause: 'the disk is full' });
    const { seen, visits } = await opened({ deploys: { serveBetween: () => Promise.reject(cause) } });
    expect(await visits.prepare(MIDDLE)).toBe(false);
    expect(seen.lines).toEqual([expect.stringMatching(/^ccccccc is skipped: .*the disk is full/)]);
  });

  test('is skipped and closed where it does not answer', async () => {
    const { seen, calls, visits } = await opened({ between: () => REFUSED });
    expect(await visits.prepare(MIDDLE)).toBe(false);
    expect(calls).toEqual(['serve c', 'close']);
    expect(seen.lines).toEqual(['ccccccc is skipped: the connection was refused.']);
  });

  test('is skipped where nothing can serve it', async () => {
    const { seen, visits } = await opened({ deploys: { serveBetween: null } });
    expect(await visits.prepare(MIDDLE)).toBe(false);
    expect(seen.lines).toEqual(['ccccccc is skipped: it has no deploy.']);
  });

  test('is not served after the time is up; base and head are served anyway', async () => {
    const { calls, visits } = await opened({}, 'lcp', 0);
    expect(await visits.prepare(MIDDLE)).toBeNull();
    expect(await visits.prepare(BASE_SHA)).toBe(true);
    expect(calls).toEqual([]);
  });

  test('ends the run where something is wrong that is no matter of its deploy', async () => {
    const mistake = new TypeError('a mistake of ours');
    const { visits } = await opened({ deploys: { serveBetween: () => Promise.reject(mistake) } });
    await expect(visits.prepare(MIDDLE)).rejects.toThrow('a mistake of ours');
  });
});

describe('a block of visits to commits', () => {
  test('is one visit to each, in the order that is asked for', async () => {
    const { seen, head, visits } = await opened();
    await visits.prepare(MIDDLE);
    await visits.measure([head, MIDDLE, BASE_SHA, head]);
    expect(seen.journal.slice(1)).toEqual([
      'visit head home',
      `visit ${URL_OF_MIDDLE} home`,
      'visit base home',
      'visit head home',
    ]);
  });

  test('is made by another Chrome after every third', async () => {
    const { seen, visits } = await opened();
    for (let block = 0; block < 7; block += 1) await visits.measure([BASE_SHA]);
    const visit = 'visit base home';
    const three = [visit, visit, visit];
    expect(seen.journal).toEqual([...three, 'restart Chrome', ...three, 'restart Chrome', visit]);
  });

  test('has a visit that fails made again, three times in all', async () => {
    const { visits } = await opened({ visit: (asked) => (asked.count < 3 ? REFUSED : steady()(asked)) });
    expect(await visits.measure([BASE_SHA])).toHaveLength(1);
    expect(visits.made).toBe(3);
  });

  test('is begun anew where a visit fails for good, and given up after three were replaced', async () => {
    const { seen, head, visits } = await opened({
      visit: (asked) => (asked.side === 'head' ? REFUSED : steady()(asked)),
    });
    expect(await visits.measure([BASE_SHA, head])).toBeNull();
    expect(seen.journal.filter((line) => line === 'visit base home')).toHaveLength(4);
    expect(seen.journal.filter((line) => line === 'visit head home')).toHaveLength(12);
  });

  test('is not begun where it would not end in time, by what blocks have taken', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const deadline = 25_000 + performance.now();
    const { visits } = await opened({ visit: takingTenSeconds }, 'lcp', deadline);
    expect(await visits.measure([BASE_SHA])).toHaveLength(1);
    expect(await visits.measure([BASE_SHA])).toHaveLength(1);
    expect(await visits.measure([BASE_SHA])).toBeNull();
    expect(visits.made).toBe(2);
  });
});

/** LCP, which only head splits. */
function splitOnHead({ side }: FakeVisit) {
  const ttfb = sumOf('ttfb', [leaf('connect', 150), leaf('request', 350)]);
  return { lcp: side === 'base' ? leaf('lcp', 900) : sumOf('lcp', [ttfb, leaf('element-render-delay', 400)]) };
}

test('the value of a part is that of its node, and 0 in a visit that has no such part', async () => {
  const { head, visits } = await opened({ visit: splitOnHead }, 'lcp.ttfb.request');
  expect(await visits.measure([BASE_SHA, head])).toEqual([
    { sha: BASE_SHA, value: 0 },
    { sha: head, value: 350 },
  ]);
});
