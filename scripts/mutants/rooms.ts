/** A part of the source that is mutated, and the tests that must notice. */
export interface Room {
  readonly name: string;
  /** The folder of the tests: only what a room's own tests say of it counts. */
  readonly tests: string;
}

/** The rooms that decide a verdict, keep its record and publish it. */
export const ROOMS: readonly Room[] = [
  { name: 'judge', tests: 'tests/judge' },
  { name: 'record', tests: 'tests/record' },
  { name: 'stats', tests: 'tests/stats' },
  { name: 'gate/run', tests: 'tests/gate' },
  { name: 'github', tests: 'tests/github' },
];
