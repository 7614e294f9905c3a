import { describe, expect, test } from 'vitest';

import { reportOf } from '../../src/gate/verdict/judge-log.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { LaterRecord, RunRecord } from '../../src/model/record.ts';
import { recordDoubt } from '../../src/record/consistency.ts';
import { memoryLog, recordsOf } from '../support/recorded.ts';
import { CHROME_DIED, fakeRun, REFUSED, steady, type FakeRun } from '../support/fake-lab.ts';

const TIMEOUT = { code: 'timeout', reason: 'it never stopped loading' };
const CONTROLLED = `routes: [{ name: home, path: /home, conditions: [desktop] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
control: { path: /control, difference-in-differences: true }
`;
const TWO = `routes: [{ name: home, path: /home, conditions: [desktop, mobile] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] }, cls: { max-increase: 0.02 } }
max-minutes: 10
`;

/** Runs of every kind that write something else. */
const RUNS: readonly (readonly [string, FakeRun])[] = [
  ['an unchanged page', { visit: steady() }],
  ['a slower head', { visit: steady(300) }],
  ['a slower head, in a fixed number of blocks', { visit: steady(300), blocks: 5 }],
  ['a first run', { visit: steady(), hasBase: false }],
  ['two campaigns by turns', { visit: steady(300), config: TWO }],
  ['a slower head beside a control page', { visit: (v) => steady(v.isControl ? 0 : 300)(v), config: CONTROLLED }],
  [
    'a control page that fails at times',
    { visit: (v) => (v.isControl && v.random() < 0.4 ? REFUSED : steady()(v)), config: CONTROLLED },
  ],
  ['a head that dies', { visit: (v) => (v.side === 'head' && v.count > 9 ? REFUSED : steady()(v)) }],
  [
    'a head that dies while it is confirmed',
    { visit: (v) => (v.side === 'head' && v.isFresh && v.countOnSide > 4 ? REFUSED : steady(300)(v)) },
  ],
  [
    'a head that fails half of the time',
    { visit: (v) => (v.side === 'head' && v.random() < 0.5 ? REFUSED : steady()(v)) },
  ],
  ['visits that time out', { visit: (v) => (v.random() < 0.3 ? TIMEOUT : steady()(v)) }],
  [
    'visits that fail in more than one way',
    { visit: (v) => (v.random() < 0.5 ? (v.random() < 0.5 ? TIMEOUT : REFUSED) : steady()(v)) },
  ],
  ['a Chrome that dies', { visit: (v) => (v.count > 20 ? CHROME_DIED : steady(300)(v)) }],
  [
    'a server that is gone',
    {
      visit: (v) => (v.count > 9 ? REFUSED : steady()(v)),
      serverFailure: async (side) => (side === 'head' ? 'its server has ended' : null),
    },
  ],
];

interface RecordedRun {
  readonly run: RunRecord;
  readonly later: readonly LaterRecord[];
}

async function recorded(fake: FakeRun, seed = 'recorded'): Promise<RecordedRun & { readonly exitCode: number }> {
  const { records, exitCode, remove } = await fakeRun(fake, seed);
  await remove();
  const [run, ...later] = records;
  return { run, later, exitCode };
}

/** The log with one visit taken away, made twice, or exchanged with the next record. */
function* mutations({ later }: RecordedRun): Generator<readonly [string, LaterRecord[]]> {
  for (const [index, record] of later.entries()) {
    const isFresh = record.type === 'confirmation';
    if (record.type !== 'visit' && !isFresh && record.type !== 'campaign') continue;
    const before = later.slice(0, index);
    const after = later.slice(index + 1);
    yield [`without line ${index + 2}`, [...before, ...after]];
    yield [`with line ${index + 2} twice`, [...before, record, record, ...after]];
    const [next, ...rest] = after;
    if (next !== undefined) yield [`with line ${index + 2} after the next`, [...before, next, record, ...rest]];
  }
}

/** What judging the records comes to; 2 where they are refused. */
function judged(run: RunRecord, later: readonly LaterRecord[]): number {
  return recordDoubt({ run, later }) === null ? reportOf(memoryLog(run, later)).judgement.exitCode : 2;
}

describe('the record of', () => {
  test.each(RUNS)('%s is accepted, whole and where it was stopped after any line', async (_, fake) => {
    for (const seed of ['one', 'two', 'three']) {
      const { run, later } = await recorded(fake, seed);
      expect(recordDoubt({ run, later })).toBeNull();
      const refused = later
        .map((__, index) => later.slice(0, index))
        .filter((some) => recordDoubt({ run, later: some }) !== null);
      expect(refused).toEqual([]);
    }
  });

  test.each(RUNS)('%s passes by no line that is taken away, doubled or moved', async (_, fake) => {
    const { run, later, exitCode } = await recorded(fake);
    const passed = [...mutations({ run, later })]
      .filter(([, mutated]) => exitCode !== 0 && judged(run, mutated) === 0)
      .map(([what]) => what);
    expect(passed).toEqual([]);
  });
});

/** Noise that forbids an answer at the first looks. */
const noisy: FakeRun['visit'] = ({ random }) => ({ lcp: leaf('lcp', 1000 * (1 + 2 * random())) });

const decided = (record: LaterRecord): LaterRecord =>
  record.type === 'campaign' ? { ...record, stopped: 'decided' } : record;

/** Runs, the block from which on they are cut off, and why that is noticed. */
const CUTS: readonly (readonly [FakeRun['visit'], number, RegExp])[] = [
  [steady(300), 3, /end as if its budgets were decided, and its last look says that they were not/],
  [steady(300), 4, /are 4 blocks, and its end lacks a look at all of them/],
  [noisy, 11, /its last look|when its plan says/],
  [noisy, 12, /are 12 blocks, and its end lacks a look at all of them/],
];

const isInTheMiddle = (record: LaterRecord): boolean =>
  record.type === 'visit' && record.block === 3 && record.position === 1;

const isOfThreeFresh = (record: LaterRecord): boolean =>
  record.type !== 'visit' || record.phase !== 'confirm' || record.block < 3;

describe('a record is refused', () => {
  test('where a visit of a block that was begun is missing, also between others', async () => {
    const { run, later } = await recorded({ visit: steady(300) });
    expect(recordDoubt({ run, later: later.filter((record) => !isInTheMiddle(record)) })?.why).toMatch(
      /lack an attempt/,
    );
  });

  test('where a dropped block has fewer attempts than it takes to drop one', async () => {
    const { run, later } = await recorded({ visit: (v) => (v.side === 'head' && v.count > 9 ? REFUSED : steady()(v)) });
    const third = later.findIndex((record) => record.type === 'visit' && record.attempt === 3);
    expect(recordDoubt({ run, later: later.toSpliced(third, 1) })?.why).toMatch(/lack an attempt/);
  });

  test('where the fresh blocks, or what they came to, are missing', async () => {
    const { run, later } = await recorded({ visit: steady(300) });
    const without = (type: LaterRecord['type'], isFresh: boolean) =>
      later.filter(
        (record) => record.type !== type || (record.type === 'visit' && (record.phase === 'confirm') !== isFresh),
      );
    expect(recordDoubt({ run, later: without('visit', true) })?.why).toMatch(/lack the fresh blocks/);
    expect(recordDoubt({ run, later: without('confirmation', true) })?.why).toMatch(/whose end is not recorded/);
    const neither = without('visit', true).filter(({ type }) => type !== 'confirmation');
    expect(judged(run, neither)).toBe(3);
  });

  test('where the last blocks were cut off together with the look at them', async () => {
    for (const [visit, cut, why] of CUTS) {
      const { run, later } = await recorded({ visit }, 'cut');
      expect(recordDoubt({ run, later })).toBeNull();
      const short = later.filter(
        (record) =>
          !(record.type === 'visit' && record.phase === 'measure' && record.block >= cut) &&
          !(record.type === 'look' && record.blocks > cut),
      );
      expect(recordDoubt({ run, later: short })?.why).toMatch(why);
    }
  });

  test('where all blocks and looks were cut off', async () => {
    const { run, later } = await recorded({ visit: steady() });
    const none = later.filter((record) => record.type !== 'look' && !(record.type === 'visit' && record.block >= 0));
    expect(recordDoubt({ run, later: none })?.why).toMatch(/are 0 blocks, and its end lacks a look/);
  });

  test('where a look is missing, was not planned, or says something else than the end', async () => {
    const { run, later } = await recorded({ visit: noisy }, 'cut');
    const looks = later.filter((record) => record.type === 'look');
    expect(looks.map(({ blocks }) => blocks)).toEqual([3, 5, 8, 11, 15]);
    const doubtWith = (change: (record: LaterRecord) => LaterRecord[], over: Partial<RunRecord> = {}) =>
      recordDoubt({ run: { ...run, ...over }, later: later.flatMap(change) })?.why ?? null;
    const without = (at: number) => (record: LaterRecord) => (record === looks[at] ? [] : [record]);
    for (const at of [0, 1, 2, 3]) expect(doubtWith(without(at))).toMatch(/were not looked at when its plan says/);
    expect(doubtWith(without(4))).toMatch(/are 15 blocks, and its end lacks a look at all of them/);
    expect(doubtWith((record) => [decided(record === looks[4] ? { ...record, open: ['lcp'] } : record)])).toMatch(
      /its last look says that they were not/,
    );
    expect(doubtWith((record) => [record === looks[1] ? { ...record, open: [] } : record])).toMatch(
      /go on after a look/,
    );
    const twenty = { plan: { kind: 'looks', maxBlocks: 10 } } as const;
    expect(doubtWith((record) => [record], twenty)).toMatch(/were not looked at when its plan says/);
    // Samples that a report judged by another policy keep the looks of their own.
    const policySource = { ref: 'main', instead: null, changes: [] };
    expect(doubtWith((record) => [record], { ...twenty, policySource })).toBeNull();
    expect(doubtWith(without(1), { ...twenty, policySource })).toMatch(/were not looked at when/);
  });

  test('where a look saw more blocks than there are', async () => {
    const { run, later } = await recorded({ visit: steady(300) });
    const short = later.filter((record) => record.type !== 'visit' || record.phase !== 'measure' || record.block < 4);
    expect(recordDoubt({ run, later: short })?.why).toMatch(/fewer than the 5 blocks that were looked at/);
  });

  test('where blocks follow on those that end a campaign, and names it', () => {
    const doubt = recordDoubt({ run: RECORDED, later: failingIn(4) });
    expect(doubt?.why).toBe('the visits to home · mobile have blocks after those that end a campaign');
    expect(doubt?.record).toMatchObject({ type: 'visit', block: 4, position: 0 });
  });

  test('where blocks that end a campaign ended none', () => {
    const four = failingIn(4).filter((record) => record.type !== 'visit' || record.block < 4);
    expect(recordDoubt({ run: RECORDED, later: four })?.why).toBe(
      'the visits to home · mobile are fewer than a run goes on without',
    );
    expect(recordDoubt({ run: RECORDED, later: failingIn(3) })).toBeNull();
  });

  test('where it was confirmed by other fresh blocks than are there, or by too few', async () => {
    const { run, later } = await recorded({ visit: steady(300) });
    const saying = (over: object, kept: (record: LaterRecord) => boolean = () => true) =>
      recordDoubt({
        run,
        later: later.filter(kept).map((record) => (record.type === 'confirmation' ? { ...record, ...over } : record)),
      })?.why;
    expect(saying({})).toBeUndefined();
    expect(saying({ blocks: 5 })).toBe(
      'the visits to home · desktop are other fresh blocks than the 5 that it was confirmed by',
    );
    expect(saying({ blocks: 3 }, isOfThreeFresh)).toBe(
      'the visits to home · desktop end between two looks at the fresh blocks',
    );
  });

  test('where the control page was visited after a visit that failed for good', async () => {
    const fake: FakeRun = {
      visit: (v) => (!v.isControl && v.side === 'head' && v.count > 20 ? REFUSED : steady()(v)),
      config: CONTROLLED,
    };
    const { run, later } = await recorded(fake);
    const at = later.findIndex((record) => record.type === 'visit' && record.block >= 0 && record.attempt === 3);
    const lost = later[at];
    const control = later.find((record) => record.type === 'visit' && record.page === 'control');
    if (lost?.type !== 'visit' || control?.type !== 'visit') throw new Error('no visit failed for good');
    const { block, position, side } = lost;
    const more = { ...control, block, position, side, attempt: 1 };
    expect(recordDoubt({ run, later })).toBeNull();
    expect(recordDoubt({ run, later: later.toSpliced(at + 1, 0, more) })?.why).toBe(
      'the visits to home · desktop visit the control page after a visit that failed',
    );
  });
});

const [RECORDED, ...LATER] = recordsOf({
  routes: [{ name: 'home' }],
  blocks: 9,
  run: { plan: { kind: 'fixed', blocks: 6 } },
});

/** The record of nine blocks in the first of which a visit failed for good. */
function failingIn(blocks: number): LaterRecord[] {
  return LATER.flatMap((record): LaterRecord[] => {
    if (record.type !== 'visit' || record.block >= blocks || record.position !== 1) return [record];
    const outcome = { status: 'failed', ...REFUSED } as const;
    return [1, 2, 3].map((attempt) => ({ ...record, attempt, outcome }));
  });
}
