/** A part of the source that is mutated, and the tests that must notice. */
export interface Room {
  readonly name: string;
  /** The room's own tests: what others notice by the way does not count. */
  readonly tests: readonly string[];
}

/** Simulations and races: instrumented they take minutes for each mutant. What they hold a unit test must hold as well. */
export const TOO_SLOW: readonly string[] = [
  'tests/stats/**/simulation*.test.ts',
  'tests/gate/failing-visits.test.ts',
  'tests/github/race.test.ts',
];

/** The rooms that decide a verdict, keep its record and publish it. */
export const ROOMS: readonly Room[] = [
  { name: 'judge', tests: ['tests/judge/**/*.test.ts'] },
  // Blobs are read and merged for a report, and that is how they are tested.
  { name: 'record', tests: ['tests/record/**/*.test.ts', 'tests/gate/verdict/collect-blobs.test.ts'] },
  { name: 'stats', tests: ['tests/stats/**/*.test.ts'] },
  { name: 'gate/run', tests: ['tests/gate/**/*.test.ts'] },
  { name: 'github', tests: ['tests/github/**/*.test.ts'] },
];
