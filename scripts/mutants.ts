/**
 * `npm run mutants [-- [--room judge]… [--file PATTERN] [--sample N] [--seed S] [--jobs N]]`: changes the code of the rooms that decide in small
 * ways, one at a time, and counts how many of these mutants the unit tests of the room notice. Not part of `npm test`:
 * with `--sample 150` a room takes five to ten minutes on two cores, and all of its mutants much longer.
 *
 * Stryker makes the mutants, in a copy under .build/, and runs for each the tests that reach it. Exit code 1 if a room
 * scores less than 85 %.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { lineOf, readMutants, rowOf, type Mutant } from './mutants/report.ts';
import { ROOMS, type Room } from './mutants/rooms.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const STRYKER = path.join(ROOT, 'node_modules/.bin/stryker');
/** Where `stryker.config.json` has it written. */
const REPORT = path.join(ROOT, '.build/mutants.json');
const REQUIRED = 0.85;

const { values: options } = parseArgs({
  options: {
    room: { type: 'string', multiple: true },
    file: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
  },
});

const names = options.room ?? ROOMS.map(({ name }) => name);
const rooms = names.map((name) => {
  const room = ROOMS.find((each) => each.name === name);
  if (room === undefined) throw new Error(`There is no room ${name}: ${ROOMS.map((each) => each.name).join(', ')}.`);
  return room;
});
const results = rooms.map((room) => ({ room: room.name, mutants: mutantsOf(room) }));
for (const { mutants } of results)
  for (const mutant of mutants) if (mutant.fate === 'survived') console.log(lineOf(mutant));
if (options.sample !== undefined)
  console.log(`A sample: at most ${options.sample} mutants a room, seed ${options.seed}.`);
console.table(results.map(({ room, mutants }) => rowOf(room, mutants)));
if (results.some(({ mutants }) => isBelow(mutants))) process.exitCode = 1;

/** Mutates one room, or its files that match `--file`. */
function mutantsOf({ name, tests }: Room): Mutant[] {
  rmSync(REPORT, { force: true });
  const files = options.file ?? `src/${name}/**/*.ts`;
  const sampled = options.sample === undefined ? [] : ['--checkers', 'sample'];
  const sample = options.sample === undefined ? {} : { MUTANTS_SAMPLE: options.sample, MUTANTS_SEED: options.seed };
  const { status } = spawnSync(
    STRYKER,
    ['run', 'stryker.config.json', '--mutate', files, '--concurrency', options.jobs, ...sampled],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, MUTANTS_TESTS: tests.join(' '), ...sample } },
  );
  if (status !== 0 || !existsSync(REPORT)) throw new Error(`Stryker ended with ${status} in ${name}.`);
  return readMutants(REPORT);
}

function isBelow(mutants: readonly Mutant[]): boolean {
  const counted = mutants.filter(({ fate }) => fate !== 'equivalent');
  return counted.filter(({ fate }) => fate !== 'survived').length < REQUIRED * counted.length;
}
