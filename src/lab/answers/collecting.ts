import type { AnswerSet } from '../../model/answers.ts';

/** What a visit does that collects what it is served; its numbers do not count. */
export interface Collecting {
  /** From which end scripts draw at random: one end for base, the other for head, so that what depends on it differs. */
  readonly lean: 'low' | 'high';
  /** The commits of both deploys, as far as they are known. */
  readonly shas: readonly string[];
  /** Told once, and only by a visit that was measured. */
  readonly keep: (answers: AnswerSet) => void;
}
