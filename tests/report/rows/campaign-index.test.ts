import { describe, expect, test } from 'vitest';

import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderJunit } from '../../../src/report/files/junit.ts';
import { itemsAt, forCampaign, distinctCampaigns } from '../../../src/report/rows/campaign-index.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { compareCosts } from '../../../src/graphql/check/compare-costs.ts';
import { leaf, sumOf } from '../../../src/model/breakdown.ts';
import type { CostShare } from '../../../src/model/graphql.ts';
import { budgetRow, gateReport, withClues } from '../factories.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

const HOME = { route: 'home', condition: 'mobile' };
const CART = { route: 'cart', condition: 'mobile' };

const COST_SHARE: CostShare = {
  by: 'schema',
  amount: 1,
  fraction: 0.1,
  path: null,
  coordinate: null,
  subgraph: null,
  owner: null,
  where: null,
  commit: null,
  note: null,
};

const costOf = (value: number) => sumOf('cost', [leaf('subgraph-0', value)]);

/** A list that counts how often one of its items is read. */
function countingReads<Item>(list: readonly Item[]): { readonly items: Item[]; readonly reads: () => number } {
  let reads = 0;
  const items = new Proxy([...list], {
    get: (target, key): unknown => {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(target, key);
    },
  });
  return { items, reads: () => reads };
}

describe('the items of a list', () => {
  const items = [
    { ...HOME, path: 'lcp' },
    { ...CART, path: 'lcp' },
    { ...HOME, path: 'inp' },
  ];

  test('are found by their place, in their order', () => {
    expect(forCampaign(items, HOME).map(({ path }) => path)).toEqual(['lcp', 'inp']);
    expect(forCampaign(items, { route: 'home', condition: 'desktop' })).toEqual([]);
  });

  test('are told apart by what they are about', () => {
    expect(itemsAt(items, HOME, 'path', 'inp')).toEqual([items[2]]);
    expect(itemsAt(items, CART, 'path', 'inp')).toEqual([]);
  });

  test('have their places in the order in which they are first seen', () => {
    expect(distinctCampaigns(items)).toEqual(items.slice(0, 2));
  });

  test('are read once, however many campaigns ask for theirs', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...HOME, route: `route-${index}`, path: 'lcp' }));
    const { items: counted, reads } = countingReads(many);
    for (const item of many) {
      expect(forCampaign(counted, item)).toEqual([item]);
      expect(itemsAt(counted, item, 'path', 'lcp')).toEqual([item]);
    }
    // Once for the places, once for the paths.
    expect(reads()).toBe(2 * many.length);
  });
});

test('twenty thousand campaigns are judged, and each is told of', { timeout: 60_000 }, () => {
  const conditions = Array.from({ length: 20 }, (_, index) => `condition-${index}`);
  const routes = Array.from({ length: 1000 }, (_, index) => ({ name: `route-${index}`, conditions }));
  const [run] = recordsOf({ routes, blocks: 0 });
  const { judgement, report } = reportOf(memoryLog(run, [{ type: 'end' }]));
  const rendered = [renderComment(report), renderJunit(report), renderTerminal(report, { color: false })];
  expect(judgement.rows).toHaveLength(20_000);
  expect(rendered[1]?.match(/<testsuite /g)).toHaveLength(20_000);
});

test('the clues of a report are read once, however many budgets of one operation are told with theirs', () => {
  const place = { route: 'ProductPage', condition: 'operation' } as const;
  const paths = Array.from({ length: 1000 }, (_, index) => `cost.subgraph-${index}`);
  const report = gateReport({
    comparisons: [compareCosts({ ...place, metric: 'cost' }, costOf(1), costOf(2))],
    budgets: paths.map((path) => budgetRow({ ...place, path, verdict: 'fail', reason: 'worse' })),
  });
  const shares = Array.from({ length: 10 }, () => COST_SHARE);
  const told = withClues({ ...report, graphql: { causes: [{ ...place, metric: 'cost', shares }], problems: [] } });
  const { items: clues, reads } = countingReads(told.result.clues ?? []);
  const xml = renderJunit({ ...told, result: { ...told.result, clues } });
  expect(xml.match(/the schema \+1 \(10 % of it\)/g)).toHaveLength(3 * paths.length);
  expect(reads()).toBe(10 * paths.length);
});
