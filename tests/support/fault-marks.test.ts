import { describe, expect, it } from 'vitest';

import { unknown, type Fault } from '../../fixtures/faults/fault.ts';
import { compareCampaign, type CampaignResult } from '../../src/compare/compare.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Difference } from '../../src/model/comparison.ts';
import type { Side } from '../../src/model/deploy.ts';
import { campaignOf } from '../compare/campaigns.ts';
import { falseAlarms, mark, markDifference, ROUGH, roughAlarms } from './fault-marks.ts';
import { FAST } from './lab.ts';

const fault: Fault = {
  id: 'layer',
  says: () => 'a layer takes longer',
  part: ['lcp', 'ttfb', 'request', 'db'],
  dials: { fast: 200, mobile: 200 },
  truth: (dial) => dial,
  site: () => ({}),
};

/** What head has more of than base, ms. */
interface More {
  readonly db?: number;
  readonly edge?: number;
  readonly connect?: number;
  readonly render?: number;
}

/** What a lab says that finds `more` on head, without noise. */
function found(more: More): CampaignResult {
  const lcp = (side: Side) => {
    const { db = 0, edge = 0, connect = 0, render = 0 } = side === 'head' ? more : {};
    const request = sumOf('request', [leaf('edge', 10 + edge), leaf('db', 10 + db)]);
    const ttfb = sumOf('ttfb', [leaf('connect', 40 + connect), request]);
    return sumOf('lcp', [ttfb, leaf('element-render-delay', 20 + render)]);
  };
  const campaign = campaignOf(({ side }) => ({ lcp: lcp(side) }), { blocks: 3 });
  return compareCampaign(campaign, [], { plan: { kind: 'fixed', blocks: 3 }, alpha: 0.01, comparisons: 1 });
}

const complaintsOn = (more: More, about: Partial<Fault> = {}): readonly string[] =>
  mark({ ...fault, ...about }, 200, FAST, found(more)).complaints;

describe('a row of the fault matrix', () => {
  it('passes where the change is found in its part', () => {
    expect(complaintsOn({ db: 200 })).toEqual([]);
    expect(complaintsOn({ db: 185, render: 15 })).toEqual([]);
  });

  it.each([
    ['nothing was found', {}, 'the total changed by 0.0000, not by 200.0 ± 20.0'],
    ['too little was found', { db: 179 }, 'the total changed by 179.0, not by 200.0 ± 20.0'],
    ['too much was found', { db: 221 }, 'the total changed by 221.0, not by 200.0 ± 20.0'],
    ['less than 85 % is in its part', { db: 169, edge: 15, render: 15 }, 'lcp.ttfb.request.db got 169.0 of 200.0'],
    ['a part beside it got 10 %', { db: 180, edge: 21 }, 'lcp.ttfb.request.edge got 21.0 of 200.0'],
    ['a part beside one above it got 10 %', { db: 180, connect: 21 }, 'lcp.ttfb.connect got 21.0 of 200.0'],
    ['a phase got 10 %', { db: 180, render: 21 }, 'lcp.element-render-delay got 21.0 of 200.0'],
    ['a phase lost 10 %', { db: 215, render: -21 }, 'lcp.element-render-delay got -21.0 of 200.0'],
  ])('fails where %s', (_, more, complaint) => {
    expect(complaintsOn(more)).toContain(complaint);
  });

  it('is held against what was found where there is no truth, but not against next to nothing', () => {
    expect(complaintsOn({ db: 120 }, { truth: unknown })).toEqual([]);
    expect(complaintsOn({ db: 120, render: 30 }, { truth: unknown })).toHaveLength(2);
    expect(complaintsOn({ db: 90 }, { truth: unknown })[0]).toContain('too little');
  });

  it('fails where something was found that must not count', () => {
    expect(complaintsOn({ db: 13 }, { truth: () => 0 })).toEqual(['the total changed by 13.0, not by 0.0000 ± 12.0']);
  });
});

function roughRoot(more: More): Difference {
  const { lcp } = found(more);
  const root = lcp.status === 'measured' ? lcp.comparison.difference : null;
  if (root === null) throw new Error('nothing was found');
  return root;
}

function roughly(more: More): readonly string[] {
  return markDifference(fault, { dial: 200, condition: FAST, root: roughRoot(more), bounds: ROUGH }).complaints;
}

describe('a row by two visits of each side', () => {
  it('passes where most of the change is found in its part', () => {
    expect(roughly({ db: 140, render: 60 })).toEqual([]);
  });

  it.each([
    ['nothing was found', {}, 'the total changed by 0.0000, not by 200.0 ± 80.0'],
    ['twice as much was found', { db: 400 }, 'the total changed by 400.0, not by 200.0 ± 80.0'],
    ['half of it is elsewhere', { db: 100, render: 100 }, 'lcp.element-render-delay got 100.0 of 200.0'],
  ])('fails where %s', (_, more, complaint) => {
    expect(roughly(more)).toContain(complaint);
  });
});

describe('base against itself', () => {
  it('passes where nothing was found, and fails where a phase moved', () => {
    expect(falseAlarms(found({ db: 5 }))).toEqual([]);
    expect(falseAlarms(found({ render: 13, db: -13 }))).toEqual([
      'lcp.ttfb changed by -13.0',
      'lcp.ttfb.request changed by -13.0',
      'lcp.ttfb.request.db changed by -13.0',
      'lcp.element-render-delay changed by 13.0',
    ]);
  });

  it('passes by two visits of each side where no part is off by more than a row may be', () => {
    expect(roughAlarms([roughRoot({ db: 59, render: -59 })])).toEqual([]);
    expect(roughAlarms([roughRoot({ render: 61, db: -61 })])).toEqual([
      'lcp.ttfb changed by -61.0',
      'lcp.ttfb.request changed by -61.0',
      'lcp.ttfb.request.db changed by -61.0',
      'lcp.element-render-delay changed by 61.0',
    ]);
  });
});
