import { expect, test } from 'vitest';

import { parsePath } from '../../src/model/breakdown.ts';
import { definitionOf, GRAPH_METRICS, isMetric, METRICS } from '../../src/model/metric.ts';
import { comparedUnder, knownNodes, knownParts, partsAt } from '../../src/model/metrics/index.ts';

test.each(METRICS)('%s is listed under its own id, and no metric of a graph has it', (metric) => {
  expect(definitionOf(metric).id).toBe(metric);
  expect(GRAPH_METRICS).not.toContain(metric);
});

test('every known node is a path as budgets write it, and no two siblings have one id', () => {
  const paths = knownNodes().map(({ segments }) => segments.join('.'));
  expect(new Set(paths).size).toBe(paths.length);
  for (const { segments } of knownNodes()) expect(parsePath(segments.join('.'))).toEqual(segments);
});

test.each(METRICS)(
  'the limits of %s where nobody declares any are of its unit, or in percent where it may change so',
  (metric) => {
    const { unit, defaults } = definitionOf(metric);
    expect(defaults.max.unit).toBe(unit);
    for (const limit of defaults.maxIncrease) expect(unit === 'score' ? [unit] : [unit, '%']).toContain(limit.unit);
  },
);

test('the core metrics are always compared, any other only under a budget on it', () => {
  expect(comparedUnder([])).toEqual(['lcp', 'inp', 'cls']);
  expect(comparedUnder([{ metric: 'bytes' }, { metric: 'lcp' }])).toEqual(['lcp', 'inp', 'cls', 'bytes']);
});

test('a page can name parts below some nodes, and there is nothing below others', () => {
  expect(partsAt(['lcp', 'ttfb', 'request'])).toEqual({ open: 'a Server-Timing layer', ids: 'names' });
  expect(knownParts(partsAt(['fcp', 'ttfb'])).map(({ id }) => id)).toEqual(
    knownParts(partsAt(['lcp', 'ttfb'])).map(({ id }) => id),
  );
  expect(partsAt(['inp', 'input-delay'])).toBeUndefined();
  expect(isMetric('toString')).toBe(false);
});
