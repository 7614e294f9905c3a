import { existsSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { CAUSE_IDS, causeSchema, type KnownSearch } from '../../../src/model/cause.ts';
import type { GateReport } from '../../../src/model/report.ts';
import type { BudgetRow } from '../../../src/model/verdict.ts';
import { causesOf } from '../../../src/report/rows/causes.ts';
import { causeDoc } from '../../../src/report/words/links.ts';
import { budgetRow, comparison, gateReport } from '../factories.ts';
import { PLACE, search } from '../known-causes.ts';

/** A route whose LCP grew from 1 s by so much, most of it load delay. */
function grown(route: string, ms: number, row: Partial<BudgetRow> = {}) {
  const lcp = comparison('lcp', { ttfb: [500, 510, 1], 'resource-load-delay': [500, 490 + ms, 5] }, { route });
  return { comparison: lcp, row: budgetRow({ route, value: ms, verdict: 'fail', reason: 'worse', ...row }) };
}

function reportOf(...routes: readonly ReturnType<typeof grown>[]): GateReport {
  return gateReport({ comparisons: routes.map((each) => each.comparison), budgets: routes.map(({ row }) => row) });
}

const causesIn = (searches: readonly KnownSearch[], report: GateReport) => causesOf(searches, report).result.causes;

describe('causes in result.json', () => {
  test('have the keys of the contract, and no more', () => {
    const causes = causesIn([search({}, {})], reportOf(grown('product', 400)));
    expect(causes).toEqual([
      {
        id: 'hero-discovered-late',
        route: 'product',
        condition: 'mobile',
        path: 'lcp',
        share: 0.95,
        because: true,
        text:
          'LCP +400 ms on product (mobile), +390 ms of it resource load delay: the LCP image /hero.jpg is now requested ' +
          'by a script (src/gallery.ts:31, changed in ccccccc) instead of the document.',
        facts: [{ kind: 'initiator', base: 'parser', head: 'script' }],
        places: [
          {
            file: 'src/gallery.ts',
            line: 31,
            column: 5,
            url: 'https://pr-42.shop.example/app.js',
            inChange: true,
            commit: 'c'.repeat(40),
            role: 'initiator',
          },
        ],
        doc: 'docs/causes/hero-discovered-late.md',
      },
    ]);
    expect(causes?.map((each) => Object.keys(causeSchema.parse(each)))).toEqual([
      ['id', 'route', 'condition', 'path', 'share', 'because', 'text', 'facts', 'places', 'doc'],
    ]);
  });

  test('name the pictures of a shift where there are any', () => {
    const pictures = { before: 'a-shift-1-before.webp', after: 'a-shift-1-after.webp' };
    const [cause] = causesIn([search({}, { pictures })], reportOf(grown('product', 400))) ?? [];
    expect(causeSchema.parse(cause).pictures).toEqual(pictures);
    const hostile = { ...cause, pictures: { ...pictures, after: '../../../etc/passwd.webp' } };
    expect(causeSchema.safeParse(hostile).success).toBe(false);
  });

  test('are of budgets that block first, then of the one that got worst, each as its search has them', () => {
    const report = reportOf(
      grown('listing', 100),
      grown('warned', 900, { enforce: 'warn' }),
      grown('product', 400),
      grown('cart', 200),
    );
    const searches = ['cart', 'warned', 'listing', 'product'].map((route) =>
      search(
        { route },
        { share: 0.6 },
        { id: 'hero-larger', share: 0.3 },
        { id: 'hero-low-priority', share: 0.1, because: false },
      ),
    );
    const { searches: told, result } = causesOf(searches, report);
    expect(told?.map(({ route }) => route)).toEqual(['product', 'cart', 'listing', 'warned']);
    expect(result.causes?.map(({ route, id, share, because }) => [route, id, share, because]).slice(0, 4)).toEqual([
      ['product', 'hero-discovered-late', 0.6, true],
      ['product', 'hero-larger', 0.3, true],
      ['product', 'hero-low-priority', 0.1, false],
      ['cart', 'hero-discovered-late', 0.6, true],
    ]);
    expect(result.causes).toHaveLength(12);
  });

  test('are absent where nothing was looked for, and none where nothing was found', () => {
    const report = reportOf(grown('product', 400));
    expect(causesOf([], report)).toEqual({ result: report.result });
    expect(causesIn([search({ reproduced: false })], report)).toEqual([]);
  });

  test.each<[string, Partial<BudgetRow>]>([
    ['that is not broken any more', { verdict: 'pass', reason: 'within-tolerance' }],
    ['that was over before', { verdict: 'fail', reason: 'pre-existing' }],
    ['that is waived', { verdict: 'waived', reason: 'worse' }],
    ['that is not decided', { verdict: 'inconclusive', reason: 'at-risk' }],
    ['that head could not be measured for', { verdict: 'fail', reason: 'not-measurable-on-head' }],
    ['of another path', { path: 'lcp.ttfb' }],
    ['of another condition', { condition: 'desktop' }],
  ])('are none of a budget %s', (_, row) => {
    const { searches, result } = causesOf([search({}, {})], reportOf(grown('product', 400, row)));
    expect([searches, result.causes]).toEqual([[], []]);
  });

  test('say nothing of what head changed where a job that is not trusted says it', () => {
    const report = { ...reportOf(grown('product', 400)), isUntrusted: true as const };
    const [only] = causesIn([search({}, {})], report) ?? [];
    expect(only?.places).toMatchObject([{ file: 'src/gallery.ts', inChange: null, commit: null }]);
    expect(only?.text).not.toMatch(/change[d ]|ccccccc/);
  });

  test('tell a guess at the server from a line that the page leads to', () => {
    const places = [{ ...PLACE, role: 'server' as const, file: 'server.ts' }, PLACE];
    const [only] = causesIn([search({}, { id: 'server-slower', places })], reportOf(grown('product', 400))) ?? [];
    expect(causeSchema.parse(only).places.map(({ file, role }) => [file, role])).toEqual([
      ['server.ts', 'server'],
      ['src/gallery.ts', 'initiator'],
    ]);
  });

  test.each(['server', 'source', 'removed'] as const)(
    'have no place of role %s, which the change alone tells, where a job that is not trusted says it',
    (role) => {
      const report = { ...reportOf(grown('product', 400)), isUntrusted: true as const };
      const places = [{ ...PLACE, role, file: 'secret.ts' }, PLACE];
      const [only] = causesIn([search({}, { id: 'server-slower', places })], report) ?? [];
      expect(only?.places.map(({ file }) => file)).toEqual(['src/gallery.ts']);
      expect(only?.text).not.toMatch(/this change|secret/);
      const trusted = causesIn([search({}, { places })], reportOf(grown('product', 400))) ?? [];
      expect(trusted[0]?.places.map(({ file }) => file)).toEqual(['secret.ts', 'src/gallery.ts']);
    },
  );

  test('lead to a page each', () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    expect(CAUSE_IDS.filter((id) => !existsSync(path.join(root, causeDoc(id))))).toEqual([]);
  });
});
