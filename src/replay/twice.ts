import { differenceBetween, isRepeatable } from '../identity/differences.ts';
import { headerDifference } from '../identity/headers.ts';
import type { Answer, AnswerSet } from '../model/answers.ts';
import type { Side } from '../model/deploy.ts';
import type { Exchange } from './exchange.ts';

/** The answers to a request that goes to both deploys and was answered differently; null if there is no such request. */
export function differingAnswers(
  shownUrl: string,
  { base, head }: Readonly<Record<Side, AnswerSet>>,
): Readonly<Record<Side, Answer>> | null {
  for (const onBase of base.answers) {
    if (onBase.shownUrl !== shownUrl || !isRepeatable(onBase)) continue;
    const onHead = head.answers.find((answer) => isRepeatable(answer) && answer.key === onBase.key);
    if (onHead !== undefined && differenceBetween(onBase, onHead) !== null) return { base: onBase, head: onHead };
  }
  return null;
}

/** Whether two answers of one side differ in just what base and head were found to differ in. */
export function isDifferent(one: Exchange, other: Exchange, what: string): boolean {
  if (what === 'body') return one.raw !== other.raw;
  if (what === 'status') return one.status !== other.status;
  return headerDifference(one.headers, other.headers) === what;
}
