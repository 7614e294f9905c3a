/** `npm run check`: every static check, one after the other, even if one fails. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const BIN = path.join(ROOT, 'node_modules/.bin');

/** What runs in pages is checked on its own: it has the DOM's types and not Node's. */
const PAGE_PROJECT = 'tsconfig.page.json';

const CHECKS: readonly (readonly [name: string, ...args: string[]])[] = [
  ['tsc', '-p', '.'],
  ['tsc', '-p', PAGE_PROJECT],
  ['oxlint'],
  ['oxfmt', '--check', '.'],
  ['knip'],
];

/** Runs one tool and returns whether it passes. Its output is shown only if it fails. */
function passes([name, ...args]: (typeof CHECKS)[number]): boolean {
  const { status, stdout, stderr, error } = spawnSync(path.join(BIN, name), args, { cwd: ROOT, encoding: 'utf8' });
  const ok = status === 0;
  console.log(`${ok ? '✓' : '✗'} ${[name, ...args].join(' ')}`);
  if (!ok) console.log(`${stdout}${stderr}${error?.message ?? ''}`.trimEnd());
  return ok;
}

const results = CHECKS.map(passes);
const failed = results.filter((ok) => !ok).length;
if (failed > 0) {
  // The line our CI reads: where the checks fail, the tests do not run and this is the last one.
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = 1;
}
