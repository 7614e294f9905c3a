/**
 * `npm run bench:graphql-check`: how long the GraphQL half of the gate takes on a large graph. 30 subgraphs with 600 types
 * and 1,000 operations in a real git repository; head changes a weight, a few operations and one list. Everything is
 * included: reading both sides, two compositions, costs, attribution with git blame.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { checkGraphql } from '../src/graphql/check/check.ts';
import type { GraphqlConfig } from '../src/model/graphql.ts';

const SUBGRAPHS = 30;
const TYPES_EACH = 20;
const OPERATIONS = 1000;
/** The promise, of a developer's machine. */
const BOUNDS = { seconds: 5, megabytes: 500 };

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@cost", "@listSize"])';

/** Each subgraph has entities of its own, lists of them, and fields on the next subgraph's first entity. */
function subgraphSdl(index: number, weight: number): string {
  const types = Array.from({ length: TYPES_EACH - 1 }, (_, at) => {
    const name = `T${index}x${at}`;
    const next = `T${index}x${(at + 1) % (TYPES_EACH - 1)}`;
    return `type ${name} @key(fields: "id") {
  id: ID!
  name: String! @cost(weight: ${at === 3 ? weight : 1})
  amount: Int
  next: ${next}
  others(first: Int = 5): [${next}!]! @listSize(slicingArguments: ["first"], assumedSize: 10)
}`;
  });
  const neighbour = `T${(index + 1) % SUBGRAPHS}x0`;
  return `${LINK}
type Query {
  one${index}(id: ID!): T${index}x0
  many${index}(first: Int = 10): [T${index}x0!]! @listSize(slicingArguments: ["first"], assumedSize: 50)
}
type ${neighbour} @key(fields: "id") { id: ID! seenBy${index}: Info${index}! }
type Info${index} { at: String! by: T${index}x1 }
${types.join('\n')}
`;
}

function operation(index: number, first: number): string {
  const graph = index % SUBGRAPHS;
  const before = (graph + SUBGRAPHS - 1) % SUBGRAPHS;
  return `query Operation${index}($n: Int) {
  many${graph}(first: $n) {
    id name amount
    next { id name next { id next { id name amount } } others(first: ${first}) { id name } }
    seenBy${before} { at by { id name others(first: 3) { id amount } } }
  }
  one${(graph + 7) % SUBGRAPHS}(id: "1") { ...Part${index} }
}
fragment Part${index} on T${(graph + 7) % SUBGRAPHS}x0 { id name others(first: ${index % 20}) { id next { id name } } }
`;
}

function writeSide(folder: string, head: boolean): void {
  mkdirSync(path.join(folder, 'graph'), { recursive: true });
  mkdirSync(path.join(folder, 'operations'), { recursive: true });
  for (let index = 0; index < SUBGRAPHS; index += 1)
    writeFileSync(path.join(folder, `graph/g${index}.graphql`), subgraphSdl(index, head && index === 4 ? 9 : 2));
  for (let index = 0; index < OPERATIONS; index += 1)
    writeFileSync(
      path.join(folder, `operations/o${index}.graphql`),
      operation(index, head && index % 250 === 0 ? 60 : 6),
    );
}

function git(folder: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...args], { cwd: folder });
}

function makeRepository(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-bench-'));
  git(folder, 'init', '--quiet', '--initial-branch=main');
  for (const head of [false, true]) {
    writeSide(folder, head);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', head ? 'Head' : 'Base');
  }
  return folder;
}

const folder = makeRepository();
try {
  const config: GraphqlConfig = {
    file: path.join(folder, 'vitals-gate.yml'),
    folder,
    source: {
      kind: 'subgraphs',
      subgraphs: Array.from({ length: SUBGRAPHS }, (_, index) => ({
        name: `g${index}`,
        file: `graph/g${index}.graphql`,
        owner: null,
      })),
    },
    operations: ['operations/*.graphql'],
    profile: 'ibm',
    listSize: 100,
    variables: {},
    variableDefaults: false,
    router: null,
    budgets: [
      {
        target: { kind: 'operation', name: '*' },
        metric: 'field-cost',
        part: [],
        max: { value: 1_000_000, unit: 'cost' },
        maxIncrease: [{ value: 10, unit: '%' }],
        enforce: 'block',
        where: 'vitals-gate.yml:1:1',
      },
    ],
    where: 'vitals-gate.yml:1:1',
  };
  const policy = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' } as const;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const check = await checkGraphql(config, { baseRef: 'HEAD~1', policy });
  const seconds = (performance.now() - start) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const { user, system } = process.cpuUsage(cpu);
  const broken = check.rows.filter(({ verdict }) => verdict === 'fail').length;
  console.log(`${OPERATIONS} operations, ${SUBGRAPHS} subgraphs, ${SUBGRAPHS * TYPES_EACH} types, base and head:`);
  console.log(`  ${seconds.toFixed(2)} s (bound ${BOUNDS.seconds} s), CPU ${((user + system) / 1e6).toFixed(2)} s`);
  console.log(`  ${megabytes.toFixed(0)} MB at most (bound ${BOUNDS.megabytes} MB)`);
  console.log(
    `  ${check.comparisons.length} comparisons, ${broken} broken budgets, ${check.report.causes.length} explained`,
  );
  if (seconds > BOUNDS.seconds || megabytes > BOUNDS.megabytes) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
