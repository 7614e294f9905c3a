import { describe, expect, test } from 'vitest';

import { fromResult, HISTORY_FORMAT, historyLine, type HistoryEntry } from '../../src/history/entry.ts';
import { readHistoryLine } from '../../src/history/read-line.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Result } from '../../src/model/result.ts';
import { effect, fitEffect, levels } from '../../src/stats/estimator.ts';
import { seededRandom } from '../../src/stats/random.ts';
import type { Series } from '../../src/stats/series.ts';

const ABOUT = {
  committed: '2026-03-02T09:00:00Z',
  measured: '2026-03-02T09:20:00Z',
  chrome: '156.0.7778.2',
  runner: 'linux x64, AMD EPYC 7763, 4 cores',
  version: '0.1.0',
  run: 'https://github.com/acme/shop/actions/runs/1',
};

const random = seededRandom('history entry');
const node = (id: string, value: number, parts: Comparison['head']['parts'] = []) => ({ id, value, parts });
const part = (id: string, value: number) => ({ id, value, low: value - 3, high: value + 3, parts: [] });
const cls = (value: number) => ({ id: 'cls', value, parts: [{ id: 'img.hero', value, parts: [] }] });

/** Eight blocks around 1 s, head 50 ms slower. */
const LCP: Series = Array.from({ length: 8 }, () =>
  [true, false, false, true].map((head) => ({ head, value: 1000 + (head ? 50 : 0) + 40 * random() })),
);

function lcp(): Comparison {
  const fit = fitEffect(LCP);
  const whole = effect(fit, LCP);
  const at = levels(fit, LCP);
  return {
    route: 'home',
    condition: 'mobile',
    metric: 'lcp',
    unit: 'ms',
    blocks: 8,
    base: node('lcp', at.base, [node('ttfb', 300), node('render', at.base - 300)]),
    head: node('lcp', at.head, [node('ttfb', 310), node('render', at.head - 310)]),
    difference: {
      id: 'lcp',
      value: whole.effect,
      low: whole.low,
      high: whole.high,
      parts: [part('ttfb', 10), part('render', whole.effect - 10)],
    },
    relative: null,
    effect: 'same',
  };
}

function shift(): Comparison {
  const difference = { id: 'cls', value: 0.02, low: 0.02, high: 0.02, parts: [] };
  return { ...lcp(), metric: 'cls', unit: 'score', base: cls(0), head: cls(0.02), difference };
}

function result(comparisons: readonly Comparison[], shas: { base?: string | null; head?: string | null } = {}): Result {
  const { base = 'a'.repeat(40), head = 'b'.repeat(40) } = shas;
  return {
    version: 1,
    verdict: 'pass',
    base: { sha: base, url: null },
    head: { sha: head, url: null },
    comparisons: [...comparisons],
    budgets: [],
  };
}

function entry(): HistoryEntry {
  const made = fromResult(result([lcp(), shift()]), ABOUT);
  if (made === null) throw new Error('the result has comparisons');
  return made;
}

describe('an entry', () => {
  test('names the commits, and holds the whole metric and the phases that every page has', () => {
    expect(entry()).toMatchObject({ format: HISTORY_FORMAT, sha: 'b'.repeat(40), anchor: 'a'.repeat(40), ...ABOUT });
    expect(entry().rows.map(({ path, scale, pairs }) => [path, scale, pairs])).toEqual([
      ['lcp', 'log', 16],
      ['lcp.ttfb', 'difference', 16],
      ['cls', 'difference', 16],
    ]);
  });

  test('has the logarithm of a time with an error that keeps the number of standard errors', () => {
    const fit = fitEffect(LCP);
    const { effect: change, se } = effect(fit, LCP);
    const { base, head } = levels(fit, LCP);
    const [row] = entry().rows;
    expect(row?.estimate).toBeCloseTo(Math.log(head / base), 5);
    expect((row?.estimate ?? 0) / (row?.error ?? 0)).toBeCloseTo(change / se, 2);
    expect(row).toMatchObject({ anchor: Number(base.toPrecision(6)), head: Number(head.toPrecision(6)) });
  });

  test('has the difference of what can be 0, also without any error', () => {
    expect(entry().rows[1]).toMatchObject({
      estimate: 10,
      error: 1.45022,
      anchor: 300,
      head: 310,
    });
    expect(entry().rows[2]).toMatchObject({ estimate: 0.02, error: 0, anchor: 0, head: 0.02 });
  });

  test('leaves out costs of operations, what has no base, and a time of 0', () => {
    const cost: Comparison = { ...lcp(), metric: 'cost', unit: 'cost' };
    const first: Comparison = { ...lcp(), base: null, difference: null };
    const zero: Comparison = { ...lcp(), base: { id: 'lcp', value: 0, parts: [] } };
    const made = fromResult(result([cost, first, zero]), ABOUT);
    expect(made?.rows.map(({ path }) => path)).toEqual(['lcp.ttfb']);
  });

  test('is not made of a run that has no commit on a side, or compared nothing', () => {
    expect(fromResult(result([lcp()], { base: null }), ABOUT)).toBeNull();
    expect(fromResult(result([lcp()], { head: null }), ABOUT)).toBeNull();
    expect(fromResult(result([]), ABOUT)).toBeNull();
  });
});

describe('a line of a history', () => {
  test('is one line, and is read back as the entry', () => {
    const line = historyLine(entry());
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(readHistoryLine(line.trimEnd(), 'h.ndjson:1')).toEqual({ kind: 'entry', entry: entry() });
  });

  test('may have fields that a later version of the gate adds', () => {
    const later = JSON.stringify({ ...entry(), weather: 'fine' });
    expect(readHistoryLine(later, 'h.ndjson:1')).toEqual({ kind: 'entry', entry: entry() });
  });

  test('in a newer format is an error that says where it is', () => {
    const newer = JSON.stringify({ ...entry(), format: 'vitals-gate-history/2', rows: 'otherwise' });
    expect(() => readHistoryLine(newer, 'h.ndjson:7')).toThrow(
      expect.objectContaining({ code: 'history-newer', where: 'h.ndjson:7', exitCode: 3 }),
    );
  });

  test.each(['<<<<<<< HEAD', '=======', '>>>>>>> origin/vitals-gate-history', '||||||| 1c81267', '=======\r'])(
    '%j is what a merge left',
    (line) => expect(readHistoryLine(line, 'h.ndjson:1')).toEqual({ kind: 'conflict' }),
  );

  test.each([
    ['{"format":', 'it is not JSON'],
    ['[]', 'it is not valid: Invalid input: expected object, received array'],
    [JSON.stringify({ ...entry(), committed: 'yesterday' }), 'its committed is not valid: Invalid ISO datetime'],
    [
      JSON.stringify({ ...entry(), format: 'x' }),
      'its format is not valid: Invalid input: expected "vitals-gate-history/1"',
    ],
    [
      JSON.stringify({ ...entry(), rows: [{ ...entry().rows[0], error: -1 }] }),
      'its rows.0.error is not valid: Too small: expected number to be >=0',
    ],
  ])('%j is broken', (line, why) => expect(readHistoryLine(line, 'h.ndjson:1')).toEqual({ kind: 'broken', why }));
});
