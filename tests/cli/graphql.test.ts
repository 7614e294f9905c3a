import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { main } from '../../src/cli/main.ts';
import { FakeIo } from './fake-io.ts';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'vitals-gate-cost-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Writes a file and returns its path. */
function file(name: string, text: string): string {
  const written = path.join(FOLDER, name);
  mkdirSync(path.dirname(written), { recursive: true });
  writeFileSync(written, text);
  return written;
}

async function run(...argv: readonly string[]) {
  const io = new FakeIo();
  const exitCode = await main(['graphql', ...argv], io);
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
}

const SCHEMA = file(
  'schema.graphql',
  `type Query { products(first: Int): [Product] @listSize(slicingArguments: ["first"], assumedSize: 20, requireOneSlicingArgument: false) feed: [Product] }
type Product { id: ID! price: Int @cost(weight: 3) }`,
);
const OPERATIONS = file(
  'operations.graphql',
  'query List($n: Int) { products(first: $n) { id price } }\nquery Feed { feed { id } }',
);

describe('graphql cost --json', () => {
  test('prints what the contract says, in the order of the documents, and nothing on stderr', async () => {
    const { exitCode, stdout, stderr } = await run(
      'cost',
      '--schema',
      SCHEMA,
      '--operations',
      OPERATIONS,
      '--list-size',
      '7',
      '--unknown-variables',
      '--json',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [list, feed] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(list).toEqual({
      name: 'List',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      profile: 'ibm (the draft of the IBM GraphQL Cost Directives as of 3 October 2023)',
      typeCost: 21,
      fieldCost: 61,
      precision: 'exact',
      assumptions: [expect.objectContaining({ subject: '$n' })],
      violations: [],
      breakdowns: {
        'type-cost': {
          id: 'type-cost',
          value: 21,
          parts: [
            { id: 'Query', value: 1, parts: [] },
            { id: 'products', value: 20, parts: [] },
          ],
        },
        'field-cost': {
          id: 'field-cost',
          value: 61,
          parts: [
            { id: 'products', value: 1, parts: [] },
            { id: 'products.price', value: 60, parts: [] },
          ],
        },
      },
    });
    expect(feed).toMatchObject({ name: 'Feed', typeCost: 8, fieldCost: 1 });
  });

  test('has the word unbounded for what nothing bounds', async () => {
    const { stdout } = await run('cost', '--schema', SCHEMA, '--operations', OPERATIONS, '--json');
    const [, feed] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(feed).toMatchObject({ typeCost: 'unbounded', breakdowns: { 'type-cost': { value: 'unbounded' } } });
    expect(stdout).not.toMatch(/null|NaN|Infinity/);
  });

  test('takes variables by operation; without any they are absent', async () => {
    const variables = file('variables.json', '{ "List": { "n": 2 } }');
    const argv = ['cost', '--schema', SCHEMA, '--operations', OPERATIONS, '--list-size', '1', '--json'];
    const typeCosts = async (...more: readonly string[]) =>
      (JSON.parse((await run(...argv, ...more)).stdout) as { typeCost: number }[]).map(({ typeCost }) => typeCost);
    expect(await typeCosts('--variables', variables)).toEqual([3, 2]);
    expect(await typeCosts()).toEqual([21, 2]);
  });

  test('has one number in the profile of Apollo Router', async () => {
    const { stdout } = await run(
      'cost',
      '--schema',
      SCHEMA,
      '--operations',
      OPERATIONS,
      '--profile',
      'apollo-router',
      '--list-size',
      '1',
      '--json',
    );
    const [list] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(list).toMatchObject({ cost: 80, breakdowns: { cost: { value: 80 } } });
    expect(list).not.toHaveProperty('typeCost');
  });

  test('plans per subgraph where the planner is installed', async () => {
    const rover = path.resolve('tests/graphql/shop-supergraph.yaml');
    const operation = path.resolve('fixtures/shop/src/operations/ProductPage.graphql');
    const { stdout, exitCode } = await run(
      'cost',
      '--subgraphs',
      rover,
      '--operations',
      operation,
      '--profile',
      'apollo-router',
      '--list-size',
      '10',
      '--json',
    );
    expect(exitCode).toBe(0);
    const [page] = JSON.parse(stdout) as Record<string, unknown>[];
    // 10 entities of weight 1 with a rating of weight 2 each.
    expect(page).toMatchObject({ planned: { products: 19, reviews: 30 }, fetches: 2, waves: 2 });
  });
});

test('graphql cost warns of variables for an operation that is not there', async () => {
  const variables = file('zed.json', '{ "List": {}, "F*": {}, "*": {},\n "Lst": { "n": 1 } }');
  const argv = ['cost', '--schema', SCHEMA, '--operations', OPERATIONS, '--list-size', '7', '--json'];
  const { exitCode, stderr } = await run(...argv, '--variables', variables);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/zed\.json:2:2: warning: No operation is called "Lst"\. Did you mean "List"\?\n$/);
  expect(stderr.match(/warning/g)).toHaveLength(1);
});

test.each([[[]], [['--json']]])('graphql cost tells on stderr what it cannot apply: %j', async (more) => {
  const sdl =
    'type Query { page: Page @listSize(assumedSize: 3, sizedFields: ["items {"]) } type Page { items: [Int] }';
  const argv = [
    '--schema',
    file('lint.graphql', sdl),
    '--operations',
    file('page.graphql', '{ page { items } }'),
    ...more,
  ];
  const { stderr, exitCode } = await run('cost', ...argv);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^note: .*lint\.graphql:1: sizedFields "items \{" on Query\.page is neither a field nor a selection, so it sizes nothing\n$/,
  );
});

test('graphql cost prints a tree for readers, below the profile and its version', async () => {
  const { stdout, exitCode } = await run('cost', '--schema', SCHEMA, '--operations', OPERATIONS, '--list-size', '7');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^profile: ibm \(the draft of the IBM GraphQL Cost Directives as of 3 October 2023\)\n\n/);
  expect(stdout).toMatch(/^List {2}.*operations\.graphql:1:1$/m);
  expect(stdout).toMatch(/^ {4}products\.price +60$/m);
});

describe('graphql cost ends with 2 at the line of', () => {
  const good = ['--schema', SCHEMA, '--operations', OPERATIONS];
  test.each([
    [
      'a schema that does not parse',
      ['--schema', file('bad.graphql', 'type Query {\n one Int }'), '--operations', OPERATIONS],
      /bad\.graphql:2:6: error: This is not GraphQL/,
    ],
    [
      'a schema that is not there',
      ['--schema', path.join(FOLDER, 'none.graphql'), '--operations', OPERATIONS],
      /none\.graphql:1:1: error: .*does not exist/,
    ],
    [
      'an operation that does not parse',
      ['--schema', SCHEMA, '--operations', file('o.graphql', 'query {\n a(\n}')],
      /o\.graphql:3:1: error: This is not GraphQL/,
    ],
    [
      'an empty manifest',
      ['--schema', SCHEMA, '--operations', file('m.json', '{}')],
      /m\.json:1:1: error: The manifest has no operations/,
    ],
    [
      'a hash without a body',
      ['--schema', SCHEMA, '--operations', file('h.json', '{\n"abc": null }')],
      /h\.json:2:1: error: The manifest has the id "abc" without/,
    ],
    [
      'a manifest of 50 MB',
      ['--schema', SCHEMA, '--operations', file('big.json', `{"a":"${' '.repeat(50_000_000)}"}`)],
      /big\.json:1:1: error: .*50000008 bytes, more than/,
    ],
    [
      'variables that are no JSON',
      [...good, '--variables', file('v.json', '{\n "List": {,} }')],
      /v\.json:2:1: error: This is not JSON/,
    ],
    [
      'variables that are no map',
      [...good, '--variables', file('l.json', '[1]')],
      /l\.json:1:1: error: The variables are not a map/,
    ],
    [
      'variables of the wrong type',
      [...good, '--variables', file('t.json', '{ "List": { "n": "ten" } }')],
      /t\.json:1:13: error: The values for List do not match its variables: .*\$n/,
    ],
    [
      'subgraphs that do not compose',
      [
        '--subgraphs',
        file('s.yaml', 'subgraphs:\n  a:\n    schema:\n      sdl: |\n        type Query { a: Missing }\n'),
        '--operations',
        OPERATIONS,
      ],
      /error: The subgraphs do not compose: \[a\] INVALID_GRAPHQL: Unknown type Missing/,
    ],
    [
      'two kinds of graph',
      [...good, '--supergraph', SCHEMA],
      /error: Exactly one of --schema, --supergraph and --subgraphs/,
    ],
    ['no operations', ['--schema', SCHEMA], /error: --operations is missing/],
    ['a list size that is none', [...good, '--list-size', 'many'], /error: --list-size is "many"/],
    ['a profile that is none', [...good, '--profile', 'imb'], /Did you mean "ibm"/],
  ])('%s', async (_what, argv, message) => {
    const { exitCode, stdout, stderr } = await run('cost', ...argv, '--json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('graphql cost ends with 1 at the line of', () => {
  test.each([
    [
      'an unknown field',
      'query A { products { id } }\nquery B { products { colour } }',
      /x\.graphql:2:22: error: Cannot query field "colour"/,
    ],
    [
      'a fragment cycle',
      'query A { products { ...F } } fragment F on Product { ...F }',
      /x\.graphql:1:\d+: error: Cannot spread fragment "F" within itself/,
    ],
    [
      'a fragment name that is there twice',
      'query A { products { ...F } }\nfragment F on Product { id }\nfragment F on Product { price }',
      /x\.graphql:3:1: error: There are 2 fragments named F/,
    ],
  ])('%s', async (_what, text, message) => {
    const { exitCode, stderr } = await run(
      'cost',
      '--schema',
      SCHEMA,
      '--operations',
      file('x.graphql', text),
      '--json',
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
  });
});
