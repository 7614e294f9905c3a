/** A mutant that no test can notice, because what the program does stays the same. */
interface Equivalent {
  readonly file: string;
  /** The text that is replaced, and by what, as `npm run mutants` prints them. */
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

/** Mutants that do not count. Few: most code whose mutant makes no difference should go instead. */
export const EQUIVALENT: readonly Equivalent[] = [];
