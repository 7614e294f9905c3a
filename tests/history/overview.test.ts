import { describe, expect, test } from 'vitest';

import { normal } from '../../bench/simulation/noise.ts';
import { judgeCreep, type CreepLimit } from '../../src/history/creep.ts';
import type { HistoryEntry } from '../../src/history/entry.ts';
import { overviewOf } from '../../src/history/overview.ts';
import { LEAST_RUNS, machineSpread } from '../../src/history/spread.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { ANCHOR, entries, historyOf, row, sha } from './made.ts';

/** Rows of LCP and its phases; `change` in ms is one of `lcp.ttfb`. */
function rowsAt(at: number, change: (at: number) => number, seed = 'rows'): HistoryEntry['rows'] {
  const random = seededRandom(`${seed} ${at}`);
  const ms = change(at);
  return [
    row({ estimate: Math.log1p(ms / 1000) + 0.01 * normal(random) }),
    row({ path: 'lcp.ttfb', scale: 'difference', estimate: ms + 3 * normal(random), error: 3, anchor: 300 }),
    row({ path: 'lcp.element-render-delay', scale: 'difference', estimate: 5 * normal(random), error: 5, anchor: 400 }),
  ];
}

const overview = (made: readonly HistoryEntry[], limits: readonly CreepLimit[] = []) =>
  overviewOf(historyOf(made), limits);
const STEP = (at: number): number => (at < 40 ? 0 : 30);
const slips = (each: number) => entries(60, (at) => ({ rows: rowsAt(at, (place) => place * each) }));
const phaseAlone = (at: number) =>
  rowsAt(at, () => 0).map((each) => (each.path === 'lcp.ttfb' ? { ...each, estimate: STEP(at) } : each));
const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

describe('a drift', () => {
  test('is named by the commit where it began and by its phase, and is one alarm', () => {
    const { drifts, rows } = overview(entries(80, (at) => ({ rows: rowsAt(at, STEP) })));
    expect(drifts).toHaveLength(1);
    expect(drifts[0]).toMatchObject({
      route: 'home',
      condition: 'mobile',
      metric: 'lcp',
      direction: 'rise',
      form: 'step',
      phase: 'lcp.ttfb',
      since: { sha: sha(40) },
      isOpen: true,
    });
    expect(drifts[0]?.size).toBeCloseTo(0.03, 2);
    expect(rows.map(({ drifts: open }) => open.length)).toEqual([1]);
  });

  test('of a phase alone is no alarm', () => {
    expect(overview(entries(80, (at) => ({ rows: phaseAlone(at) }))).drifts).toEqual([]);
  });

  test('ends where main gets faster again', () => {
    const { drifts, rows } = overview(
      entries(120, (at) => ({ rows: rowsAt(at, (place) => (place < 40 || place >= 80 ? 0 : 60)) })),
    );
    expect(drifts.map(({ direction, isOpen }) => [direction, isOpen])).toEqual([
      ['rise', false],
      ['fall', false],
    ]);
    expect(rows[0]?.drifts).toEqual([]);
  });
});

describe('what is never compared', () => {
  test.each([
    ['a new major version of Chrome', (at: number) => ({ chrome: at < 40 ? '156.0.1.1' : '157.0.1.1' })],
    ['another runner', (at: number) => ({ runner: at < 40 ? 'linux x64, 4 cores' : 'linux arm64, 4 cores' })],
    ['another anchor', (at: number) => ({ anchor: at < 40 ? ANCHOR : sha(40) })],
  ])('%s begins an epoch', (_, about) => {
    const { epochs, drifts } = overview(entries(80, (at) => ({ rows: rowsAt(at, STEP), ...about(at) })));
    expect(epochs.map(({ commits }) => commits.length)).toEqual([40, 40]);
    expect(drifts).toEqual([]);
  });

  test('a minor version of Chrome does not', () => {
    const made = entries(80, (at) => ({ rows: rowsAt(at, STEP), chrome: `156.0.${at}.1` }));
    expect(overview(made).drifts).toHaveLength(1);
  });

  test('runners that take turns have an epoch each, and the level is that of the one with more entries', () => {
    const made = entries(90, (at) => ({
      rows: rowsAt(at, () => (at % 3 === 0 ? 100 : 0)),
      runner: at % 3 === 0 ? 'slow' : 'quick',
    }));
    const { epochs, rows, drifts } = overview(made);
    expect(epochs.map(({ runner, isCurrent }) => [runner, isCurrent])).toEqual([
      ['slow', true],
      ['quick', true],
    ]);
    expect(drifts).toEqual([]);
    expect(rows.map(({ series }) => series.epoch.runner)).toEqual(['quick']);
  });

  test('an epoch of an earlier anchor says nothing of where main is', () => {
    const made = entries(43, (at) => ({ rows: rowsAt(at, () => 0), anchor: at < 40 ? ANCHOR : sha(40) }));
    expect(overview(made).rows.map(({ series }) => series.commits.length)).toEqual([3]);
  });
});

describe('creep', () => {
  const three: CreepLimit = { metric: 'lcp', limit: { value: 3, unit: '%' } };
  const standing = (made: readonly HistoryEntry[], limit = three): string | undefined =>
    judgeCreep(historyOf(made), [limit])[0]?.standing;

  test('is broken by many small slips', () => {
    const [finding] = judgeCreep(historyOf(slips(1)), [three]);
    expect(finding).toMatchObject({ route: 'home', condition: 'mobile', standing: 'broken', entries: 60 });
    expect(finding?.change.low).toBeGreaterThan(0.03);
  });

  test('is under where main is sure to be, and open near the limit', () => {
    expect(standing(slips(0))).toBe('under');
    expect(standing(slips(0.53))).toBe('open');
  });

  test('is open while few entries are there', () => {
    expect(standing(entries(2, () => ({ rows: [row({ estimate: 1 })] })))).toBe('open');
    expect(standing(entries(3, () => ({ rows: [row({ estimate: 1 })] })))).toBe('broken');
  });

  test('has limits in the unit of the metric, of the anchor build’s level', () => {
    const made = entries(20, () => ({
      rows: [
        row({ estimate: Math.log(1.05) }),
        row({ path: 'cls', scale: 'difference', estimate: 0.02, error: 0, anchor: 0.1 }),
      ],
    }));
    expect(standing(made, { metric: 'lcp', limit: { value: 40, unit: 'ms' } })).toBe('broken');
    expect(standing(made, { metric: 'lcp', limit: { value: 60, unit: 'ms' } })).toBe('under');
    expect(standing(made, { metric: 'cls', limit: { value: 0.015, unit: 'score' } })).toBe('broken');
    expect(standing(made, { metric: 'cls', limit: { value: 25, unit: '%' } })).toBe('under');
  });

  test('goes on over a new Chrome only from its own entries, and is not about what was not measured', () => {
    const made = slips(1).map((each, at) => ({ ...each, chrome: at < 58 ? '156.0.0.0' : '157.0.0.0' }));
    expect(judgeCreep(historyOf(made), [three])).toMatchObject([{ standing: 'open', entries: 2 }]);
    expect(judgeCreep(historyOf(made), [{ ...three, metric: 'inp' }])).toEqual([]);
  });
});

describe('the spread between machines', () => {
  const random = seededRandom('machines');
  const machines = (count: number, sigma: number) =>
    historyOf(
      entries(count, () => {
        const machine = Math.exp(sigma * normal(random));
        return {
          rows: ['home', 'search'].map((route, index) => row({ route, anchor: machine * (1000 + 500 * index) })),
        };
      }),
    );

  const spreads = (count: number) =>
    Array.from({ length: 20 }, () => machineSpread(machines(count, 0.05), 'lcp')?.spread ?? 0);

  test('is learnt from the anchor build, as a bound that one machine in twenty exceeds', () => {
    expect(machineSpread(machines(100, 0.05), 'lcp')?.runs).toBe(100);
    // 1.645 · 5 %, and what 100 runs leave open.
    expect(mean(spreads(100))).toBeGreaterThan(Math.expm1(1.645 * 0.05));
    expect(mean(spreads(100))).toBeLessThan(0.12);
  });

  test('needs enough runs, and is wider for few', () => {
    expect(machineSpread(machines(LEAST_RUNS - 1, 0.05), 'lcp')).toBeNull();
    expect(mean(spreads(LEAST_RUNS))).toBeGreaterThan(mean(spreads(150)) + 0.008);
  });

  test('stays between 2 and 25 %', () => {
    expect(machineSpread(machines(60, 0.0001), 'lcp')?.spread).toBe(0.02);
    expect(machineSpread(machines(60, 0.5), 'lcp')?.spread).toBe(0.25);
  });

  test('is not moved by a few broken machines, by another anchor, or by a new Chrome', () => {
    const made = entries(100, (at) => ({
      anchor: at < 50 ? ANCHOR : sha(50),
      chrome: at % 50 < 25 ? '156.0.0.0' : '157.0.0.0',
      rows: [row({ anchor: (at < 50 ? 1000 : 2000) * (at % 50 < 25 ? 1 : 1.3) * (at % 20 === 0 ? 5 : 1) })],
    }));
    expect(machineSpread(historyOf(made), 'lcp')?.spread).toBe(0.02);
  });

  test('is none of what no machine changes or what can be 0', () => {
    const made = entries(40, () => ({
      rows: [row({ path: 'cls', scale: 'difference', anchor: 0 }), row({ path: 'bytes' })],
    }));
    expect(machineSpread(historyOf(made), 'cls')).toBeNull();
    expect(machineSpread(historyOf(made), 'bytes')).toBeNull();
    expect(machineSpread(historyOf([]), 'lcp')).toBeNull();
  });
});
