import { SIDES } from '../model/deploy.ts';
import type { Replay } from '../model/identity.ts';
import { median } from '../stats/numbers.ts';
import { blockPermutationTest, type Tails } from '../stats/permutation.ts';
import { gridScores } from '../stats/scores.ts';
import { assertFinite, mapSeries, valuesOf, type Series } from '../stats/series.ts';
import { toleranceScores, type Quantity } from '../stats/views.ts';
import { measured, type Measured } from './measured.ts';

/**
 * After how many blocks it is looked, and how small the p-value of every sum must be. The levels sum to .002, so a sum that
 * is slower by the tolerance or more is called clear with this probability at most where noise is as large on both sides
 * (union bound), and in simulation hardly ever where it grows with the response. That is strict because a false "clear" is
 * a false pass, while more passes only cost milliseconds. There is no earlier look, because some answers are too few to
 * show a server that is slow at times. `lateLevel` is that of "late more often than base": three late answers on head and
 * none on base are rarer than the first, five than the second.
 */
export const REPLAY_LOOKS = [
  { blocks: 6, level: 0.001, lateLevel: 0.15 },
  { blocks: 12, level: 0.001, lateLevel: 0.05 },
] as const;
type Look = (typeof REPLAY_LOOKS)[number];

/** A replay that is not clear ends early at this level. That only saves time. */
const SLOWER_LEVEL = 0.01;

/** Response times in ms, to a tenth. */
const RESPONSE_TIME: Quantity = { kind: 'part', step: 0.1 };

/** What is compared: what a pass took for it, and what is said where it is not clearly the same. */
interface Timed {
  readonly series: Series;
  readonly about: Pick<Measured, 'url' | 'what'>;
}

/**
 * Whether head's responses take clearly less than the tolerance longer than base's: each of them, each sum, and all at once. Null if so,
 * otherwise the response that does not. Because every test must pass, a route with one response that is too slow passes
 * with no higher probability than that response's own test: the level needs no correction for their number
 * (intersection–union test, Berger 1982).
 */
export function compareTimes(replay: Replay): Measured | null {
  const { toleranceMs } = replay;
  const look = REPLAY_LOOKS.find(({ blocks }) => blocks === replay.blocks.length);
  if (look === undefined || !isComplete(replay)) return measured('unseen', { what: 'incomplete replay' });
  for (const { series, about } of timedIn(replay))
    if (!isClearSum(series, toleranceMs, look)) return measured('slower', { ...about, side: 'head' });
  return null;
}

/** Whether head is slower by more than the tolerance, so that more blocks cannot make it clear. */
export function isSlower(replay: Replay): boolean {
  for (const { series } of timedIn(replay))
    if (beyondTolerance(series, replay.toleranceMs).upper <= SLOWER_LEVEL) return true;
  return false;
}

export function isClear(replay: Replay): boolean {
  return compareTimes(replay) === null;
}

/** Whether it has two passes a side in each block, and every time that the sums ask for. */
function isComplete({ urls, sums, blocks }: Replay): boolean {
  return (
    urls.length > 0 &&
    sums.every((sum) => sum.length > 0 && sum.every((position) => position < urls.length)) &&
    blocks.every((block) => SIDES.every((side) => block.filter((pass) => pass.side === side).length === 2)) &&
    blocks.flat().every(({ times }) => times.length === urls.length)
  );
}

function* timedIn(replay: Replay): Generator<Timed> {
  const { urls, sums, blocks } = replay;
  for (const [position, url] of urls.entries())
    yield { series: seriesOf(replay, [position]), about: { url, what: null } };
  for (const positions of sums) {
    const url = urls[positions.at(-1) ?? -1] ?? null;
    yield { series: seriesOf(replay, positions), about: { url, what: positions.length > 1 ? WITH_OTHERS : null } };
  }
  const atOnce = blocks.map((block) => block.map(({ side, wallMs }) => ({ head: side === 'head', value: wallMs })));
  yield { series: atOnce, about: { url: null, what: 'at once' } };
}

const WITH_OTHERS = 'with those before it';

function seriesOf({ blocks }: Replay, positions: readonly number[]): Series {
  return blocks.map((block) =>
    block.map(({ side, times }) => ({
      head: side === 'head',
      value: positions.reduce((total, position) => total + (times[position] ?? Infinity), 0),
    })),
  );
}

/** "Slower by the tolerance or more" is rejected, and head is not late more often than base. */
function isClearSum(series: Series, toleranceMs: number, { level, lateLevel }: Look): boolean {
  return beyondTolerance(series, toleranceMs).lower <= level && !isLateMoreOften(series, toleranceMs, lateLevel);
}

function beyondTolerance(series: Series, toleranceMs: number): Tails {
  assertFinite(series);
  return blockPermutationTest(toleranceScores(series, RESPONSE_TIME, { kind: 'absolute', amount: toleranceMs }));
}

/** The exact test on 1 = "later than usual by the tolerance": a server that is slow at times leaves the centre in place. */
function isLateMoreOften(series: Series, toleranceMs: number, level: number): boolean {
  const limit = median(valuesOf(series)) + toleranceMs;
  const late = mapSeries(series, (value) => (value >= limit ? 1 : 0));
  return blockPermutationTest(gridScores(late, 1)).upper <= level;
}
