import { describe, expect, it } from 'vitest';

import { leaf } from '../../../src/model/breakdown.ts';
import type { Visit } from '../../../src/model/sample.ts';
import { columnAt, valuesOf } from '../../../src/page/data/samples.ts';
import { campaignSamples } from '../../../src/page/document/campaign-samples.ts';
import { lcpOf, outcomeOf } from '../../compare/campaigns.ts';

const PLACE = { route: 'product', condition: 'mobile' };
const FAILED: Visit['outcome'] = { status: 'failed', code: 'timeout', reason: 'it took too long' };

function visit(over: Partial<Visit> = {}): Visit {
  const outcome = outcomeOf({ lcp: lcpOf(() => 0.5), inp: leaf('inp', 40) });
  const about = { type: 'visit', phase: 'measure', page: 'route', block: 0, position: 0, attempt: 1 } as const;
  return { ...about, ...PLACE, side: 'base', outcome, ...over };
}

function block(number: number, over: Partial<Visit> = {}): Visit[] {
  return ([0, 1, 2, 3] as const).map((position) => visit({ block: number, position, ...over }));
}

describe('campaignSamples', () => {
  it('counts the visits of complete blocks, the last attempt of each', () => {
    const [first = visit(), ...rest] = block(1);
    const visits = [
      visit({ block: -1 }),
      ...block(0),
      { ...first, outcome: FAILED },
      { ...first, attempt: 2 },
      ...rest,
      ...block(2).slice(0, 3),
      ...block(0, { phase: 'confirm' }),
    ];
    const { counted, failures } = campaignSamples(PLACE, visits) ?? {};
    expect(counted?.map(Number).join('')).toBe('01111011110001111');
    expect(failures?.filter((failure) => failure !== null)).toEqual(['it took too long']);
  });

  it('counts no block without the visits to the control page, and shows none of these', () => {
    const controlled = block(0).flatMap((each) => [each, { ...each, page: 'control' as const }]);
    const lacking = controlled.map((each) =>
      each.page === 'control' && each.position === 3 ? { ...each, outcome: FAILED } : each,
    );
    expect(campaignSamples(PLACE, controlled)?.counted).toEqual([true, true, true, true]);
    expect(campaignSamples(PLACE, lacking)?.counted).toEqual([false, false, false, false]);
  });

  it('has every node of every visit in steps of 0.1 ms, and null where a visit has none', () => {
    const all = campaignSamples(PLACE, [visit(), visit({ outcome: FAILED })]);
    if (all === null) throw new Error('no samples');
    const connect = columnAt(all, ['lcp', 'ttfb', 'connect']);
    expect(connect && valuesOf(connect)).toEqual([150, null]);
    expect(all.columns.map(({ path }) => path.join('.'))).toContain('lcp.element-render-delay');
  });

  it('is none without a visit to the route', () => {
    expect(campaignSamples(PLACE, [visit({ page: 'control' })])).toBeNull();
  });
});
