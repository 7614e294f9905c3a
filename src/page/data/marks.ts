import type { Verdict } from '../../model/verdict.ts';

/** A verdict for the eye and in a word: colour alone says nothing to some readers. */
export interface Mark {
  readonly sign: string;
  readonly word: string;
  /** The class that has its colour. */
  readonly tone: 'bad' | 'warn' | 'open' | 'good' | 'plain';
}

const MARKS: Readonly<Record<Verdict, Mark>> = {
  fail: { sign: '✕', word: 'broken', tone: 'bad' },
  unmeasured: { sign: '–', word: 'not measured', tone: 'warn' },
  inconclusive: { sign: '?', word: 'undecided', tone: 'open' },
  waived: { sign: '~', word: 'waived', tone: 'plain' },
  pass: { sign: '✓', word: 'met', tone: 'good' },
};

const WARNING: Mark = { sign: '!', word: 'broken, only warns', tone: 'warn' };
const NO_BUDGET: Mark = { sign: '', word: 'no budget', tone: 'plain' };

/** @param onlyWarns whether a broken budget does not block */
export function markOf(verdict: Verdict | null, onlyWarns = false): Mark {
  if (verdict === null) return NO_BUDGET;
  return verdict === 'fail' && onlyWarns ? WARNING : MARKS[verdict];
}
