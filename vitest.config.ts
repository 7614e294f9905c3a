import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

import { FinalLineReporter } from './scripts/final-line-reporter.ts';
import { viteProbePlugin } from './scripts/probe-plugin.ts';

/** Everything that starts a Chrome, a build or a whole gate, or whose subject is time: parallel ones would measure each other. */
const ONE_AT_A_TIME = [
  'tests/lab/shaper.test.ts',
  'tests/*/browser/**/*.test.ts',
  'tests/e2e/**/*.test.ts',
  'tests/dist/**/*.test.ts',
];

export default defineConfig({
  plugins: [viteProbePlugin()],
  test: {
    reporters: ['default', new FinalLineReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ONE_AT_A_TIME,
          testTimeout: 20_000,
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
          include: ONE_AT_A_TIME,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
