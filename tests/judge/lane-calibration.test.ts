import { expect, test } from 'vitest';

import type { CampaignCalibration, MetricCalibration } from '../../src/judge/calibration.ts';
import { compareLanes } from '../../src/judge/lane-calibration.ts';
import { renderCalibration } from '../../src/report/terminal/calibration.ts';

const NO_RATES = { runs: 500, worse: 0, same: 1, unclear: 0, confirmed: 0, blocks: 5 };

function metricOf(metric: MetricCalibration['metric'], level: number, sigma: number | null): MetricCalibration {
  const unit = metric === 'cls' ? 'score' : 'ms';
  const recommended = sigma === null ? null : { fraction: 2 * sigma, amountMs: 100 };
  const about = { route: 'home', condition: 'mobile', metric, unit, blocks: 15, certifiable: [], found: [] } as const;
  return { ...about, level, sigma, recommended, maxBlocks: 15, unchanged: NO_RATES };
}

function campaignOf(visitMs: number, metrics: readonly MetricCalibration[], route = 'home'): CampaignCalibration {
  return { route, condition: 'mobile', minutes: 2, visitMs, metrics };
}

const ONE = campaignOf(2000, [metricOf('lcp', 1000, 0.03), metricOf('inp', 80, 0.1), metricOf('cls', 0.02, null)]);
const TWO = campaignOf(2500, [metricOf('lcp', 1090, 0.06), metricOf('inp', 108, 0.12), metricOf('cls', 0.02, null)]);
const BOTH = compareLanes([
  { lanes: 1, campaigns: [ONE] },
  { lanes: 2, campaigns: [campaignOf(1000, [], 'other'), TWO] },
]);

test('a campaign has its level, its scatter and its pace in one lane and in two', () => {
  expect(BOTH).toMatchObject([
    {
      ...ONE,
      lanes: [
        { lanes: 1, visitsPerMinute: 30, metrics: [{ metric: 'lcp', level: 1000, sigma: 0.03 }, {}, {}] },
        { lanes: 2, visitsPerMinute: 48, metrics: [{ metric: 'lcp', level: 1090, sigma: 0.06 }, {}, {}] },
      ],
    },
  ]);
});

test('two lanes give visits, and take time where they raise the scatter by more than that', () => {
  const [only] = BOTH;
  expect(only?.twoLanes?.visits).toBeCloseTo(1.6);
  expect(only?.twoLanes?.metrics.map(({ metric }) => metric)).toEqual(['lcp', 'inp']);
  const [lcp, inp] = only?.twoLanes?.metrics ?? [];
  expect(lcp?.level).toBeCloseTo(1.09);
  expect(lcp?.sigma).toBeCloseTo(2);
  expect(lcp?.time).toBeCloseTo(4 / 1.6);
  expect(inp?.time).toBeCloseTo(1.44 / 1.6);
});

test('there is nothing to compare where only one number of lanes was measured, or nothing could be', () => {
  expect(compareLanes([{ lanes: 2, campaigns: [TWO] }])).toMatchObject([{ lanes: [{ lanes: 2 }], twoLanes: null }]);
  const empty = campaignOf(0, []);
  const none = compareLanes([
    { lanes: 1, campaigns: [empty] },
    { lanes: 2, campaigns: [empty] },
  ]);
  expect(none).toMatchObject([{ twoLanes: { visits: 0, metrics: [] } }]);
  expect(compareLanes([])).toEqual([]);
});

test('the text says what two lanes give and take, and is silent without them', () => {
  const lines = renderCalibration(BOTH).split('\n');
  expect(lines.filter((line) => /lane|level/.test(line))).toEqual([
    '  in one lane: 30 visits a minute; LCP 1.00 s ± 3.0 %, max-increase: [6 %, 100 ms]; INP 80 ms ± 10.0 %, max-increase: [20 %, 100 ms]',
    '  in two lanes: 48 visits a minute; LCP 1.09 s ± 6.0 %, max-increase: [12 %, 100 ms]; INP 108 ms ± 12.0 %, max-increase: [24 %, 100 ms]',
    '    two lanes make 1.6 times the visits',
    '    LCP: level +9.0 %, varies 2.0 times as much; an answer as sure takes 2.5 times the time',
    '    INP: level +35.0 %, varies 1.2 times as much; an answer as sure takes 0.9 times the time',
  ]);
  expect(renderCalibration(compareLanes([{ lanes: 1, campaigns: [ONE] }]))).not.toContain('lane');
});
