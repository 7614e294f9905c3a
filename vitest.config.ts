import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

import { FinalLineReporter } from './scripts/final-line-reporter.ts';
import { LongestFirst } from './scripts/longest-first.ts';
import { vitePagePlugin } from './scripts/page-plugin.ts';
import { viteProbePlugin } from './scripts/probe-plugin.ts';
import { viteSqlPlugin } from './scripts/sql-plugin.ts';

/** What holds times against the truth, of Chrome or of the shaped network: what runs beside it would be measured with it. */
const ALONE = [
  'tests/lab/shaper.test.ts',
  'tests/lab/browser/{breakdown,condition-times,fault-matrix,soft-navigation,visit}.test.ts',
  'tests/e2e/identical.test.ts',
];

/** What else starts a Chrome, a build or a whole gate: it mostly waits for pages and processes. */
const WHOLE = [
  'tests/*/browser/**/*.test.ts',
  'tests/e2e/**/*.test.ts',
  'tests/dist/**/*.test.ts',
  'tests/field/postgres/**/*.test.ts',
  'tests/github/report-command.test.ts',
  'tests/deploys/providers/worktree/worktrees.test.ts',
];

/** Only what hangs takes so long: a whole gate takes a minute, and ten on a machine that is ten times slower. */
const LONG = { testTimeout: 900_000, hookTimeout: 600_000 };

export default defineConfig({
  plugins: [vitePagePlugin(), viteProbePlugin(), viteSqlPlugin()],
  test: {
    reporters: ['default', new FinalLineReporter()],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...WHOLE, ...ALONE],
          // Some read a megabyte of hostile text; how busy the machine is has no part in what they check.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          setupFiles: ['tests/support/seeded.ts'],
          // Their files share no state that a test changes; a process and a module graph for each would take half the time.
          isolate: false,
          // One more than two cores: some wait for servers and processes.
          maxWorkers: Math.max(3, availableParallelism()),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: WHOLE,
          exclude: ALONE,
          maxWorkers: 4,
          ...LONG,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'timed',
          include: ALONE,
          fileParallelism: false,
          ...LONG,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
