import { describe, expect, test } from 'vitest';

import { slowerWarmUp } from '../../src/identity/warm-ups.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import { outcomeOf } from '../compare/campaigns.ts';

const visit = (ttfb: number, rest: number, fcp = 100) =>
  outcomeOf({
    lcp: sumOf('lcp', [leaf('ttfb', ttfb), leaf('element-render-delay', rest)]),
    fcp: sumOf('fcp', [leaf('ttfb', ttfb), leaf('render-delay', fcp)]),
  }).readings;

const BASE = visit(100, 400);
const what = (head: typeof BASE, toleranceMs = 50) => slowerWarmUp(BASE, head, toleranceMs)?.what ?? null;

describe("head's warm-up visit is slower", () => {
  test.each([
    ['in LCP', visit(100, 501), 'warm-up lcp'],
    ['in FCP', visit(100, 400, 201), 'warm-up fcp'],
    ['in its time to first byte, although LCP is the same', visit(151, 349, 49), 'warm-up lcp.ttfb'],
  ])('%s', (_, head, expected) => {
    expect(slowerWarmUp(BASE, head, 50)).toMatchObject({ because: 'slower', side: 'head', what: expected });
  });

  test('where it did not measure what base did', () => {
    expect(what(outcomeOf({}).readings)).toBe('warm-up lcp');
  });
});

test('it is not where it is within the tolerance, within the noise of a warm-up visit, or faster', () => {
  expect(what(visit(100, 450))).toBeNull();
  expect(what(visit(100, 450, 120), 1)).toBeNull();
  expect(what(visit(20, 100, 10))).toBeNull();
  expect(slowerWarmUp(outcomeOf({}).readings, outcomeOf({}).readings, 50)).toBeNull();
});
