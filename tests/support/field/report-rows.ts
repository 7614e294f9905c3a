import type { DeployRow } from '../../../src/field/analyses/deploys.ts';
import type { RatioRow } from '../../../src/field/analyses/ratio.ts';
import type { SloRow } from '../../../src/field/analyses/slo-row.ts';
import type { About } from '../../../src/field/report/window.ts';

/** What a report about 28 days of page views is about. */
export const ABOUT: About = {
  scope: { from: '2026-10-04T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  days: 28,
  isEmpty: false,
  by: null,
  sha: null,
};

export function deployRow(over: Partial<DeployRow> = {}): DeployRow {
  return {
    sha: 'a1b2c3d4',
    at: '2026-10-20T10:30:00Z',
    route: 'product',
    condition: 'mobile',
    by: null,
    path: 'lcp.resource-load-delay',
    change: 420,
    low: 380,
    high: 460,
    placeboRank: 1,
    placebos: 60,
    verdict: 'step',
    reason: null,
    deepest: true,
    seenBy: 'sha',
    ...over,
  };
}

export function ratioRow(over: Partial<RatioRow> = {}): RatioRow {
  const place = { route: 'product', condition: 'mobile', by: null, path: 'lcp' };
  return { ...place, field: 2400, lab: 1500, ratio: 1.6, low: 1.52, high: 1.68, reason: null, ...over };
}

export function sloRow(over: Partial<SloRow> = {}): SloRow {
  const place = { route: 'product', condition: 'mobile', by: null, path: 'lcp', coverage: 0.98 };
  const value = { value: 2410, p75: 2410, low: 2380, high: 2440, percentile: 75, n: 4100, sessions: 3900 };
  return { ...place, ...value, max: 2500, verdict: 'pass', enforce: 'block', ...over };
}
