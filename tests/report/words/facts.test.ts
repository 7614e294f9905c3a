import { describe, expect, test } from 'vitest';

import { annotationsOf } from '../../../src/github/annotations.ts';
import type { Evidence } from '../../../src/model/sample.ts';
import type { BudgetRow } from '../../../src/model/verdict.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderJunit } from '../../../src/report/files/junit.ts';
import { headlineOf } from '../../../src/report/words/headline.ts';
import { inText } from '../../../src/report/words/phrase.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { waiverLines } from '../../../src/report/comment/waiver-text.ts';
import { findingsOf } from '../../../src/report/rows/findings.ts';
import { groupRows } from '../../../src/report/rows/rows.ts';
import { parseSource } from '../../../src/source/yaml.ts';
import { budgetRow, comparison, evidence, gateReport, ms, percent, routeReport } from '../factories.ts';
import * as scenarios from '../scenarios.ts';

const SLOW = {
  ttfb: [100, 160, 2],
  'resource-load-delay': [0, 100, 2],
  'element-render-delay': [300, 300, 2],
} as const;
const FAILED = { verdict: 'fail', reason: 'worse' } as const;

function headline(report: Parameters<typeof headlineOf>[0]): string {
  return inText(headlineOf(report).words);
}

function slow(head: Partial<Evidence>, path = 'lcp', base: Partial<Evidence> = {}) {
  return gateReport({
    comparisons: [comparison('lcp', SLOW)],
    budgets: [budgetRow({ ...FAILED, path, value: 160, low: 156, high: 164 })],
    routes: [routeReport({ evidence: { base: evidence(base), head: evidence(head) } })],
  });
}

function host(name: string) {
  return { host: name, connections: 1, bytesUp: 1, bytesDown: 50_000 };
}

const SIZES = {
  document: [20_000, 20_000, 0],
  script: { '/app-*.js': [200_000, 209_000, 0], 'https://cdn.example/lib.js': [80_000, 80_000, 0] },
  image: [0, 0, 0],
} as const;

function heavier(path: string, over: Partial<BudgetRow> = {}) {
  return gateReport({
    comparisons: [comparison('bytes', SIZES)],
    budgets: [budgetRow({ ...FAILED, path, limit: [{ value: 5000, unit: 'bytes' }], value: 9000, ...over })],
    routes: [routeReport()],
  });
}

describe('the headline of a page that transfers more', () => {
  test.each([
    ['bytes', 'product downloads 9.0 kB (3.0 %) more on mobile'],
    ['bytes.script', 'product downloads 9.0 kB (3.2 %) more in scripts on mobile'],
    ['bytes.script."/app-*.js"', 'product downloads 9.0 kB (4.5 %) more in /app-*.js on mobile'],
  ])('says by how much, and in what: %s', (path, words) => {
    expect(headline(heavier(path))).toBe(words);
  });

  test('says how much it is against an absolute limit', () => {
    const limit = [{ value: 300_000, unit: 'bytes' } as const];
    const over = { kind: 'max', limit, value: 309_000, reason: 'pre-existing' } as const;
    expect(headline(heavier('bytes', over))).toBe('product downloads 309 kB on mobile (limit 300 kB)');
  });

  test('goes with the path that accounts for it, in every output', () => {
    const report = heavier('bytes');
    const cause = /scripts › `?\/app-\*\.js`?.{0,4} \+9\.0 kB \(all of it\)/;
    expect(renderComment(report)).toMatch(cause);
    expect(renderTerminal(report, { color: false })).toMatch(cause);
    expect(renderComment(report)).toContain('transfer size');
  });
});

const late = (path: string) =>
  gateReport({
    comparisons: [comparison('fcp', { ttfb: [100, 100, 2], 'render-blocking': [100, 260, 2] })],
    budgets: [budgetRow({ ...FAILED, path, value: 160, low: 156, high: 164 })],
    routes: [routeReport()],
  });

test('a first paint that is late is told as what it is a paint of', () => {
  expect(headline(late('fcp'))).toBe('product is 160 ms (80 %) slower to show its first content on mobile');
  expect(headline(late('fcp.render-blocking'))).toBe(
    'product is 160 ms (160 %) slower to load what blocks rendering on mobile',
  );
});

describe('the headline of a regression', () => {
  test.each([
    ['image', {}, 'product is 160 ms (40 %) slower to show its main image on mobile'],
    ['text', { lcpUrl: null }, 'product is 160 ms (40 %) slower to show its main text on mobile'],
    ['unknown', { lcpElement: null }, 'product is 160 ms (40 %) slower to show its main content on mobile'],
    ['another element', { lcpElement: 'h1' }, 'product is 160 ms (40 %) slower to show its main content on mobile'],
  ])('says what is seen late: %s', (_, head, words) => {
    expect(headline(slow(head))).toBe(words);
  });

  test.each([
    ['lcp.ttfb', 'product is 60 ms (60 %) slower to send its first byte on mobile'],
    ['lcp.resource-load-delay', 'product is 100 ms slower to start loading its main image on mobile'],
  ])('names a phase in words where the phase alone has a budget: %s', (path, words) => {
    expect(headline(slow({}, path))).toBe(words);
  });

  test('tells a metric once, whatever the number of its broken budgets and of its phases', () => {
    const report = slow({});
    const rows = [
      ...report.result.budgets,
      budgetRow({ ...FAILED, kind: 'max', limit: [ms(500)], value: 561, low: 552, high: 574, reason: 'over' }),
      budgetRow({ ...FAILED, path: 'lcp.ttfb', limit: [ms(40)], value: 60, low: 58, high: 62 }),
    ];
    const merged = { ...report, result: { ...report.result, budgets: rows } };
    expect(headline(merged)).toBe('product is 160 ms (40 %) slower to show its main image on mobile');
    const lines = renderTerminal(merged, { color: false }).split('\n');
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([
      '✗ product on mobile: LCP +160 ms (+40 %)',
      '✗ product on mobile: LCP › TTFB +60 ms (+60 %)',
    ]);
    expect(lines).toContain('  │ from 400 ms to 560 ms, limits +5 % and +50 ms; 500 ms (75th percentile 561 ms)');
  });

  test('never names a host of the deploys, or one beyond a full list, as new', () => {
    const twenty = Array.from({ length: 20 }, (_, index) => host(`h${index}.example`));
    const own = { traffic: [host('pr-42.shop.example')] };
    expect(headline(slow(own, 'lcp', { traffic: [host('main.shop.example')] }))).not.toContain('new on head');
    expect(headline(slow({ traffic: [host('x.example')] }, 'lcp', { traffic: twenty }))).not.toContain('new on head');
    expect(headline(slow({ traffic: [host('x.example')] }))).not.toContain('new on head');
    expect(headline(slow({ traffic: [host('x.example')] }, 'lcp', { traffic: [host('main.shop.example')] }))).toBe(
      'product is 160 ms (40 %) slower to show its main image on mobile; new on head: x.example (50 kB)',
    );
  });
});

test('the percentage is the ratio of the two values shown, also where fresh visits confirmed the change', () => {
  const report = gateReport({
    // What the first visits said of the relative change is not what the fresh ones show.
    comparisons: [comparison('lcp', SLOW, { relative: { value: 0.9, low: 0.8, high: 1 } })],
    budgets: [budgetRow({ ...FAILED, limit: [percent(5)], value: 160, low: 156, high: 164 })],
    routes: [routeReport({ freshBlocks: 4 })],
  });
  expect(renderTerminal(report, { color: false })).toContain('LCP +160 ms (+40 %)\n  │ from 400 ms to 560 ms');
});

describe('what is over ten times as much has no percentage, on any surface', () => {
  const TREE = {
    ttfb: [0.4, 400, 1],
    'resource-load-delay': [92.6, 710, 2],
    'element-render-delay': [300, 3300, 2],
  } as const;
  test.each([
    ['the whole, from 393 ms to 4.41 s', 'lcp', [percent(5), ms(50)], 'LCP +4.02 s (over 10 times)'],
    ['the whole, without a relative limit', 'lcp', [ms(50)], 'LCP +4.02 s (over 10 times)'],
    ['the whole, with a limit that is beyond that', 'lcp', [percent(2000)], 'LCP +4.02 s (over 10 times)'],
    ['a part that was 0.4 ms', 'lcp.ttfb', [percent(5)], 'LCP › TTFB +400 ms (over 10 times)'],
    ['the same without a relative limit', 'lcp.ttfb', [ms(50)], 'LCP › TTFB +400 ms (over 10 times)'],
    ['a part of 300 ms', 'lcp.element-render-delay', [ms(50)], 'element render delay +3.00 s (over 10 times)'],
  ])('%s', (_, path, limit, words) => {
    const report = gateReport({
      comparisons: [comparison('lcp', TREE)],
      budgets: [budgetRow({ ...FAILED, path, limit, value: 4017, low: 4000, high: 4030 })],
    });
    const surfaces = [
      renderComment(report),
      renderTerminal(report, { color: false }),
      renderJunit(report),
      headline(report),
      annotationsOf(report)
        .errors.map(({ text }) => text)
        .join(),
    ];
    for (const text of surfaces) {
      expect(text).toContain('over 10 times');
      expect(text.replaceAll('limit +2000 %', '')).not.toMatch(/\d{3,} %/);
    }
    expect(surfaces[1]).toContain(words);
  });

  test('in the table of all measurements', () => {
    const report = gateReport({
      comparisons: [comparison('lcp', { ttfb: [1, 500, 1] })],
    });
    expect(renderComment(report)).toContain('| +499 ms (498 to 500), over 10 times |');
  });
});

function linesOf(route: string, reason: BudgetRow['reason'] = 'worse'): string[] | null {
  const report = gateReport({ budgets: [budgetRow({ route, verdict: 'fail', reason })] });
  return waiverLines(findingsOf(groupRows(report).broken), '2026-11-26');
}

describe('the waivers to paste', () => {
  test.each(['product', 'a b', 'a  b', 'é\u0301\u0301\u0301\u0301', '"x": #1', '\u202Etxt', '- @y', 'null', '1e3'])(
    'name the budget to the letter: %j',
    (route) => {
      const { value } = parseSource((linesOf(route) ?? []).join('\n')) as { value?: unknown };
      expect(JSON.stringify(value)).toContain(JSON.stringify(`${route}/mobile/lcp`));
    },
  );

  test('last two weeks, and are not offered for what cannot be waived', () => {
    expect(linesOf('product')?.[2]).toBe('    until: 2026-12-10');
    expect(linesOf('product', 'not-measurable-on-head')).toBeNull();
  });
});

test('a part that makes up less than a fifth of the change is not named as its cause', () => {
  const small = { ttfb: [100, 118, 2], 'resource-load-delay': [0, 82, 90] } as const;
  const moved = comparison('lcp', small);
  if (moved.difference === null) throw new Error('a comparison with a base has a difference');
  const report = gateReport({
    comparisons: [{ ...moved, difference: { ...moved.difference, low: 60, high: 140 } }],
    budgets: [budgetRow({ ...FAILED, value: 100, low: 60, high: 140 })],
    routes: [routeReport({ evidence: { base: null, head: null } })],
  });
  const text = renderTerminal(report, { color: false });
  expect(text).toContain('head is worse than base by more than the limit');
  expect(text).not.toContain('because');
});

test('a head that was gone after some visits could not be measured, whatever its numbers were until then', () => {
  const report = gateReport({
    comparisons: [comparison('lcp', SLOW)],
    budgets: [budgetRow({ verdict: 'fail', reason: 'not-measurable-on-head', value: 160, low: 156, high: 164 })],
  });
  expect(headline(report)).toBe('product on mobile could not be measured on head');
  expect(renderComment(report)).toContain(
    '- **`product` on mobile could not be measured on head**\n  - It could be measured on base but not on head\n  - Not judged: LCP\n',
  );
});

test('that something could not be measured is never the reason why it could not', () => {
  for (const reason of ['not-measurable', 'not-measurable-on-base'] as const) {
    const row = budgetRow({ verdict: 'unmeasured', reason, value: null, low: null, high: null });
    const report = gateReport({ budgets: [row] });
    for (const text of [renderComment(report), renderTerminal(report, { color: false }), renderJunit(report)])
      expect(text).not.toMatch(/measured(?:[^.\n]*): it could not be measured/);
  }
});

test('the table of all measurements counts what it lists', () => {
  const still = {
    ...comparison('lcp', { a: [5, 5, 0] }),
    route: 'Still',
    condition: 'operation',
    unit: 'cost',
    metric: 'cost',
  } as const;
  const text = renderComment(gateReport({ comparisons: [comparison('lcp', SLOW), still], budgets: [budgetRow()] }));
  expect(text).toContain('<summary>All measurements (1)</summary>');
  expect(text).toContain('1 cost did not change.');
});

test('the one-line cause names no audit of Lighthouse', () => {
  expect(renderTerminal(scenarios.oneRegression, { color: false })).not.toContain('Lighthouse');
});
