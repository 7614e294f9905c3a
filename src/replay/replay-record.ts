import { sumsOf } from '../identity/sums.ts';
import type { Side } from '../model/deploy.ts';
import type { Replay } from '../model/identity.ts';
import type { Passes } from './passes.ts';
import type { ReplayedRoute } from './replayed-route.ts';
import type { Task } from './task.ts';

/** One block is as many passes: two of each side, in an order that is drawn. */
export const PASSES_PER_BLOCK = 4;

/** As a record takes them. */
const MOST_TIMES = 5000;

/** What was timed; null if that is too much. */
export function replayOf(
  { base, head, same, toleranceMs }: ReplayedRoute,
  tasks: readonly Task[],
  { order, passes: made }: { readonly order: readonly Side[]; readonly passes: Passes },
): Replay | null {
  const marked = tasks.map((task) => ({ task, marks: task.marks }));
  const urls = marked.flatMap(({ task, marks }) => marks.map(() => task.shownUrl));
  const sums = sumsOf(same.pairs, base.answers, head.answers);
  if (sums === null || urls.length > MOST_TIMES) return null;
  let last = -1;
  const ends = marked.map(({ marks }) => (last += marks.length));
  const passes = order.map((side, pass) => ({
    side,
    times: marked.flatMap(({ task, marks }) => task.timesAt(pass, marks).map(hundredths)),
    wallMs: hundredths(made.wallMsOf(pass)),
  }));
  return {
    urls,
    sums: sums.map((sum) => sum.map((position) => ends[position] ?? 0)),
    toleranceMs,
    blocks: Array.from({ length: order.length / PASSES_PER_BLOCK }, (_, block) =>
      passes.slice(block * PASSES_PER_BLOCK, (block + 1) * PASSES_PER_BLOCK),
    ),
  };
}

function hundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}
