import { describe, expect, test } from 'vitest';

import { runTasks, type TaskProgress, type Task } from '../../../src/gate/run/schedule.ts';

/** A task of blocks that take `blockMs` on a clock of its own; it looks after 3, 5 and 8 blocks and is decided at one. */
class FakeTask implements Task {
  static clock = 0;
  static trace: string[] = [];
  readonly name: string;
  readonly #ms: number;
  readonly #decidedAt: number;
  /** Fresh blocks after the decision. */
  readonly #confirmMs: number;
  confirmingMs = 0;
  measuresAlone = false;
  blocks = 0;

  constructor(name: string, ms: number, decidedAt: number, confirmMs = 0) {
    this.name = name;
    this.#ms = ms;
    this.#decidedAt = decidedAt;
    this.#confirmMs = confirmMs;
  }

  get blockMs(): number | null {
    return this.blocks === 0 ? null : this.#ms;
  }

  get #look(): number {
    return [3, 5, 8].find((blocks) => blocks > this.blocks) ?? this.blocks;
  }

  get blocksToLook(): number {
    return this.#look - this.blocks;
  }

  async advance(isTimeUp: () => boolean): Promise<TaskProgress> {
    const look = this.#look;
    while (this.blocks < look) {
      if (isTimeUp()) return 'expired';
      this.blocks += 1;
      FakeTask.clock += this.#ms;
    }
    FakeTask.trace.push(`${this.name}@${this.blocks}`);
    if (this.blocks < this.#decidedAt) return 'open';
    this.confirmingMs = this.#confirmMs;
    FakeTask.clock += this.#confirmMs;
    return 'ended';
  }

  async expire(): Promise<void> {
    FakeTask.trace.push(`${this.name} expires`);
  }
}

async function scheduled(limitMs: number | null, tasks: (() => FakeTask)[]) {
  FakeTask.clock = 0;
  FakeTask.trace = [];
  const expired = await runTasks(
    tasks.map((make) => make()),
    { limitMs, now: () => FakeTask.clock },
  );
  return { expired, trace: FakeTask.trace };
}

const quick = () => new FakeTask('quick', 10, 3);
const slow = () => new FakeTask('slow', 10, 8);
const red = () => new FakeTask('red', 10, 3, 1000);
const middle = () => new FakeTask('middle', 60, 8);
const huge = () => new FakeTask('huge', 100, 8);

test('without a limit one campaign after the other comes to its decision', async () => {
  const { expired, trace } = await scheduled(null, [slow, quick]);
  expect(trace).toEqual(['slow@3', 'slow@5', 'slow@8', 'quick@3']);
  expect(expired).toEqual([]);
});

test('with a limit all campaigns have their first look before any has its second', async () => {
  const { expired, trace } = await scheduled(1000, [slow, quick]);
  expect(trace).toEqual(['slow@3', 'quick@3', 'slow@5', 'slow@8']);
  expect(expired).toEqual([]);
});

test('a look that would come too late is not begun, and its time goes to who can use it', async () => {
  const { expired, trace } = await scheduled(450, [huge, slow]);
  expect(trace).toEqual(['huge@3', 'slow@3', 'slow@5', 'slow@8', 'huge expires']);
  expect(expired).toEqual(['huge']);
});

test('a limit shorter than one block ends every campaign', async () => {
  const { expired } = await scheduled(5, [slow, quick]);
  expect(expired.toSorted()).toEqual(['quick', 'slow']);
});

test('the time that confirming a red takes is not taken from the campaigns that are still open', async () => {
  const { expired, trace } = await scheduled(110, [red, slow]);
  expect(trace).toEqual(['red@3', 'slow@3', 'slow@5', 'slow@8']);
  expect(expired).toEqual([]);
});

test('the time is up for others all the same once confirming has been taken off', async () => {
  const { expired, trace } = await scheduled(109, [red, slow]);
  expect(trace).toEqual(['red@3', 'slow@3', 'slow@5', 'slow expires']);
  expect(expired).toEqual(['slow']);
});

test('a look that another one has left no time for is not begun either', async () => {
  const { expired, trace } = await scheduled(700, [huge, middle]);
  expect(trace).toEqual(['huge@3', 'middle@3', 'huge@5', 'huge expires', 'middle expires']);
  expect(expired).toEqual(['huge', 'middle']);
});

/** How many tasks were under way at once, at most. */
const mostAtOnce = (lines: readonly string[]): number => {
  const under = lines.map((_, at) =>
    lines.slice(0, at + 1).reduce((sum, line) => sum + (line.includes(' in ') ? 1 : -1), 0),
  );
  return Math.max(...under);
};

describe('in two lanes', () => {
  /** Tasks that take turns at the event loop, as visits do; what begins and ends is written down. */
  class Slow implements Task {
    readonly name: string;
    readonly measuresAlone: boolean;
    readonly blockMs = null;
    readonly blocksToLook = 3;
    readonly confirmingMs = 0;
    readonly #fails: boolean;
    looks = 0;

    constructor(name: string, { measuresAlone = false, fails = false } = {}) {
      this.name = name;
      this.measuresAlone = measuresAlone;
      this.#fails = fails;
    }

    async advance(_: () => boolean, lane: number): Promise<TaskProgress> {
      trace.push(`${this.name} in ${lane}`);
      await Promise.resolve();
      if (this.#fails) throw new Error(`${this.name} failed`);
      await Promise.resolve();
      trace.push(`${this.name} ends`);
      this.looks += 1;
      return this.looks === 2 ? 'ended' : 'open';
    }

    async expire(): Promise<void> {}
  }
  let trace: string[] = [];
  const run = async (limitMs: number | null, ...tasks: Task[]): Promise<string[]> => {
    trace = [];
    await runTasks(tasks, { limitMs, lanes: 2 });
    return trace;
  };

  test('two campaigns are under way at a time, and the lane that is free first takes the next', async () => {
    const told = await run(null, new Slow('a'), new Slow('b'), new Slow('c'));
    expect(told.filter((line) => line.includes(' in '))).toEqual([
      'a in 0',
      'b in 1',
      'a in 0',
      'b in 1',
      'c in 0',
      'c in 0',
    ]);
    expect(mostAtOnce(told)).toBe(2);
  });

  test('what must be alone comes first, and alone', async () => {
    const told = await run(null, new Slow('a'), new Slow('only', { measuresAlone: true }), new Slow('b'));
    expect(mostAtOnce(told)).toBe(2);
    expect(told.slice(0, 6)).toEqual(['only in 0', 'only ends', 'only in 0', 'only ends', 'a in 0', 'b in 1']);
  });

  test('with a limit two campaigns have their next look at a time', async () => {
    const told = await run(60_000, new Slow('a'), new Slow('b'), new Slow('c'));
    expect(told.filter((line) => line.includes(' in '))).toEqual([
      'a in 0',
      'b in 1',
      'c in 0',
      'a in 0',
      'b in 1',
      'c in 0',
    ]);
  });

  test('a failure is thrown when the other lane has stopped, which begins nothing new', async () => {
    const told = run(null, new Slow('bad', { fails: true }), new Slow('b'), new Slow('c'));
    await expect(told).rejects.toThrow('bad failed');
    expect(trace).toEqual(['bad in 0', 'b in 1', 'b ends', 'b in 1', 'b ends']);
  });
});
