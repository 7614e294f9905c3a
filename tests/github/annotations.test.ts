import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { annotationsOf, linesOf, type Annotation } from '../../src/github/annotations.ts';
import type { GateReport } from '../../src/model/report.ts';
import type { BudgetRow } from '../../src/model/verdict.ts';
import { budgetRow, gateReport } from '../report/factories.ts';

const FILE = `routes:
  - name: home
    path: /
    budgets:
      lcp.ttfb:
        max: 1 s
        max-increase: 50 ms
      lcp: { enforce: warn }
  - { name: cart, path: /cart }
budgets:
  lcp:
    max: 2500 ms
  inp: { max: 200 ms }
graphql: { schema: a.graphql, operations: [b.graphql] }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-annotations-'));
  await mkdir(path.join(folder, 'ci'));
  await writeFile(path.join(folder, 'ci/gate.yml'), FILE);
});
afterEach(() => rm(folder, { recursive: true }));

async function errorsOf(
  row: Partial<BudgetRow>,
  over: Partial<GateReport> = {},
  config = 'ci/gate.yml',
): Promise<readonly Annotation[]> {
  const broken = {
    ...budgetRow({ route: 'home' }),
    verdict: 'fail',
    reason: 'worse',
    enforce: 'block',
    ...row,
  } as const;
  const report = gateReport({ budgets: [broken] }, over);
  return annotationsOf(report, [], await linesOf(config, folder)).errors;
}

describe('an annotation stands at', () => {
  test.each([
    ['the limit of the route’s own budget', { path: 'lcp.ttfb', kind: 'max-increase' }, 7],
    ['the other limit of it', { path: 'lcp.ttfb', kind: 'max' }, 6],
    ['the limit for all routes, where the route has none', { path: 'lcp', kind: 'max' }, 12],
    ['the limit for all routes', { route: 'cart', path: 'inp', kind: 'max' }, 13],
    ['the route, where another file has the budget', { route: 'cart', path: 'cls', kind: 'max' }, 9],
    ['the beginning, where another file has the route', { route: 'new', path: 'cls', kind: 'max' }, 1],
    [
      'the graphql section for a cost',
      { route: 'GetCart', condition: 'operation', path: 'type-cost', kind: 'max' },
      14,
    ],
  ] as const)('%s', async (_, row, line) => {
    expect((await errorsOf(row)).map(({ place }) => place)).toEqual([{ file: 'ci/gate.yml', line }]);
  });

  test('the line that an operation is wrong at, or became dearer by', async () => {
    const row = { route: 'GetCart', condition: 'operation', path: 'type-cost', kind: 'max' } as const;
    const place = { route: 'GetCart', condition: 'operation' };
    const problems = [{ ...place, message: 'no such field', where: '../src/cart.graphql:4:3' }];
    const [invalid] = await errorsOf(row, { graphql: { causes: [], problems } });
    expect(invalid?.place).toEqual({ file: 'src/cart.graphql', line: 4 });
  });

  test.each(['missing.yml', '../elsewhere.yml'])('nothing where the job has no %s', async (config) => {
    expect((await errorsOf({ path: 'lcp' }, {}, config)).map(({ place }) => place)).toEqual([null]);
  });
});

describe('what a pull request takes out of the gate', () => {
  const policySource = {
    ref: 'a'.repeat(40),
    instead: null,
    changes: [],
    removed: [
      { kind: 'route', name: 'checkout', line: 9 },
      { kind: 'route', name: '::error::x\u202e', line: 99 },
      { kind: 'graphql', name: 'graphql', line: null },
    ] as const,
  };
  const graphql = { causes: [], problems: [], removed: [{ name: 'GetCart', where: 'src/cart.graphql:3:1' }] };
  const kept = gateReport(
    { budgets: [{ ...budgetRow({ route: 'home' }), verdict: 'pass', reason: 'within-tolerance' }] },
    { policySource: { ...policySource, removed: [...policySource.removed] }, graphql },
  );

  test('is a warning each, by name, at the base’s line as far as the file has it', async () => {
    const { warnings, errors } = annotationsOf(kept, [], await linesOf('ci/gate.yml', folder));
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      { text: 'The route checkout is no longer visited.', place: { file: 'ci/gate.yml', line: 9 } },
      { text: 'The route ::error::x is no longer visited.', place: { file: 'ci/gate.yml', line: 14 } },
      {
        text: 'Without the graphql section, no operation is costed any more.',
        place: { file: 'ci/gate.yml', line: 1 },
      },
      {
        text: 'The operation GetCart (on base at src/cart.graphql:3:1) is gone.',
        place: { file: 'ci/gate.yml', line: 1 },
      },
    ]);
  });
});
