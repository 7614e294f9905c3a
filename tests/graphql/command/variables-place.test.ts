import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runCost } from '../../../src/graphql/command/run-cost.ts';
import { errorOf } from '../support.ts';

/** What `graphql cost --variables` complains of. */
async function complaint(variables: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'variables-place-'));
  try {
    await writeFile(join(folder, 's.graphql'), 'type Query { a(n: Int, m: Int): Int }');
    await writeFile(join(folder, 'o.graphql'), 'query Quick($n: Int, $m: Int) { a(n: $n, m: $m) }');
    await writeFile(join(folder, 'v.json'), variables);
    const source = { kind: 'schema', files: ['s.graphql'] } as const;
    const options = { profile: 'ibm', listSize: Infinity, unknownVariables: false, json: true } as const;
    return await errorOf(() => runCost({ source, operations: ['o.graphql'], variables: 'v.json', ...options }, folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a value of the wrong type is an error at its line', async () => {
  expect(await complaint('{\n  "Quick": {\n    "n": 1,\n    "m": "x"\n  }\n}')).toMatch(
    /^v\.json:4:5: error: The values for Quick do not match its variables: Variable "\$m"/,
  );
});

test('a value of the wrong type is an error where the most special pattern has it', async () => {
  expect(await complaint('{\n"Qu*": { "n": "x" },\n"*": { "n": "y", "m": 2 },\n"Quick": { "m": 1 }\n}')).toMatch(
    /^v\.json:2:10: /,
  );
});
