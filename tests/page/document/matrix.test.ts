import { expect, test } from 'vitest';

import { matricesOf } from '../../../src/page/document/matrix.ts';
import { budgetRow, gateReport, routeReport } from '../../report/factories.ts';
import * as scenarios from '../../report/scenarios.ts';

/** `product: lcp fail +413 ms; inp …`, a line for each route. */
function linesOf(report: Parameters<typeof matricesOf>[0]): string[] {
  return matricesOf(report).flatMap(({ condition, metrics, rows }) =>
    rows.map(({ place, cells }) => {
      const told = cells.map((cell, at) =>
        cell === null
          ? `${metrics[at]} none`
          : `${metrics[at]} ${cell.verdict}${cell.onlyWarns ? ' (warns)' : ''} ${cell.text}`.trim(),
      );
      return `${place.route} on ${condition}: ${told.join('; ')}`;
    }),
  );
}

test('a cell has the worst verdict of its metric and phases, and the change of the metric', () => {
  expect(linesOf(scenarios.many)).toEqual([
    'product on mobile: lcp fail +413 ms; inp fail +94 ms; cls pass 0',
    'listing on mobile: lcp none; inp none; cls fail +0.161',
    'search on mobile: lcp fail (warns) +59 ms; inp none; cls none',
    'home on mobile: lcp null −216 ms; inp none; cls none',
    'checkout on mobile: lcp none; inp unmeasured; cls none',
  ]);
});

test('a first run has values in place of changes, and no verdict of what needs a base', () => {
  const [line = ''] = linesOf(scenarios.firstRun);
  expect(line).toMatch(/^product on mobile: lcp (?:fail|pass|null) 2\.79 s/);
  const noBase = gateReport({ budgets: [budgetRow({ verdict: 'unmeasured', reason: 'no-base', value: null })] });
  expect(linesOf(noBase)).toEqual(['product on mobile: lcp null']);
});

test('conditions have tables of their own, and operations none', () => {
  expect(matricesOf(scenarios.thirty).map(({ condition, rows }) => [condition, rows.length])).toEqual([
    ['mobile', 6],
    ['desktop', 6],
    ['tablet', 6],
    ['slow', 6],
    ['fast', 6],
  ]);
  expect(matricesOf({ ...scenarios.costs, routes: [] })).toEqual([]);
});

test('a route of which nothing is known is there all the same', () => {
  expect(linesOf(gateReport({ routes: [routeReport({ route: 'gone' })] }))).toEqual(['gone on mobile: ']);
});
