import type { Answer, AnswerSet } from '../model/answers.ts';
import { SIDES } from '../model/deploy.ts';
import { differenceBetween, isForReplay, isRepeatable, mayHaveChanged, type Difference } from './differences.ts';
import { measured, measuredFor, type Measured } from './measured.ts';

/** Two visits that were served the same, as far as Chrome kept it. */
export interface SameAnswers {
  readonly kind: 'same';
  /** Responses on each side. */
  readonly responses: number;
  /** Every GET that goes to the deploy, to be repeated. */
  readonly pairs: readonly Pair[];
}

/** An answer on base and the one on head that it is compared with, by their positions. */
export interface Pair {
  readonly base: number;
  readonly head: number;
  /** Whether only a replay can compare their bodies, because Chrome did not keep both. */
  readonly isUnsettled: boolean;
}

/**
 * Whether two visits were served the same responses, whatever their order: the same requests, and for each the same
 * status, kind, headers and body. Otherwise the first difference.
 */
export function compareAnswers(base: AnswerSet, head: AnswerSet): SameAnswers | Measured {
  const sets = { base, head };
  for (const side of SIDES) {
    const found = unseenIn(sets[side]) ?? notRepeatableIn(sets[side]);
    if (found !== null) return { ...found, side };
  }
  const compared = matched(base.answers, head.answers);
  if (compared.kind === 'same' && base.stored !== head.stored) return measured('unseen', { what: 'storage' });
  return compared;
}

function unseenIn({ answers, obstacles }: AnswerSet): Measured | null {
  const [obstacle] = obstacles;
  if (obstacle !== undefined) return measured('unseen', { url: obstacle.url, what: obstacle.kind });
  return answers.length === 0 ? measured('unseen', { what: 'no responses' }) : null;
}

/**
 * What the server makes of a request that is not a GET may depend on how often it came: it can only be watched. Neither is
 * a GET repeated that an interaction may have led to, and whose answer is like one to a change.
 */
function notRepeatableIn({ answers }: AnswerSet): Measured | null {
  const sent = answers.find(
    (answer) => (answer.method !== 'GET' && answer.isBeforeLcp) || (isRepeatable(answer) && mayHaveChanged(answer)),
  );
  return sent === undefined ? null : measuredFor('not-repeatable', sent, { what: sent.method });
}

function matched(base: readonly Answer[], head: readonly Answer[]): SameAnswers | Measured {
  const left = waiting(head);
  const pairs: Pair[] = [];
  for (const [position, answer] of base.entries()) {
    const open = left.get(identityOf(answer)) ?? [];
    const at = matchIn(open, answer, head);
    if (typeof at !== 'number') return named(at, answer);
    const [other = 0] = open.splice(at, 1);
    const partner = head[other];
    if (partner !== undefined && isRepeatable(answer))
      pairs.push({ base: position, head: other, isUnsettled: isForReplay(answer, partner) });
  }
  const extra = [...left.values()].flat().toSorted((one, other) => one - other)[0];
  const found = extra === undefined ? undefined : head[extra];
  if (found !== undefined) return measuredFor('differs', found, { side: 'head', what: 'only on head' });
  return { kind: 'same', responses: base.length, pairs };
}

/** What a request is known by on both sides. Whether it goes to the deploy must agree, too. */
function identityOf({ method, key, isSameOrigin }: Answer): string {
  return JSON.stringify([method, key, isSameOrigin]);
}

/** The positions of the answers to each request. */
function waiting(answers: readonly Answer[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [position, answer] of answers.entries()) {
    const of = positions.get(identityOf(answer));
    if (of === undefined) positions.set(identityOf(answer), [position]);
    else of.push(position);
  }
  return positions;
}

/** Where in `open` the first answer is that does not differ; otherwise how the first of them differs. */
function matchIn(open: readonly number[], answer: Answer, head: readonly Answer[]): number | Difference | 'missing' {
  let first: Difference | null = null;
  for (const [index, position] of open.entries()) {
    const other = head[position];
    const difference = other === undefined ? null : differenceBetween(answer, other);
    if (difference === null) return index;
    first ??= difference;
  }
  return first ?? 'missing';
}

function named(found: Difference | 'missing', answer: Answer): Measured {
  if (found === 'missing') return measuredFor('differs', answer, { side: 'base', what: 'only on base' });
  return measuredFor(found.because, answer, { what: found.what });
}
