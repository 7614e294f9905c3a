import { afterEach, describe, expect, test } from 'vitest';

import { costsOfRoute } from '../../../../src/gate/search/why/route-costs.ts';
import { Git } from '../../../../src/git/git.ts';
import { leaf } from '../../../../src/model/breakdown.ts';
import type { CostCause } from '../../../../src/model/graphql.ts';
import type { LaterRecord } from '../../../../src/model/record.ts';
import { resultSchema } from '../../../../src/model/result.ts';
import type { BudgetRow } from '../../../../src/model/verdict.ts';
import { budgetRow } from '../../../report/factories.ts';
import { fakeRun, openFakeRun, steady, type FakeRun } from '../../../support/fake-lab.ts';
import { Repository } from '../../../support/repository.ts';
import { slowerHead } from './seen.ts';

const removals: (() => unknown)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0).toReversed()) await remove();
});

const OPERATION = { route: 'GetCart', condition: 'operation' } as const;

function costCause(over: Partial<CostCause> = {}): CostCause {
  const share = { by: 'document', amount: 100, fraction: 1, path: 'cart.items', coordinate: 'Cart.items' } as const;
  const unknown = { subgraph: null, owner: null, commit: null, note: null };
  return { ...OPERATION, metric: 'cost', shares: [{ ...share, ...unknown, where: 'cart.graphql:3:5' }], ...over };
}

/** What an operation that costs 100 more is recorded as. */
function costs(row: Partial<BudgetRow> = {}, causes: readonly CostCause[] = [costCause()]): LaterRecord[] {
  const limit = [{ value: 10, unit: 'cost' as const }];
  const about = { ...OPERATION, path: 'cost', kind: 'max-increase', limit } as const;
  const rows = [budgetRow({ ...about, value: 100, low: 100, high: 100, verdict: 'fail', reason: 'worse', ...row })];
  const difference = { ...leaf('cost', 100), low: 100, high: 100, parts: [] };
  const [base, head] = [leaf('cost', 50), leaf('cost', 150)];
  const measured = { metric: 'cost', unit: 'cost', blocks: 1, base, head, difference, relative: null } as const;
  return [
    { type: 'cost', comparison: { ...OPERATION, ...measured, effect: 'worse' } },
    { type: 'graphql', rows, notes: [], report: { folder: 'web', causes: [...causes], problems: [] } },
  ];
}

/** The causes in result.json, and how many diagnostic visits were made. */
async function found(fake: Partial<FakeRun>) {
  const run = await fakeRun(slowerHead({ visit: steady(), ...fake }));
  removals.push(run.remove);
  const { causes } = resultSchema.parse(JSON.parse(run.result));
  return { causes, diagnoses: run.journal.filter((line) => line.startsWith('diagnose')).length };
}

describe('the cause of a cost that grew', () => {
  test('is known without a visit, with the line of the operation that head changed', async () => {
    const repository = new Repository();
    removals.push(() => repository.remove());
    repository.write('web/cart.graphql', 'query GetCart {\n  cart {\n    id\n  }\n}\n');
    const base = repository.commit('base');
    repository.edit('web/cart.graphql', 'id', 'items(first: 100)');
    const head = repository.commit('head');
    const git = await Git.open(repository.folder, process.env);
    const deploys = {
      git,
      base: { side: 'base', sha: base, url: 'http://127.0.0.1:1' },
      head: { side: 'head', sha: head, url: 'http://127.0.0.1:2' },
    } as const;
    const { causes, diagnoses } = await found({ before: costs(), deploys });
    expect(diagnoses).toBe(0);
    expect(causes).toEqual([
      expect.objectContaining({
        id: 'graphql-cost-grown',
        ...OPERATION,
        path: 'cost',
        share: 1,
        because: true,
        places: [{ file: 'web/cart.graphql', line: 3, column: null, url: null, inChange: true, commit: head }],
      }),
    ]);
  });

  test('is told although its line is in no repository', async () => {
    const { causes } = await found({ before: costs() });
    expect(causes?.map(({ places }) => places)).toEqual([
      [{ file: 'web/cart.graphql', line: 3, column: null, url: null, inChange: null, commit: null }],
    ]);
  });

  test.each<[string, Partial<BudgetRow>]>([
    ['keeps its budget', { verdict: 'pass', reason: 'within-tolerance' }],
    ['was over it before', { reason: 'pre-existing' }],
    ['is waived', { verdict: 'waived' }],
  ])('is not looked for where the operation %s', async (_, row) => {
    expect(await found({ before: costs(row) })).toEqual({ causes: undefined, diagnoses: 0 });
  });

  test('comes first where the page got worse by less', async () => {
    const { causes, diagnoses } = await found({ before: costs(), visit: steady(300) });
    expect([causes?.map(({ id }) => id), diagnoses]).toEqual([['graphql-cost-grown', 'hero-discovered-late'], 4]);
  });
});

/** What a page on head sent: operations by their names. */
function visit(route: string, names: readonly string[]) {
  const exchanges = names.map((operationName) => ({
    url: 'https://head.example/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    postData: JSON.stringify({ query: `query ${operationName} { cart { id } }`, operationName }),
    responseBody: null,
  }));
  return { route, side: 'head' as const, exchanges };
}

async function ofHome(causes: readonly CostCause[], sent: readonly string[] | null): Promise<CostCause[]> {
  const { run, remove } = await openFakeRun({ visit: steady(), before: costs({}, causes) });
  removals.push(remove);
  const observed = sent === null ? null : [visit('home', sent), visit('cart', ['GetUser'])];
  return costsOfRoute({ ...run, observed }, 'home');
}

describe('the costs of a route', () => {
  const other = costCause({ route: 'GetUser' });
  const ofRoute = costCause({ route: 'home', condition: 'route' });

  test('are its own, where those are known', async () => {
    expect(await ofHome([costCause(), ofRoute], ['GetCart'])).toEqual([ofRoute]);
  });

  test('are those of the operations that its page sent', async () => {
    expect(await ofHome([costCause(), other], ['GetCart'])).toEqual([costCause()]);
    expect(await ofHome([costCause(), other], [])).toEqual([]);
    expect(await ofHome([costCause(), other], null)).toEqual([]);
  });
});
