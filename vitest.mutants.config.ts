import { defineConfig } from 'vitest/config';

import { TOO_SLOW } from './scripts/mutants/rooms.ts';
import { viteProbePlugin } from './scripts/probe-plugin.ts';
import { viteSqlPlugin } from './scripts/sql-plugin.ts';

/** The unit tests that a mutation run may use: those of one room, which `npm run mutants` names. */
export default defineConfig({
  plugins: [viteProbePlugin(), viteSqlPlugin()],
  test: {
    include: (process.env['MUTANTS_TESTS'] ?? 'tests/**/*.test.ts').split(' '),
    exclude: ['tests/**/browser/**', ...TOO_SLOW],
    setupFiles: ['tests/support/seeded.ts'],
    // Instrumented code is several times slower.
    testTimeout: 120_000,
  },
});
