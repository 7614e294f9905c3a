import { defineConfig } from 'vitest/config';

import { viteProbePlugin } from './scripts/probe-plugin.ts';

/** The unit tests that a mutation run may use: those of one room, which `npm run mutants` names. */
export default defineConfig({
  plugins: [viteProbePlugin()],
  test: {
    include: [`${process.env['MUTANTS_TESTS'] ?? 'tests'}/**/*.test.ts`],
    exclude: ['tests/**/browser/**'],
    testTimeout: 20_000,
  },
});
