/** A mutant that no test can notice, because what the program does stays the same. */
interface EquivalentMutant {
  readonly file: string;
  /** The text that is replaced, and by what, as `npm run mutants` prints them. */
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

/** Mutants that do not count. Few: most code whose mutant makes no difference should go instead. */
export const EQUIVALENT: readonly EquivalentMutant[] = [
  {
    file: 'src/gate/run/schedule.ts',
    before: 'open.length > 0',
    after: 'open.length >= 0',
    why: 'Where nothing is open nothing fits either, and the loop ends there.',
  },
  {
    file: 'src/judge/agreement.ts',
    before: 'confirmation === null || fresh === null',
    after: 'confirmation === null && fresh === null',
    why: 'Both are null or neither: the second check is for the compiler.',
  },
  {
    file: 'src/stats/bisection/linear.ts',
    before: 'pivot === undefined || here === undefined',
    after: 'false',
    why: 'A column of the matrix has a row: the check is for the compiler.',
  },
  {
    file: 'src/stats/bisection/linear.ts',
    before: 'pivot === undefined',
    after: 'false',
    why: 'A column of the matrix has a row: the check is for the compiler.',
  },
];
