import { describe, expect, test } from 'vitest';

import { findSteps, type DeployRow, type DeploysInput } from '../../../src/field/analyses/deploys.ts';
import type { Bucket, Coverage } from '../../../src/field/questions/rows.ts';
import { seededRandom } from '../../../src/stats/random.ts';

const HOUR = 3_600_000;
const FIRST = Date.parse('2026-11-02T00:00:00Z');
const hourAt = (hour: number): string => new Date(FIRST + hour * HOUR).toISOString();

interface Served {
  readonly sha: string;
  /** Hours since the first; the commit is served from then on. */
  readonly from: number;
  /** What it adds to the mean, ms. */
  readonly adds?: number;
}

interface Hours {
  readonly hours?: number;
  readonly views?: number;
  readonly noise?: number;
  readonly path?: string;
}

/** An hour's cell of one commit: its values have the mean and a standard deviation of 200. */
function cell(hour: number, sha: string, mean: number, n: number, path = 'lcp'): Bucket {
  const sum = Math.round(n * mean);
  const squares = Math.round(n * (mean ** 2 + 200 ** 2));
  return { route: 'product', device: 'mobile', by: null, path, sha, at: hourAt(hour), n, sum, squares };
}

/** Hours with a noise of 30 ms around 1000 ms, each served by the last of the commits. */
function seriesOf(
  served: readonly Served[],
  { hours = 240, views = 100, noise = 30, path = 'lcp' }: Hours = {},
): Bucket[] {
  const random = seededRandom('series');
  return Array.from({ length: hours }, (_, hour) => {
    const { sha = 'old', adds = 0 } = served.findLast(({ from }) => from <= hour) ?? {};
    const error = noise * (random() + random() + random() - 1.5) * 2;
    return cell(hour, sha, 1000 + adds + error, views, path);
  });
}

const deploysOf = (served: readonly Served[]) => served.map(({ sha, from }) => ({ sha, at: hourAt(from) }));

function stepsOf(series: readonly Bucket[], served: readonly Served[], more: Partial<DeploysInput> = {}): DeployRow[] {
  const window = { from: hourAt(0), to: hourAt(240) };
  const rows = findSteps({ series, coverage: [], deploys: deploysOf(served), ...window, ...more });
  for (const row of rows) expectFinite(row);
  return rows;
}

/** Numbers are numbers, or said to be missing, and a row that is unclear says why. */
function expectFinite(row: DeployRow): void {
  const { change, low, high, placeboRank, verdict, reason } = row;
  for (const value of [change, low, high, placeboRank]) expect(value === null || Number.isFinite(value)).toBe(true);
  expect(reason === null).toBe(verdict !== 'unclear');
  if (change !== null) expect((low ?? 0) <= change && change <= (high ?? 0)).toBe(true);
}

const verdictsOf = (rows: readonly DeployRow[]) => rows.map(({ sha, verdict, reason }) => [sha, verdict, reason]);

test('a deploy that adds 180 ms is a step of 180 ms, and others are none', () => {
  const served = [
    { sha: 'a', from: 60 },
    { sha: 'b', from: 120, adds: 180 },
    { sha: 'c', from: 180, adds: 180 },
  ];
  const rows = stepsOf(seriesOf(served), served);
  expect(verdictsOf(rows)).toEqual([
    ['a', 'none', null],
    ['b', 'step', null],
    ['c', 'none', null],
  ]);
  expect(rows[1]?.change).toBeGreaterThan(160);
  expect(rows[1]?.change).toBeLessThan(200);
  expect(rows[1]).toMatchObject({ at: hourAt(120), route: 'product', condition: 'mobile', by: null, path: 'lcp' });
  expect(rows[1]).toMatchObject({ placeboRank: 1, seenBy: 'sha', deepest: true });
});

test('a deploy that takes 180 ms away is a step down', () => {
  const served = [{ sha: 'a', from: 120, adds: -180 }];
  const [row] = stepsOf(seriesOf(served), served);
  expect(row).toMatchObject({ verdict: 'step', placeboRank: 1 });
  expect(row?.high).toBeLessThan(-140);
});

test('CLS is a score again', () => {
  const served = [{ sha: 'a', from: 120, adds: 500 }];
  const [row] = stepsOf(seriesOf(served, { path: 'cls' }), served);
  expect(row).toMatchObject({ path: 'cls', verdict: 'step' });
  expect(row?.change).toBeCloseTo(0.05, 2);
});

describe('deploys that are near each other', () => {
  const served = [
    { sha: 'first', from: 40 },
    { sha: 'a', from: 120 },
    { sha: 'b', from: 121, adds: 180 },
  ];

  test('in one stretch of time are looked at together, and neither is named', () => {
    const rows = stepsOf(seriesOf(served), served);
    expect(verdictsOf(rows)).toEqual([
      ['first', 'none', null],
      ['a', 'unclear', 'near-another-deploy'],
      ['b', 'unclear', 'near-another-deploy'],
    ]);
    expect(rows[1]?.change).toBe(rows[2]?.change);
  });

  test('are told apart in shorter stretches where that is how deploys come', () => {
    const often = Array.from({ length: 60 }, (_, index) => {
      return { sha: `s${index}`, from: 8 * index + 1, adds: index < 12 ? 0 : 180 };
    });
    const rows = stepsOf(seriesOf(often, { noise: 10, hours: 480 }), often, { to: hourAt(480) });
    expect(rows.filter(({ verdict }) => verdict === 'step').map(({ sha }) => sha)).toEqual(['s12']);
    expect(rows.filter(({ reason }) => reason === 'too-few-data')).toEqual([]);
  });

  test('twelve hours apart are told apart', () => {
    const apart = [
      { sha: 'a', from: 116 },
      { sha: 'b', from: 128, adds: 180 },
    ];
    const rows = stepsOf(seriesOf(apart, { noise: 10 }), apart);
    expect(verdictsOf(rows)).toEqual([
      ['a', 'none', null],
      ['b', 'step', null],
    ]);
  });

  test('in the same hour and minute are looked at together', () => {
    const same = [
      { sha: 'a', from: 120 },
      { sha: 'b', from: 120, adds: 180 },
    ];
    const rows = stepsOf(seriesOf(same), same);
    expect(rows.map(({ reason }) => reason)).toEqual(['near-another-deploy', 'near-another-deploy']);
  });
});

describe('where data are missing', () => {
  test('before a deploy, nothing is said of it', () => {
    const served = [
      { sha: 'a', from: 2 },
      { sha: 'b', from: 120 },
    ];
    const late = seriesOf(served).filter(({ at }) => at >= hourAt(30));
    expect(verdictsOf(stepsOf(late, served))).toEqual([
      ['a', 'unclear', 'no-data-before'],
      ['b', 'none', null],
    ]);
  });

  test('after a deploy, nothing is said of it', () => {
    const served = [{ sha: 'a', from: 239.5 }];
    expect(verdictsOf(stepsOf(seriesOf([]), served))).toEqual([['a', 'unclear', 'no-data-after']]);
  });

  test('a deploy before the window has no row, and is what was served then', () => {
    const served = [
      { sha: 'a', from: -50 },
      { sha: 'b', from: 120, adds: 180 },
    ];
    expect(verdictsOf(stepsOf(seriesOf(served), served))).toEqual([['b', 'step', null]]);
  });

  test('one hour gives no verdict', () => {
    const served = [{ sha: 'a', from: 0 }];
    expect(stepsOf(seriesOf(served, { hours: 1 }), served)).toMatchObject([{ verdict: 'unclear', change: null }]);
  });

  test('few hours give no verdict', () => {
    const served = [{ sha: 'a', from: 3 }];
    expect(verdictsOf(stepsOf(seriesOf(served, { hours: 8 }), served))).toEqual([['a', 'unclear', 'too-few-data']]);
  });

  test('no series and no deploys give no rows', () => {
    expect(stepsOf([], [{ sha: 'a', from: 3 }])).toEqual([]);
    expect(stepsOf(seriesOf([]), [])).toEqual([]);
  });

  test('a route with one view now and then has an interval that is wide', () => {
    const served = [{ sha: 'a', from: 120 }];
    const sparse = seriesOf(served, { views: 1, noise: 200 }).filter((_, hour) => hour % 7 === 0);
    const [row] = stepsOf(sparse, served);
    expect(row?.verdict).not.toBe('step');
    expect((row?.high ?? 0) - (row?.low ?? 0)).toBeGreaterThan(100);
  });
});

test('a commit that no view names is placed by the time of its deploy', () => {
  const served = [{ sha: 'a', from: 120, adds: 180 }];
  const unnamed = seriesOf(served).map((each) => ({ ...each, sha: 'unknown' }));
  expect(stepsOf(unnamed, served)).toMatchObject([{ sha: 'a', verdict: 'step', seenBy: 'time' }]);
});

test('of a canary, each hour counts with the share that was served the commit', () => {
  const served = [{ sha: 'a', from: 100, adds: 180 }];
  const before = seriesOf([]);
  const series = before.flatMap((each, hour) => {
    const share = Math.min(1, Math.max(0, (hour - 100) / 60));
    const count = Math.round(100 * share);
    const mean = each.sum / each.n;
    return [cell(hour, 'old', mean, 100 - count), cell(hour, 'a', mean + 180, count)].filter(({ n }) => n > 0);
  });
  const [row] = stepsOf(series, served);
  expect(row).toMatchObject({ verdict: 'step', seenBy: 'sha' });
  expect(row?.change).toBeGreaterThan(155);
  expect(row?.change).toBeLessThan(205);
});

test('tabs that stay open with old commits do not take the times to compare with', () => {
  const served = [{ sha: 'a', from: 120, adds: 180 }];
  const series = seriesOf(served).flatMap((each, hour) => {
    const mean = each.sum / each.n;
    if (hour < 120) return [each];
    const stale = 1 + (hour % 3) + Math.round(30 * 0.9 ** (hour - 120));
    return [cell(hour, 'old', mean - 180, stale), cell(hour, 'a', mean, 100 - stale)];
  });
  const [row] = stepsOf(series, served);
  expect(row).toMatchObject({ verdict: 'step', placeboRank: 1 });
  expect(row?.placebos).toBeGreaterThan(80);
});

test('a roll-back is a deploy of its own', () => {
  const served = [
    { sha: 'a', from: 60 },
    { sha: 'b', from: 120, adds: 180 },
    { sha: 'a', from: 180 },
  ];
  const rows = stepsOf(seriesOf(served), served);
  expect(rows.map(({ sha, verdict, change }) => [sha, verdict, Math.sign(change ?? 0)])).toMatchObject([
    ['a', 'none', expect.any(Number)],
    ['b', 'step', 1],
    ['a', 'step', -1],
  ]);
});

test('a series that never changes has no step, and an interval', () => {
  const served = [{ sha: 'a', from: 120 }];
  const constant = Array.from({ length: 240 }, (_, hour): Bucket => {
    return { ...cell(hour, hour < 120 ? 'old' : 'a', 0, 50), sum: 50_000, squares: 50_000_000 };
  });
  const [row] = stepsOf(constant, served);
  expect(row).toMatchObject({ verdict: 'none', reason: null });
  expect(row?.change).toBeCloseTo(0, 6);
  expect(row?.high).toBeGreaterThan(0);
});

const coverageOf = (sha: string, ended: number): Coverage => ({
  route: 'product',
  device: 'mobile',
  by: null,
  sha,
  starts: 10_000,
  ended,
  withoutStart: 0,
});

/** Of twelve routes. */
const coverageOfFew = (sha: string, ended: number): Coverage[] =>
  Array.from({ length: 12 }, (_, index) => ({
    ...coverageOf(sha, ended),
    route: index === 0 ? 'product' : `other ${index}`,
    starts: 100,
  }));

describe('coverage', () => {
  const served = [{ sha: 'a', from: 120, adds: 180 }];
  const all = [{ sha: 'old', from: -10 }, ...served];

  test('that drops with the commit voids its comparison', () => {
    const rows = stepsOf(seriesOf(served), all, { coverage: [coverageOf('old', 9000), coverageOf('a', 7000)] });
    expect(verdictsOf(rows)).toEqual([['a', 'unclear', 'coverage-changed']]);
    expect(rows[0]?.change).toBeGreaterThan(150);
  });

  test('that drops from that of a commit without a deploy voids it too', () => {
    const rows = stepsOf(seriesOf(served), served, { coverage: [coverageOf('old', 9000), coverageOf('a', 7000)] });
    expect(verdictsOf(rows)).toEqual([['a', 'unclear', 'coverage-changed']]);
  });

  test('that drops a little everywhere voids groups that have too few views to show it', () => {
    const coverage = [...coverageOfFew('old', 95), ...coverageOfFew('a', 85)];
    expect(verdictsOf(stepsOf(seriesOf(served), all, { coverage }))).toEqual([['a', 'unclear', 'coverage-changed']]);
    const own = coverage.filter(({ route }) => route === 'product');
    expect(verdictsOf(stepsOf(seriesOf(served), all, { coverage: own }))).toEqual([['a', 'step', null]]);
  });

  test('that differs between devices is not changed by another mix of them', () => {
    const cells = [
      { ...coverageOf('old', 9900), device: 'desktop', starts: 10_000 },
      { ...coverageOf('old', 800), starts: 1000 },
      { ...coverageOf('a', 990), device: 'desktop', starts: 1000 },
      { ...coverageOf('a', 8000), starts: 10_000 },
    ];
    expect(verdictsOf(stepsOf(seriesOf(served), all, { coverage: cells }))).toEqual([['a', 'step', null]]);
  });

  test('that stays, or is of another device, does not', () => {
    const others = [coverageOf('old', 9000), coverageOf('a', 7000)].map((each) => ({
      ...each,
      device: 'desktop',
      starts: each.starts / 100,
      ended: each.ended / 100,
    }));
    const coverage = [coverageOf('old', 9000), coverageOf('a', 8900), ...others];
    const rows = stepsOf(seriesOf(served), all, { coverage });
    expect(verdictsOf(rows)).toEqual([['a', 'step', null]]);
  });
});

test('of a metric and its phases, the deepest that moved is marked', () => {
  const served = [{ sha: 'a', from: 120, adds: 180 }];
  const series = [
    ...seriesOf(served, { path: 'lcp' }),
    ...seriesOf([{ sha: 'a', from: 120 }], { path: 'lcp.ttfb' }),
    ...seriesOf(served, { path: 'lcp.resource-load-delay' }),
  ];
  const rows = stepsOf(series, served);
  expect(rows.map(({ path, verdict, deepest }) => [path, verdict, deepest])).toEqual([
    ['lcp', 'step', false],
    ['lcp.ttfb', 'none', false],
    ['lcp.resource-load-delay', 'step', true],
  ]);
});

test('a day of the week that is slower is not a step', () => {
  const served = [
    { sha: 'a', from: 5 * 24 },
    { sha: 'b', from: 14 * 24 },
  ];
  const weekly = seriesOf(served, { hours: 28 * 24 }).map((each, hour) => {
    const isWeekend = Math.floor(hour / 24) % 7 > 4;
    return cell(hour, each.sha, each.sum / each.n + (isWeekend ? 150 : 0), each.n);
  });
  const rows = stepsOf(weekly, served, { to: hourAt(28 * 24) });
  expect(verdictsOf(rows).filter(([, verdict]) => verdict === 'step')).toEqual([]);
});
