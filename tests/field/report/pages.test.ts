import { expect, test } from 'vitest';

import { deploysPage, deploysText } from '../../../src/field/report/deploys.ts';
import { reportPageHtml } from '../../../src/field/report/page-html.ts';
import { ratioPage, ratioText } from '../../../src/field/report/ratio.ts';
import { sloPage, sloText } from '../../../src/field/report/slo.ts';
import { lackingIn } from '../../support/field/page.ts';
import { ABOUT, deployRow, ratioRow, sloRow } from '../../support/field/report-rows.ts';

const STEPS = [
  deployRow(),
  deployRow({ path: 'cls', change: 0.04, low: 0.03, high: 0.05, deepest: false }),
  deployRow({ path: 'inp', change: 2, low: -4, high: 8, verdict: 'none' }),
  deployRow({ sha: 'b2c3d4e5', at: '2026-10-25T10:00:00Z', verdict: 'unclear', reason: 'too-few-data' }),
];

test('the steps of deploys are in a table and drawn, those of one unit together', () => {
  const html = reportPageHtml(deploysPage(STEPS, ABOUT));
  expect(lackingIn(html, deploysText(STEPS, ABOUT))).toEqual([]);
  expect(html).toContain(
    'aria-label="Steps of times: product on mobile, LCP › resource load delay +420 ms (380 to 460)."',
  );
  expect(html).toContain('aria-label="Steps of scores: product on mobile, CLS +0.040 (0.030 to 0.050)."');
});

test('ratios are in a table', () => {
  const rows = [ratioRow(), ratioRow({ path: 'inp', lab: null, ratio: null, low: null, high: null, reason: 'no-lab' })];
  expect(lackingIn(reportPageHtml(ratioPage(rows, ABOUT)), ratioText(rows, ABOUT))).toEqual([]);
});

const SLO = [
  sloRow(),
  sloRow({ path: 'inp', value: 260, low: 240, high: 281, max: 200, verdict: 'fail' }),
  sloRow({ path: 'cls', value: 0.04, low: null, high: null, max: null, verdict: null }),
];

test('percentiles are drawn in percent of their limits, those without a limit only told', () => {
  const html = reportPageHtml(sloPage(SLO, ABOUT));
  expect(lackingIn(html, sloText(SLO, ABOUT))).toEqual([]);
  expect(html).toContain('aria-label="In percent of the limit: LCP p75 2.41 s; INP p75 260 ms."');
  // The limit is where 100 % of the scale from 0 to 146.12 % lies.
  const [, limit = ''] = /class="limit" x1="([\d.]+)%"/.exec(html) ?? [];
  expect(Number(limit)).toBeCloseTo(100 / 1.4612, 2);
});

test('a limit that nothing comes near is still drawn', () => {
  const html = reportPageHtml(sloPage([sloRow({ value: 500, low: 480, high: 520 })], ABOUT));
  const [, limit = ''] = /class="limit" x1="([\d.]+)%"/.exec(html) ?? [];
  const [, value = ''] = /class="point" cx="([\d.]+)%"/.exec(html) ?? [];
  expect(Number(value) / Number(limit)).toBeCloseTo(500 / 2500, 3);
});

test('a report without page views says so', () => {
  const none = { ...ABOUT, scope: null, isEmpty: true };
  expect(lackingIn(reportPageHtml(sloPage([], none)), sloText([], none))).toEqual([]);
});

test('what visitors and repositories call things stays text', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'`';
  const html = reportPageHtml(deploysPage([deployRow({ route: hostile, condition: '</h1><script>' })], ABOUT));
  expect(html).not.toMatch(/<img|<script|onerror="/);
  expect(lackingIn(html, '<img src=x onerror=alert(1)>')).toEqual([]);
});
