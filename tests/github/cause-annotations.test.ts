import { describe, expect, test } from 'vitest';

import { annotationsOf } from '../../src/github/annotations.ts';
import type { KnownCause, KnownSearch } from '../../src/model/cause.ts';
import type { BudgetRow } from '../../src/model/verdict.ts';
import { causesOf } from '../../src/report/rows/causes.ts';
import { budgetRow, comparison, gateReport } from '../report/factories.ts';
import { PLACE, search } from '../report/known-causes.ts';

/** A report whose routes, each with its LCP budget broken, have these causes. */
function annotated(routes: Readonly<Record<string, Partial<BudgetRow>>>, ...searches: readonly KnownSearch[]) {
  const names = Object.keys(routes);
  const report = gateReport({
    comparisons: names.map((route) => comparison('lcp', { 'resource-load-delay': [500, 900, 5] }, { route })),
    budgets: Object.entries(routes).map(([route, row]) =>
      budgetRow({ route, value: 400, verdict: 'fail', reason: 'worse', ...row }),
    ),
  });
  const told = annotationsOf({ ...report, ...causesOf(searches, report) });
  const placed = (level: 'errors' | 'warnings') =>
    told[level].flatMap(({ text, place }) => (place === null ? [] : [`${place.file}:${place.line} ${text}`]));
  return { errors: placed('errors'), warnings: placed('warnings'), all: told };
}

const CHANGED = (file: string, line = 31) => ({ places: [{ ...PLACE, file, line }] });

describe('the reason of a broken budget, where head changed its line', () => {
  test('is an annotation there, an error if the budget blocks, with the sentence of the cause', () => {
    const { errors, warnings, all } = annotated(
      { product: {}, cart: { enforce: 'warn' } },
      search({}, CHANGED('src/gallery.ts')),
      search({ route: 'cart' }, CHANGED('src/cart.ts')),
    );
    expect(errors).toEqual([
      'src/gallery.ts:31 LCP +400 ms on product (mobile), +400 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script ' +
        '(src/gallery.ts:31, changed in ccccccc) instead of the document.',
    ]);
    expect(warnings).toEqual([expect.stringMatching(/^src\/cart\.ts:31 LCP \+400 ms on cart \(mobile\)/)]);
    expect(all.errors[0]?.place).toEqual({ file: 'src/gallery.ts', line: 31, column: 5 });
  });

  test.each<[string, Partial<KnownCause>]>([
    ['that only also changed', { because: false, share: 0.1 }],
    ['that was there before', { places: [{ ...PLACE, inChange: false, commit: null }] }],
    ['that nobody can tell the age of', { places: [{ ...PLACE, inChange: null, commit: null }] }],
    ['without a file', { places: [{ ...PLACE, file: null }] }],
    ['in a file outside of the repository', CHANGED('../secrets.ts')],
    ['that is a guess at the server', { places: [{ ...PLACE, role: 'server' }] }],
    ['without a place', { places: [] }],
  ])('is none %s', (_, over) => {
    const { errors, warnings } = annotated({ product: {} }, search({}, over));
    expect([errors, warnings]).toEqual([[], []]);
  });

  test('is at the changed place, though the first one is another', () => {
    const places = [
      { ...PLACE, file: 'src/lib.ts', inChange: false, commit: null },
      { ...PLACE, role: 'caller' as const },
    ];
    const { errors } = annotated({ product: {} }, search({}, { places }));
    expect(errors.map((each) => each.split(' ')[0])).toEqual(['src/gallery.ts:31']);
  });

  test('is there once, however many budgets it broke', () => {
    const { errors } = annotated(
      { product: {}, cart: {} },
      search({}, CHANGED('src/gallery.ts')),
      search({ route: 'cart' }, CHANGED('src/gallery.ts')),
    );
    expect(errors).toEqual([expect.stringContaining('on product (mobile)')]);
  });

  test('is among ten at most, those of the worst budget first', () => {
    const causes = Array.from({ length: 12 }, (_, at) => ({ ...CHANGED('src/a.ts', at + 1), share: 1 - at / 20 }));
    const { errors } = annotated({ product: {} }, search({}, ...causes));
    expect(errors).toHaveLength(9);
    expect(errors.map((each) => each.split(' ')[0])).toEqual(
      Array.from({ length: 9 }, (_, at) => `src/a.ts:${at + 1}`),
    );
  });
});
