import type { CalibrationInLanes } from '../../src/judge/lane-calibration.ts';
import { compareLanes } from '../../src/judge/lane-calibration.ts';
import type { CampaignCalibration, MetricCalibration } from '../../src/judge/calibration.ts';

function rates(confirmed: number, blocks: number): MetricCalibration['unchanged'] {
  return { runs: 500, worse: confirmed + 0.001, same: 0.5, unclear: 0.49 - confirmed, confirmed, blocks };
}

function metricOf(metric: 'lcp' | 'inp' | 'cls', over: Partial<MetricCalibration>): MetricCalibration {
  const about = { route: 'product', condition: 'mobile', metric, unit: metric === 'cls' ? 'score' : 'ms' } as const;
  const found = [
    { increase: 0.05, rates: rates(0.128, 13.2) },
    { increase: 0.1, rates: rates(0.706, 9.4) },
    { increase: 0.2, rates: rates(0.998, 5.1) },
  ];
  const certifiable = [
    { maxBlocks: 10, fraction: 0.081 },
    { maxBlocks: 15, fraction: 0.064 },
    { maxBlocks: 20, fraction: 0.055 },
  ] as const;
  return {
    ...about,
    blocks: 15,
    level: 1480,
    sigma: 0.034,
    certifiable,
    recommended: { fraction: 0.07, amountMs: 110 },
    maxBlocks: 15,
    unchanged: rates(0.002, 6.8),
    found,
    ...over,
  };
}

function campaignOf(route: string, visitMs: number): CampaignCalibration {
  const exact = { level: 0.012, sigma: null, recommended: null, certifiable: [], found: [] };
  const metrics = [metricOf('lcp', {}), metricOf('inp', { level: 96, sigma: 0.08 }), metricOf('cls', exact)];
  return { route, condition: 'mobile', minutes: 3.6, visitMs, metrics };
}

/** A route in one lane and in two, and one of which nothing was measured. */
export function calibrated(route = 'product'): CalibrationInLanes[] {
  const empty: CampaignCalibration = { route: 'search', condition: 'desktop', minutes: 0, visitMs: 0, metrics: [] };
  return compareLanes([
    { lanes: 1, campaigns: [campaignOf(route, 3600), empty] },
    { lanes: 2, campaigns: [campaignOf(route, 4100)] },
  ]);
}
