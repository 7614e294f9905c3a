import { describe, expect, it } from 'vitest';

import { leaf, sumOf } from '../../../src/model/breakdown.ts';
import type { BudgetRow } from '../../../src/model/verdict.ts';
import { limitDrawing, limitsOn } from '../../../src/page/app/sections/route/limit-geometry.ts';
import { segmentsOf } from '../../../src/page/app/sections/route/phase-geometry.ts';
import { keyOfRest, openAtFirst, rowsOf } from '../../../src/page/app/sections/route/tree-rows.ts';
import { acrossOf, dotsOf, scaleOfDots } from '../../../src/page/app/sections/route/visit-geometry.ts';
import type { CampaignSamples } from '../../../src/page/data/samples.ts';
import { budgetRow, comparison, ms, percent, type Tree } from '../../report/factories.ts';

describe('segmentsOf', () => {
  const ttfb = sumOf('ttfb', [leaf('connect', 150), sumOf('request', [leaf('db', 30), leaf('unreported', 70)])]);
  const lcp = sumOf('lcp', [ttfb, leaf('resource-load-delay', 0), leaf('element-render-delay', 50)]);

  it('lays parts one after the other below their whole', () => {
    expect(segmentsOf(lcp).map(({ path, from, to, depth }) => [path.slice(1).join('.'), from, to, depth])).toEqual([
      ['ttfb', 0, 250, 1],
      ['ttfb.connect', 0, 150, 2],
      ['ttfb.request', 150, 250, 2],
      ['ttfb.request.db', 150, 180, 3],
      ['ttfb.request.unreported', 180, 250, 3],
      ['element-render-delay', 250, 300, 1],
    ]);
  });

  it('gives parts the colour of their phase, also behind one without a length', () => {
    expect(segmentsOf(lcp).map(({ phase }) => phase)).toEqual([0, 0, 0, 0, 0, 2]);
  });

  it('draws nothing of a part below 0, and none beyond its whole', () => {
    const inp = sumOf('inp', [
      leaf('input-delay', -2),
      leaf('processing-duration', 40),
      leaf('presentation-delay', 10),
    ]);
    expect(segmentsOf(inp).map(({ path, to }) => [path[1], to])).toEqual([
      ['processing-duration', 40],
      ['presentation-delay', 48],
    ]);
    expect(segmentsOf(leaf('cls', 0))).toEqual([]);
  });
});

const row = (over: Partial<BudgetRow>): BudgetRow => budgetRow({ value: 60, low: 40, high: 80, ...over });

describe('limitDrawing', () => {
  it('takes the larger of two tolerances, a share as one of base', () => {
    expect(limitDrawing(row({ limit: [percent(5), ms(50)] }), 2000)?.limit).toBe(100);
    expect(limitDrawing(row({ limit: [percent(5), ms(50)] }), 400)?.limit).toBe(50);
    expect(limitDrawing(row({ limit: [percent(5), ms(50)] }), 0)?.limit).toBe(50);
  });

  it('has no limit where the share is of an unknown base', () => {
    expect(limitDrawing(row({ limit: [percent(5)] }), null)?.limit).toBeNull();
  });

  it('shows 0, the interval and the limit', () => {
    const scale = limitDrawing(row({ limit: [ms(100)] }), null)?.scale;
    expect(scale?.from).toBe(0);
    expect(scale?.to).toBeGreaterThan(100);
    expect(limitDrawing(row({ low: -20, limit: [ms(100)] }), null)?.scale.from).toBeLessThan(-20);
  });

  it('is none without a number, and none of a number without bound', () => {
    expect(limitDrawing(row({ value: null, low: null, high: null }), 100)).toBeNull();
    expect(limitDrawing(row({ value: Infinity, low: null, high: null }), 100)).toBeNull();
  });

  it('lets an open interval stay open', () => {
    expect(limitDrawing(row({ kind: 'max', high: null, limit: [ms(50)] }), null)?.high).toBeNull();
  });
});

it('limits of a kind that are in the unit of the metric keep numbers on their side', () => {
  const rows = [budgetRow({ limit: [percent(5), ms(50)] }), budgetRow({ kind: 'max', limit: [ms(2500)] })];
  expect(limitsOn(rows, 'max-increase')).toEqual([50]);
  expect(limitsOn(rows, 'max')).toEqual([2500]);
});

const samples: CampaignSamples = {
  route: 'product',
  condition: 'mobile',
  sides: ['base', 'base', 'head', 'base', 'head', 'head', 'base'],
  phases: ['measure', 'measure', 'measure', 'measure', 'measure', 'confirm', 'confirm'],
  blocks: [-1, 0, 0, 1, 1, 0, 0],
  attempts: [1, 1, 1, 1, 1, 1, 1],
  counted: [false, true, true, true, true, true, true],
  failures: [null, null, null, null, null, 'timeout', null],
  columns: [
    { path: ['lcp'], unit: 'ms', steps: [99_000, 10_000, 12_000, null, 12_100, null, 10_200] },
    { path: ['lcp', 'ttfb'], unit: 'ms', steps: [9000, 4000, 4000, null, 4100, null, 4000] },
  ],
};

describe('dotsOf', () => {
  it('counts no warm-up, and no block of which a visit lacks the metric', () => {
    const dots = dotsOf(samples, ['lcp']);
    expect(dots?.dots.map(({ visit, value, counts }) => [visit, value, counts])).toEqual([
      [1, 9900, false],
      [2, 1000, true],
      [3, 1200, true],
      [5, 1210, false],
      [7, 1020, false],
    ]);
    expect(dots).toMatchObject({ visits: 7, failed: [6], freshFrom: 6 });
  });

  it('tells a block from the fresh one of the same number', () => {
    const dots = dotsOf({ ...samples, counted: samples.counted.with(5, false) }, ['lcp']);
    expect(dots?.dots.filter(({ counts }) => counts).map(({ visit }) => visit)).toEqual([2, 3, 7]);
  });

  it('has the values of a part', () => {
    expect(dotsOf(samples, ['lcp', 'ttfb'])?.dots.map(({ value }) => value)).toEqual([900, 400, 400, 410, 400]);
    expect(dotsOf(samples, ['inp'])).toBeNull();
  });

  it('is to the scale of what counts: a slow warm-up lies beyond it', () => {
    const dots = dotsOf(samples, ['lcp']);
    if (dots === null) throw new Error('no dots');
    expect(scaleOfDots(dots, [1050])).toEqual({ from: 992, to: 1208 });
    expect(acrossOf(1, 4)).toBe(0.125);
  });
});

const shown = (rows: ReturnType<typeof rowsOf>): string[] => rows.map(({ budgetPath }) => budgetPath);

describe('rowsOf', () => {
  const tree: Tree = {
    ttfb: { connect: [150, 150, 1], request: [40, 90, 2] },
    'resource-load-duration': { redirect: [0, 0, 0], request: [500, 501, 9] },
    'element-render-delay': [80, 81, 3],
  };
  const lcp = comparison('lcp', tree);

  it('opens the whole, and what holds a change beyond noise', () => {
    expect(shown(rowsOf(lcp, openAtFirst(lcp)))).toEqual([
      'lcp',
      'lcp.ttfb',
      'lcp.ttfb.connect',
      'lcp.ttfb.request',
      'lcp.resource-load-duration',
      'lcp.element-render-delay',
    ]);
  });

  it('opens the phases alone where there is no base', () => {
    const first = { ...lcp, base: null, difference: null };
    expect(shown(rowsOf(first, openAtFirst(first)))).toHaveLength(4);
  });

  it('says of each row whether it has parts and whether they are shown', () => {
    expect(rowsOf(lcp, new Set())).toMatchObject([{ budgetPath: 'lcp', isOpen: false, phase: null }]);
    const rows = rowsOf(lcp, openAtFirst(lcp));
    expect(rows.map(({ isOpen }) => isOpen)).toEqual([true, true, null, null, false, null]);
    expect(rows.map(({ phase }) => phase)).toEqual([null, 0, 0, 0, 1, 2]);
  });

  it('leaves the smallest of many parts out until they are asked for', () => {
    const many: Tree = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p-${index}`, [0, index + 1, 0]]));
    const cls = comparison('cls', many);
    const rows = rowsOf(cls, openAtFirst(cls));
    expect(rows[0]).toMatchObject({ hidden: 8 });
    expect(shown(rows.slice(1))).toEqual(Array.from({ length: 12 }, (_, index) => `cls.p-${index + 8}`));
    const all = new Set([...openAtFirst(cls), keyOfRest(rows[0]?.key ?? '')]);
    expect(rowsOf(cls, all)).toHaveLength(21);
  });
});
