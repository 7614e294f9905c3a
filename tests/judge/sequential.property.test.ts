import {
  array,
  assert,
  constant,
  constantFrom,
  double,
  integer,
  oneof,
  property,
  record,
  subarray,
  tuple,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';

import {
  askOf,
  next,
  runSequential,
  START,
  type Ask,
  type OpenAsk,
  type SequentialEvent,
  type SequentialPlan,
  type SequentialState,
} from '../../src/judge/sequential.ts';

/** Ascending numbers of blocks. */
const looks = (from: number) =>
  uniqueArray(integer({ min: 1, max: 40 }), { minLength: from, maxLength: 6 }).map((each) =>
    each.toSorted((a, b) => a - b),
  );
const plans = record({ looks: looks(1), freshLooks: looks(0) });
const paths = subarray(['lcp', 'inp', 'cls', 'lcp.ttfb']);
/** An answer to anything that may be asked; `part` of the blocks are made where it is below 1. */
const answers = record({
  part: oneof(constant(1), double({ min: 0, max: 0.99, noNaN: true })),
  by: constantFrom('time' as const, 'unmeasurable' as const),
  open: paths,
  reds: paths,
  confirmed: paths,
});
type Answer = typeof answers extends Arbitrary<infer T> ? T : never;

function eventOf(ask: OpenAsk, { part, by, open, reds, confirmed }: Answer, red: readonly string[]): SequentialEvent {
  if (ask.kind === 'judgement') return { type: 'judged', reds };
  const made = Math.floor(part * ask.count);
  if (ask.kind === 'blocks') return part < 1 ? { type: 'cut', by, made } : { type: 'looked', open };
  const isConfirmed = (path: string): boolean => confirmed.includes(path);
  const unconfirmed = red.filter((path) => !isConfirmed(path));
  return { type: 'fresh-looked', made, confirmed: red.filter(isConfirmed), unconfirmed };
}

interface Walk {
  readonly states: SequentialState[];
  readonly asks: Ask[];
  readonly events: SequentialEvent[];
}

/** From the start to the end. */
function walk(plan: SequentialPlan, given: readonly Answer[]): Walk {
  const made: Walk = { states: [START], asks: [askOf(plan, START)], events: [] };
  let red: readonly string[] = [];
  for (let step = 0; ; step += 1) {
    const [state, ask, answer] = [made.states.at(-1), made.asks.at(-1), given[step % given.length]];
    if (state === undefined || ask === undefined || answer === undefined) throw new Error('there is always a next');
    if (ask.kind === 'done') return made;
    const event = eventOf(ask, answer, red);
    if (event.type === 'judged') red = event.reds;
    const after = next(plan, state, event);
    made.events.push(event);
    made.states.push(after);
    made.asks.push(askOf(plan, after));
  }
}

const walks = tuple(plans, array(answers, { minLength: 1, maxLength: 20 })).map(([plan, given]) => ({
  plan,
  made: walk(plan, given),
}));
function holds(check: (plan: SequentialPlan, made: Walk) => void): void {
  assert(property(walks, ({ plan, made }) => check(plan, made)));
}

const total = (asked: readonly Ask[], kind: 'blocks' | 'fresh-blocks'): number =>
  asked.reduce((sum, ask) => sum + (ask.kind === kind ? ask.count : 0), 0);

test('no more blocks are asked for than the plan has, and at least one wherever any is', () => {
  holds((plan, { asks: asked }) => {
    expect(total(asked, 'blocks')).toBeLessThanOrEqual(plan.looks.at(-1) ?? 0);
    expect(total(asked, 'fresh-blocks')).toBeLessThanOrEqual(plan.freshLooks.at(-1) ?? 0);
    expect(asked.every((ask) => !('count' in ask) || ask.count > 0)).toBe(true);
  });
});

test('a red is confirmed only by fresh blocks that said so, after everything else was asked', () => {
  holds((_, { states, events }) => {
    const end = states.at(-1);
    const last = events.at(-1);
    if (end?.at !== 'done') throw new Error('it ended nowhere');
    expect(end.confirmed).toEqual(last?.type === 'fresh-looked' ? last.confirmed : null);
  });
});

test('it is judged as it ended once, and for one reason', () => {
  holds((_, { asks: asked }) => {
    const ends = asked.flatMap((ask) => (ask.kind === 'judgement' || ask.kind === 'done' ? [ask.stopped] : []));
    expect(ends).toHaveLength(2);
    expect(new Set(ends).size).toBe(1);
  });
});

test('the end stays the end', () => {
  holds((plan, { states, events }) => {
    const end = states.at(-1) ?? START;
    for (const event of events) expect(next(plan, end, event)).toEqual(end);
  });
});

test('the same events, from states that went to disk and back, lead to the same questions', () => {
  holds((plan, { asks: asked, events }) => {
    const again = events.reduce<SequentialState[]>(
      (states, event) => {
        const stored = JSON.parse(JSON.stringify(states.at(-1) ?? START)) as SequentialState;
        return [...states, next(plan, stored, event)];
      },
      [START],
    );
    expect(again.map((state) => askOf(plan, state))).toEqual(asked);
  });
});

test('who answers at once comes to the same end', () => {
  holds((plan, { asks: asked, events }) => {
    const left = [...events];
    const ended = runSequential(plan, () => left.shift() ?? { type: 'looked', open: [] });
    expect(ended).toEqual(asked.at(-1));
    expect(left).toEqual([]);
  });
});
