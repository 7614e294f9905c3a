import { describe, expect, it } from 'vitest';

import { costSearch } from '../../src/cause/cost-search.ts';
import { compareCosts } from '../../src/graphql/check/compare-costs.ts';
import { leaf, sumOf, type Breakdown } from '../../src/model/breakdown.ts';
import { knownSearchSchema, type KnownSearch } from '../../src/model/cause.ts';
import type { CostCause, CostShare } from '../../src/model/graphql.ts';

const SHA = 'c'.repeat(40);

function share(over: Partial<CostShare> = {}): CostShare {
  const unknown = { subgraph: null, owner: null, commit: null, note: null, where: null, path: null };
  return { by: 'schema', amount: 100, fraction: 1, coordinate: 'Product.reviews', ...unknown, ...over };
}

function treeOf(cost: Breakdown | number): Breakdown {
  return typeof cost === 'number' ? leaf('cost', cost) : cost;
}

/** Each of the two costs as much. */
function bySubgraph(each: number): Breakdown {
  return sumOf('cost', [leaf('reviews', each), leaf('products', each)]);
}

function byOperation(page: number, menu: number): Breakdown {
  return sumOf('cost', [leaf('ProductPage', page), leaf('Menu', menu)]);
}

/** Why a budget on the operation's cost is broken. */
function searchOf(
  base: Breakdown | number,
  head: Breakdown | number,
  shares: readonly CostShare[],
  { path = 'cost', condition = 'operation', route = 'ProductPage', causes = ['ProductPage'] } = {},
): KnownSearch | null {
  const comparison = compareCosts({ route, condition, metric: 'cost' }, treeOf(base), treeOf(head));
  const known = causes.map((name): CostCause => ({ route: name, condition: 'operation', metric: 'cost', shares }));
  const found = costSearch(
    { path, comparison },
    {
      folder: 'web',
      causeOf: (place) => known.find((each) => each.route === place.route && each.condition === place.condition),
    },
  );
  // What result.json has must fit.
  if (found !== null) knownSearchSchema.parse(found);
  return found;
}

describe('the causes of an operation’s cost', () => {
  const two = [
    share({ amount: 80, fraction: 0.8, where: 'shop.graphql:12', commit: { sha: SHA, summary: 'More' } }),
    share({ amount: 20, fraction: 0.2, coordinate: 'Product.image' }),
    share({ amount: -5, fraction: 0, coordinate: 'Product.name' }),
  ];

  it('are what makes it grow, each with what it costs with that alone', () => {
    const causes = searchOf(20, 120, two)?.causes ?? [];
    expect(causes.map(({ amount, share: part, facts, subject }) => [subject.name, amount, part, facts])).toEqual([
      ['Product.reviews', 80, 0.8, [{ kind: 'cost', base: 20, head: 100 }]],
      ['Product.image', 20, 0.2, [{ kind: 'cost', base: 20, head: 40 }]],
    ]);
    expect(causes.every(({ because }) => because)).toBe(true);
  });

  it('are at the lines that the check found, with the commit that changed them', () => {
    const places = searchOf(20, 120, two)?.causes[0]?.places;
    expect(places).toMatchObject([
      { role: 'operation', file: 'web/shop.graphql', line: 12, inChange: true, commit: SHA },
    ]);
    const [older] = searchOf(20, 120, [share({ where: 'shop.graphql:12' })])?.causes ?? [];
    expect(older?.places).toMatchObject([{ inChange: null, commit: null }]);
    const settings = share({ by: 'settings', coordinate: null, where: 'apps/web/vitals-gate.yml:3:1' });
    expect(searchOf(20, 120, [settings])?.causes[0]).toMatchObject({
      places: [{ file: 'web/vitals-gate.yml', line: 3 }],
      subject: { name: 'ProductPage' },
    });
  });

  it.each([
    ['../shop.graphql:4:2', [{ file: 'shop.graphql', line: 4 }]],
    ['./src//shop.graphql:4', [{ file: 'web/src/shop.graphql', line: 4 }]],
    ['../../shop.graphql:4', []],
    ['shop.graphql', []],
    [null, []],
  ])('%s is a place in the repository or none', (where, places) => {
    expect(searchOf(20, 120, [share({ where })])?.causes[0]?.places).toMatchObject(places);
  });

  it('have a share where nothing was to pay before', () => {
    expect(searchOf(0, 100, [share()])?.causes).toMatchObject([{ share: 1, facts: [{ base: 0, head: 100 }] }]);
  });

  it('have no share of what is without bound', () => {
    const [cause] = searchOf(20, Infinity, [share({ amount: null })])?.causes ?? [];
    expect(cause).toMatchObject({ share: null, amount: null, change: null, partChange: null, because: true });
    expect(cause?.facts).toEqual([{ kind: 'cost', base: 20, head: 'unbounded' }]);
  });

  it.each([
    [Infinity, Infinity],
    [Infinity, 20],
    [20, 20],
    [20, 10],
  ])('are none where it does not grow: %s to %s', (base, head) => {
    expect(searchOf(base, head, [share()])).toBeNull();
  });

  it('of a budget on a part are those of that subgraph', () => {
    const shares = [
      share({ amount: 50, fraction: 0.5, subgraph: 'reviews' }),
      share({ amount: 50, fraction: 0.5, subgraph: 'products', coordinate: 'Product.image' }),
    ];
    const causes = searchOf(bySubgraph(10), bySubgraph(60), shares, { path: 'cost.reviews' })?.causes ?? [];
    expect(causes).toMatchObject([{ share: 1, change: 50, subject: { name: 'Product.reviews' } }]);
  });
});

describe('the causes of what a route’s operations cost', () => {
  const about = { route: 'product', condition: 'route' };

  it('are those of its operations, by as much as these cost more there', () => {
    const shares = [
      share({ amount: 75, fraction: 0.75 }),
      share({ amount: 25, fraction: 0.25, coordinate: 'Product.image' }),
    ];
    const causes = searchOf(byOperation(10, 5), byOperation(50, 15), shares, about)?.causes ?? [];
    expect(causes.map(({ subject, amount, share: part, path }) => [subject.name, amount, part, path])).toEqual([
      ['Product.reviews', 30, 0.6, 'cost'],
      ['Product.image', 10, 0.2, 'cost'],
      ['Menu', 10, 0.2, 'cost'],
    ]);
    expect(causes[0]).toMatchObject({ part: ['cost', 'ProductPage'], partChange: 40 });
    expect(causes[2]?.facts).toEqual([{ kind: 'cost', base: 5, head: 15 }]);
  });

  it('have no share where one is without bound', () => {
    const causes =
      searchOf(byOperation(10, 5), byOperation(Infinity, 15), [share({ amount: null })], about)?.causes ?? [];
    expect(causes.map(({ share: part, amount, because }) => [part, amount, because])).toEqual([
      [null, null, true],
      [null, 10, false],
    ]);
  });
});
