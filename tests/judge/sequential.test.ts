import { describe, expect, test } from 'vitest';

import type { Stop } from '../../src/model/campaign.ts';
import {
  askOf,
  next,
  sequentialPlan,
  START,
  type Ask,
  type SequentialEvent,
  type SequentialPlan,
  type SequentialState,
} from '../../src/judge/sequential.ts';

const PLAN: SequentialPlan = { looks: [3, 5, 8], freshLooks: [4, 8] };
const FIXED: SequentialPlan = { looks: [6], freshLooks: [] };

const looked = (...open: string[]): SequentialEvent => ({ type: 'looked', open });
const judged = (...reds: string[]): SequentialEvent => ({ type: 'judged', reds });
const cut = (by: 'time' | 'unmeasurable', made: number): SequentialEvent => ({ type: 'cut', by, made });
const fresh = (made: number, confirmed: string[], unconfirmed: string[] = []): SequentialEvent => ({
  type: 'fresh-looked',
  made,
  confirmed,
  unconfirmed,
});

/** What is asked for at first and after each of the events. */
function asks(plan: SequentialPlan, ...events: readonly SequentialEvent[]): Ask[] {
  const states = events.reduce<SequentialState[]>(
    (before, event) => [...before, next(plan, before.at(-1) ?? START, event)],
    [START],
  );
  return states.map((state) => askOf(plan, state));
}

const blocks = (count: number): Ask => ({ kind: 'blocks', count });
const freshBlocks = (count: number): Ask => ({ kind: 'fresh-blocks', count });
const judgement = (stopped: Stop): Ask => ({ kind: 'judgement', stopped });

describe('a campaign that measures', () => {
  test('asks for the blocks up to each look, and stops at the first that leaves nothing open', () => {
    expect(asks(PLAN, looked('lcp', 'cls'), looked('lcp'), looked(), judged())).toEqual([
      blocks(3),
      blocks(2),
      blocks(3),
      judgement('decided'),
      { kind: 'done', stopped: 'decided', confirmed: null },
    ]);
  });

  test('ends at the last look whatever is open there', () => {
    expect(asks(PLAN, looked('lcp'), looked('lcp'), looked('lcp')).at(-1)).toEqual(judgement('maximum'));
  });

  test('with a fixed number of blocks looks once, and has no red confirmed', () => {
    expect(asks(FIXED, looked('lcp'), judged('lcp'))).toEqual([
      blocks(6),
      judgement('maximum'),
      { kind: 'done', stopped: 'maximum', confirmed: null },
    ]);
  });

  test.each(['time', 'unmeasurable'] as const)('between two looks is judged as it stands when it is cut: %s', (by) => {
    expect(asks(PLAN, looked('lcp'), cut(by, 1)).at(-1)).toEqual(judgement(by));
    expect(asks(PLAN, cut(by, 0)).at(-1)).toEqual(judgement(by));
  });
});

test('a campaign that serves identical bytes makes no block, and one that has begun cannot', () => {
  expect(asks(PLAN, { type: 'identical' }, judged())).toEqual([
    blocks(3),
    judgement('identical-bytes'),
    { kind: 'done', stopped: 'identical-bytes', confirmed: null },
  ]);
  expect(() => asks(PLAN, looked('lcp'), { type: 'identical' })).toThrow(RangeError);
});

describe('a red', () => {
  const red = [looked('lcp'), looked(), judged('lcp', 'cls')];

  test('takes four fresh blocks, and no more where they confirm every red', () => {
    expect(asks(PLAN, ...red, fresh(4, ['lcp', 'cls'])).slice(3)).toEqual([
      freshBlocks(4),
      { kind: 'done', stopped: 'decided', confirmed: ['lcp', 'cls'] },
    ]);
  });

  test('that four do not confirm takes four more, and those are the last', () => {
    expect(asks(PLAN, ...red, fresh(4, ['cls'], ['lcp']), fresh(4, ['cls'], ['lcp'])).slice(3)).toEqual([
      freshBlocks(4),
      freshBlocks(4),
      { kind: 'done', stopped: 'decided', confirmed: ['cls'] },
    ]);
  });

  test('that fresh blocks gave up is not asked about again, and does not keep the others from it', () => {
    expect(asks(PLAN, ...red, fresh(4, [], [])).at(-1)).toEqual({ kind: 'done', stopped: 'decided', confirmed: [] });
    expect(asks(PLAN, ...red, fresh(4, [], ['cls'])).at(-1)).toEqual(freshBlocks(4));
  });

  test.each([0, 3])('is at its end where only %i fresh blocks could be made', (made) => {
    const end = { kind: 'done', stopped: 'decided', confirmed: [] };
    expect(asks(PLAN, ...red, fresh(made, [], ['lcp', 'cls'])).at(-1)).toEqual(end);
  });

  test('is confirmed as well where the time was up before the other budgets were decided', () => {
    expect(asks(PLAN, looked('lcp'), cut('time', 1), judged('cls')).at(-1)).toEqual(freshBlocks(4));
  });
});

test.each<[string, SequentialEvent[]]>([
  ['a judgement where blocks are asked for', [judged()]],
  ['a look at fresh blocks where there is no red', [fresh(4, [])]],
  ['a look where the campaign has stopped', [looked(), looked()]],
  ['a look where fresh blocks are asked for', [looked(), judged('lcp'), looked()]],
  ['more blocks than were asked for', [cut('time', 4)]],
  ['more fresh blocks than were asked for', [looked(), judged('lcp'), fresh(5, ['lcp'])]],
])('%s is refused as a mistake of the caller', (_, events) => {
  expect(() => asks(PLAN, ...events)).toThrow(RangeError);
});

test('the plan has the looks of the rule, and fresh ones where those are planned', () => {
  const rule = { alpha: 0.01, comparisons: 30 };
  expect(sequentialPlan({ ...rule, plan: { kind: 'looks', maxBlocks: 15 } })).toEqual({
    looks: [3, 5, 8, 11, 15],
    freshLooks: [4, 8, 12, 16],
  });
  expect(sequentialPlan({ ...rule, plan: { kind: 'looks', maxBlocks: 15 }, version: 1 }).freshLooks).toEqual([4, 8]);
  expect(sequentialPlan({ ...rule, plan: { kind: 'fixed', blocks: 7 } })).toEqual({ looks: [7], freshLooks: [] });
});

test('an event that answers something else is refused by its name and where the campaign stands', () => {
  expect(() => next(PLAN, START, judged('lcp'))).toThrow("'judged' does not answer a campaign that is measuring");
  expect(() => next(PLAN, { at: 'stopped', blocks: 3, stopped: 'decided' }, looked())).toThrow(
    "'looked' does not answer a campaign that is stopped",
  );
});
