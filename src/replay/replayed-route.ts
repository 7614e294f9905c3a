import type { SameAnswers } from '../identity/compare-answers.ts';
import type { Measured } from '../identity/measured.ts';
import type { Answer, AnswerSet } from '../model/answers.ts';
import type { Side } from '../model/deploy.ts';
import type { HostMap } from '../model/hosts.ts';
import type { Task } from './task.ts';

/** What the warm-up visits of a route were served. */
export interface Visited {
  readonly base: AnswerSet;
  readonly head: AnswerSet;
  /** Where hosts are, as for the visits: the condition's, and over them the deploy's. */
  readonly hosts?: Readonly<Record<Side, HostMap>>;
}

/** A route whose warm-up visits were served the same. */
export interface ReplayedRoute extends Visited {
  readonly same: SameAnswers;
  /** How much longer its responses may take, ms. */
  readonly toleranceMs: number;
  /** Whether a budget is on how much is sent. */
  readonly countsBytes: boolean;
}

/** The pairs of answers that are the same. */
export function answersOf({ base, head, same }: ReplayedRoute): { readonly base: Answer; readonly head: Answer }[] {
  return same.pairs.flatMap((pair) => {
    const [onBase, onHead] = [base.answers[pair.base], head.answers[pair.head]];
    return onBase === undefined || onHead === undefined ? [] : [{ base: onBase, head: onHead }];
  });
}

/** The first answer that is not what Chrome was served, or not the same on both sides. */
export function differenceIn(route: ReplayedRoute, tasks: readonly Task[]): Measured | null {
  for (const [position, answers] of answersOf(route).entries()) {
    const task = tasks[position];
    const { isUnsettled = false } = route.same.pairs[position] ?? {};
    const found =
      task?.againstChrome('base', answers.base) ??
      task?.againstChrome('head', answers.head) ??
      task?.betweenSides({ isUnsettled, countsBytes: route.countsBytes }) ??
      null;
    if (found !== null) return found;
  }
  return null;
}
