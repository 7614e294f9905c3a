/**
 * `npm run examples [-- NAME…]`: runs examples, all of them by default, with the built command line, and prints
 * what it says of their pull requests. Exits with 1 where one does not end as it must. It needs Chrome, and the npm registry.
 */
import { parseArgs } from 'node:util';

import { EXAMPLES, runExample } from './examples/examples.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const names = positionals.length === 0 ? Object.keys(EXAMPLES) : positionals;

const wrong: string[] = [];
for (const name of names) {
  process.stdout.write(`\n--- examples/${name} ---\n\n`);
  const { exitCode, stdout, comment } = await runExample(name);
  process.stdout.write(`${comment ?? stdout}\n`);
  const expected = EXAMPLES[name]?.exitCode;
  if (exitCode !== expected) wrong.push(`examples/${name} ended with exit code ${exitCode}, not ${expected}`);
}
for (const line of wrong) process.stderr.write(`${line}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
