import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { leaf } from '../../../src/model/breakdown.ts';
import type { LaterRecord } from '../../../src/model/record.ts';
import type { Visit } from '../../../src/model/sample.ts';
import { blockOrder, seededRandom } from '../../../src/stats/random.ts';
import { BASE_SHA, HEAD_SHA } from '../../report/factories.ts';
import {
  CHROME_DIED,
  fakeRun,
  REFUSED,
  steady,
  type FakeResult,
  type FakeRun,
  type FakeVisit,
} from '../../support/fake-lab.ts';

const runs: FakeResult[] = [];
afterEach(async () => {
  for (const { remove } of runs.splice(0)) await remove();
});

async function made(...args: Parameters<typeof fakeRun>): Promise<FakeResult> {
  const run = await fakeRun(...args);
  runs.push(run);
  return run;
}

/** LCP so noisy that the looks of the plan leave it open. */
const noisy = ({ side, random }: FakeVisit) => ({
  lcp: leaf('lcp', 1000 * (0.7 + 0.6 * random()) + (side === 'head' ? 60 : 0)),
});
/** LCP in one of three visits. */
const seldom = (visit: FakeVisit) => (visit.random() < 1 / 3 ? steady()(visit) : {});
const slower = steady(300);
const onceSlower = (visit: FakeVisit) => (visit.isFresh ? steady() : slower)(visit);

const visitsOf = ({ records }: FakeResult): Visit[] => records.filter((record) => record.type === 'visit');
/** The sides in the order of the visits, block by block. */
function blocksOf(run: FakeResult, phase: Visit['phase']): string[][] {
  const visits = visitsOf(run).filter((visit) => visit.phase === phase && visit.block >= 0);
  return [...Map.groupBy(visits, ({ block }) => block).values()].map((block) => block.map(({ side }) => side));
}
/** The records but for the visits, of which their number stands. */
function outline({ records }: FakeResult): (string | number)[] {
  const told: (string | number)[] = [];
  for (const { type } of records) {
    const last = told.at(-1);
    if (type !== 'visit') told.push(type);
    else if (typeof last === 'number') told[told.length - 1] = last + 1;
    else told.push(1);
  }
  return told;
}
const ofType = <Type extends LaterRecord['type']>({ records }: FakeResult, type: Type) =>
  records.filter((record): record is Extract<LaterRecord, { type: Type }> => record.type === type);
const looksOf = (run: FakeResult): number[] => ofType(run, 'look').map(({ blocks }) => blocks);

function drawn(blocks: number, ...seed: readonly string[]): (readonly string[])[] {
  const random = seededRandom(BASE_SHA, `${HEAD_SHA.slice(0, 8)}-fake`, 'home', 'desktop', ...seed);
  return Array.from({ length: blocks }, () => blockOrder(random));
}

describe('an unchanged route', () => {
  test('is visited in the order that its commits, route and condition draw, after a first visit to each side', async () => {
    const run = await made({ visit: steady() });
    expect(run.journal.slice(0, 2)).toEqual(['forget sessions', 'visit base home']);
    expect(visitsOf(run).slice(0, 2)).toMatchObject([
      { side: 'base', block: -1 },
      { side: 'head', block: -1 },
    ]);
    expect(blocksOf(run, 'measure')).toEqual(drawn(3));
  });

  test('is recorded as its visits, its look, its end and the end of the run', async () => {
    const run = await made({ visit: steady() });
    expect(outline(run)).toEqual(['run', 2 + 4 * 3, 'look', 'campaign', 'end']);
    expect(ofType(run, 'look')).toMatchObject([{ route: 'home', condition: 'desktop', blocks: 3, open: [] }]);
    expect(ofType(run, 'campaign')).toMatchObject([{ stopped: 'decided', unmeasurable: null }]);
  });
});

describe('a route that stays open', () => {
  test('is looked at after each planned number of blocks, and decided at the last', async () => {
    const run = await made({ visit: noisy });
    expect(looksOf(run)).toEqual([3, 5, 8, 11, 15]);
    expect(ofType(run, 'look').map(({ open }) => open.join())).toEqual(['lcp', 'lcp', 'lcp', 'lcp', '']);
    expect(ofType(run, 'campaign')).toMatchObject([{ stopped: 'decided' }]);
    expect(visitsOf(run)).toHaveLength(2 + 4 * 15);
    expect(blocksOf(run, 'measure')).toEqual(drawn(15));
  });

  test('has Chrome started anew after every third block', async () => {
    const { journal } = await made({ visit: noisy });
    const visitsBefore = journal.flatMap((line, index) =>
      line === 'restart Chrome' ? [journal.slice(0, index).filter((each) => each.startsWith('visit')).length] : [],
    );
    expect(visitsBefore).toEqual([14, 26, 38, 50]);
  });

  test.each([
    [null, 15],
    [6, 6],
  ])('because its metric is missing at times ends at the last look of its plan (%s blocks)', async (blocks, last) => {
    const run = await made({ visit: seldom, blocks });
    expect(looksOf(run).at(-1)).toBe(last);
    expect(ofType(run, 'look').at(-1)?.open).toEqual(['lcp']);
    expect(ofType(run, 'campaign')).toMatchObject([{ stopped: 'maximum' }]);
  });
});

describe('a red', () => {
  test('is confirmed by four fresh blocks, drawn with a seed of their own', async () => {
    const run = await made({ visit: slower });
    expect(blocksOf(run, 'confirm')).toEqual(drawn(4, 'confirm'));
    expect(outline(run).slice(-5)).toEqual(['look', 'campaign', 2 + 4 * 4, 'confirmation', 'end']);
    expect(ofType(run, 'confirmation')).toMatchObject([{ blocks: 4, unmeasurable: null, agreed: ['lcp'] }]);
    expect(run.exitCode).toBe(1);
  });

  test('is confirmed between two restarts of the servers, with another Chrome and new sessions', async () => {
    const { journal } = await made({ visit: slower });
    const from = journal.indexOf('swap ports');
    const around = journal.slice(from, journal.lastIndexOf('swap ports') + 2);
    expect(around.filter((line) => !/^(?:visit|look)/.test(line))).toEqual([
      'swap ports',
      'forget sessions',
      'restart Chrome',
      // After three fresh blocks.
      'restart Chrome',
      'swap ports',
      'forget sessions',
    ]);
    expect(around.filter((line) => line.startsWith('visit'))).toHaveLength(2 + 4 * 4);
  });

  test('that four fresh blocks do not show is looked for in up to sixteen, and is inconclusive after them', async () => {
    const run = await made({ visit: onceSlower });
    expect(ofType(run, 'confirmation')).toMatchObject([{ blocks: 16, agreed: [] }]);
    expect(blocksOf(run, 'confirm')).toEqual(drawn(16, 'confirm'));
    expect(run.lines).toContain('home · desktop: not confirmed.');
  });

  test('that eight fresh blocks contradict is given up there', async () => {
    const run = await made({ visit: (visit) => (visit.isFresh ? steady(-20) : slower)(visit) });
    expect(ofType(run, 'confirmation')).toMatchObject([{ blocks: 8, agreed: [] }]);
    expect(run.lines).toContain('home · desktop: not confirmed.');
  });

  test('that no fresh block could be made for is told with the reason', async () => {
    const run = await made({ visit: (visit) => (visit.isFresh ? CHROME_DIED : slower(visit)) });
    expect(blocksOf(run, 'confirm')).toEqual([]);
    expect(ofType(run, 'confirmation')).toMatchObject([{ blocks: 0, unmeasurable: { code: 'chrome-died' } }]);
    expect(run.lines).toContain('home · desktop: not confirmed (base: Chrome died; head: Chrome died).');
    expect(run.journal.slice(-2)).toEqual(['swap ports', 'forget sessions']);
  });
});

/** Base refuses these of its visits. */
const failingIn = (first: number, last: number) => (visit: FakeVisit) =>
  visit.side === 'base' && visit.countOnSide >= first && visit.countOnSide <= last ? REFUSED : steady()(visit);

describe('a block that fails', () => {
  test('is replaced by a new one, and the look waits for as many complete ones', async () => {
    const run = await made({ visit: failingIn(4, 6) });
    expect(looksOf(run)[0]).toBe(3);
    const before = visitsOf(run).slice(0, outline(run)[1] as number);
    expect(new Set(before.map(({ block }) => block))).toEqual(new Set([-1, 0, 1, 2, 3]));
    expect(before.filter(({ outcome }) => outcome.status === 'failed').map(({ attempt }) => attempt)).toEqual([
      1, 2, 3,
    ]);
  });

  test('again and again ends the campaign with the reason, and with no look', async () => {
    const run = await made({ visit: failingIn(2, 1000) });
    const reason = '4 blocks were incomplete; the last because of base: the connection was refused';
    expect(looksOf(run)).toEqual([]);
    expect(ofType(run, 'campaign')).toMatchObject([
      { stopped: 'unmeasurable', unmeasurable: { sides: ['base'], code: 'connection-failed', reason } },
    ]);
    expect(run.told.at(-1)).toBe(`home · desktop: ${reason}`);
  });
});

/** Every second visit to head fails, and so does the one that repeats it; `first` and `other` by turns, then `again`. */
function failing({ side, countOnSide }: FakeVisit) {
  const step = countOnSide % 6;
  if (side === 'base' || step === 1 || step === 4) return null;
  const reason = step === 3 || step === 0 ? 'again' : step === 2 ? 'first' : 'other';
  return { code: 'failed', reason };
}

test('a head that fails too often is recorded with how often it did at first, and with why', async () => {
  const run = await made({ visit: (visit) => failing(visit) ?? steady()(visit) });
  const [{ unmeasurable } = { unmeasurable: null }] = ofType(run, 'campaign');
  expect(unmeasurable).toMatchObject({ sides: ['head'], code: 'failed' });
  const [, reason] =
    /^\d+ of \d+ visits to head and 0 of \d+ visits to base failed at the first attempt, most often: (.*)$/.exec(
      unmeasurable?.reason ?? '',
    ) ?? [];
  expect(['first', 'other']).toContain(reason);
  expect(run.told.at(-1)).toBe(`home · desktop: ${unmeasurable?.reason}`);
});

const learnt = (side: string) => ({ settleMs: side === 'base' ? 700 : 1450, because: 'a layout shift' });

test('the settle window that the first visits learn is kept, told, and the same for fresh blocks', async () => {
  const { journal, lines } = await made({ visit: slower, learnt });
  expect(journal.filter((line) => line.startsWith('keep'))).toEqual(['keep 1450 ms for home']);
  expect(lines).toContain(
    'home · desktop: the page is done once it has been quiet for 1450 ms: a layout shift may come late.',
  );
});

describe('a run of one minute', () => {
  const LIMITED = `routes: [{ name: home, path: /home, conditions: [desktop] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
max-minutes: 1
`;
  const NOTICE = 'The run’s time (max-minutes: 1) ran out before 1 campaign could be decided: home · desktop.';

  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** Visits that take so many seconds. */
  const taking = (visit: FakeRun['visit'], seconds: (visit: FakeVisit) => number) =>
    made({
      config: LIMITED,
      visit: (asked) => {
        vi.advanceTimersByTime(1000 * seconds(asked));
        return visit(asked);
      },
    });

  test('does not begin what would end after the next look', async () => {
    const run = await taking(noisy, () => 1);
    expect(looksOf(run)).toEqual([3, 5, 8, 11]);
    expect(visitsOf(run)).toHaveLength(2 + 4 * 11);
    expect(outline(run).slice(-4)).toEqual(['look', 'campaign', 'notice', 'end']);
    expect(ofType(run, 'campaign')).toMatchObject([{ stopped: 'time' }]);
    expect(ofType(run, 'notice')).toEqual([{ type: 'notice', text: NOTICE }]);
    expect(run.told.at(-1)).toBe('home · desktop: 46 visits, time is up');
  });

  test('breaks off between two blocks where the time is up before the look', async () => {
    const run = await taking(noisy, ({ count }) => (count > 14 ? 20 : 1));
    expect(looksOf(run)).toEqual([3]);
    expect(blocksOf(run, 'measure')).toEqual(drawn(4));
    expect(ofType(run, 'campaign')).toMatchObject([{ stopped: 'time' }]);
    expect(ofType(run, 'notice')).toEqual([{ type: 'notice', text: NOTICE }]);
  });

  test('tells after a look how long the next takes, by the visits so far', async () => {
    const { told } = await taking(noisy, () => 1);
    expect(told[1]).toBe('home · desktop: 3 blocks; open: lcp; next look after 2 more blocks, about 8 s');
  });
});
