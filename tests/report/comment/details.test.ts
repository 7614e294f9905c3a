import { describe, expect, test } from 'vitest';

import type { KnownCause, KnownSearch } from '../../../src/model/cause.ts';
import type { Insight } from '../../../src/model/report.ts';
import { routeFold } from '../../../src/report/comment/details.ts';
import { causesOf } from '../../../src/report/rows/causes.ts';
import { budgetRow, comparison, gateReport, insight, routeReport } from '../factories.ts';
import { search } from '../known-causes.ts';

/** The fold of the route under what was found and what Lighthouse says. */
function foldOf(searches: readonly KnownSearch[], insights: readonly Insight[] = []): string {
  const route = routeReport({
    explanation: { insights: [...insights], reports: { base: null, head: null }, failure: null },
  });
  const report = gateReport({
    comparisons: [comparison('lcp', { ttfb: [100, 150, 1], 'resource-load-delay': [500, 900, 5] })],
    budgets: ['lcp', 'lcp.ttfb'].map((path) => budgetRow({ path, value: 400, verdict: 'fail', reason: 'worse' })),
    routes: [route],
  });
  return routeFold(route, { ...report, ...causesOf(searches, report) }, true);
}

/** The items below a title. */
function section(fold: string, title: string): string[] {
  const [, below = ''] = fold.split(`**${title}`);
  return below.split('\n\n')[1]?.split('\n') ?? [];
}

const LARGER: Partial<KnownCause> = {
  id: 'hero-larger',
  because: false,
  share: 0.1,
  facts: [{ kind: 'larger', base: 20_000, head: 40_000 }],
  places: [],
};

describe('what also changed', () => {
  test('is told once, without a share, with the page about it', () => {
    const fold = foldOf([search({}, {}, LARGER), search({ path: 'lcp.ttfb' }, LARGER)]);
    expect(section(fold, 'Also changed')).toEqual([
      expect.stringMatching(
        /^- the LCP image `\/hero\.jpg` is larger, 20 kB on base and 40 kB on head \(see \[`docs\/causes\/hero-larger\.md`\]/,
      ),
    ]);
  });

  test('is not what is the reason of another budget', () => {
    const fold = foldOf([search({}, LARGER), search({ path: 'lcp.ttfb' }, { ...LARGER, because: true, share: 0.9 })]);
    expect(fold).not.toContain('Also changed');
  });

  test('tells two images apart', () => {
    const other = { ...LARGER, subject: { url: '/other.jpg', selector: null, name: null } };
    expect(section(foldOf([search({}, LARGER, other)]), 'Also changed')).toHaveLength(2);
  });
});

test('pictures of shifts are named as evidence', () => {
  const pictures = { before: 'a-shift-1-before.webp', after: null };
  expect(section(foldOf([search({}, { pictures }, { pictures })]), 'Evidence').at(-1)).toBe(
    '- Pictures of the shift, in the output folder: before `diagnostics/a-shift-1-before.webp`',
  );
});

/** Of each line of the second opinion, whether it agrees with one of the causes. */
function agreed(insights: readonly Insight[], ...causes: readonly Partial<KnownCause>[]): boolean[] {
  const lines = section(foldOf([search({}, ...causes)], insights), 'A second opinion');
  return lines.map((line) => line.includes('It agrees with the cause above'));
}

describe('a second opinion', () => {
  const late = insight({ items: ['https://pr-42.shop.example/hero.jpg?w=800'] });

  test('agrees with the reason that is about the same thing', () => {
    expect(agreed([late], {})).toEqual([true]);
    expect(agreed([insight()], {})).toEqual([true]);
  });

  test.each<[string, Insight, Partial<KnownCause>]>([
    ['is about another thing', insight({ items: ['https://pr-42.shop.example/logo.png'] }), {}],
    ['says something else', insight({ id: 'render-blocking-insight' }), {}],
    ['is of a kind that no cause has', insight({ id: 'dom-size-insight' }), {}],
    ['would agree with what only also changed', late, { because: false, share: 0.1 }],
  ])('does not agree where it %s', (_, said, over) => {
    expect(agreed([said], over)).toEqual([false]);
  });

  test('agrees with nothing where nothing was looked for', () => {
    const fold = foldOf([], [late]);
    expect(section(fold, 'A second opinion')).toHaveLength(1);
    expect(fold).not.toContain('It agrees');
  });
});
