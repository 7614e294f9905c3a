import { expect, test, vi } from 'vitest';

import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import type { Prices } from '../../../src/model/price.ts';
import { runRecordSchema, type RunRecord } from '../../../src/model/record.ts';
import { resultSchema } from '../../../src/model/result.ts';
import type { RunLog } from '../../../src/record/log.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderResult } from '../../../src/report/files/result-json.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { usedPrice } from '../../support/prices.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

const TODAY = '2026-11-27';

function logOf(run: Partial<RunRecord>): RunLog {
  const [first, ...later] = recordsOf({ routes: [{ name: 'home' }, { name: 'product', slowerMs: 400 }], run });
  return memoryLog(runRecordSchema.parse(JSON.parse(JSON.stringify(first))), later);
}

const priced = (read: Prices['read'] = [usedPrice()]): RunLog => logOf({ prices: { today: TODAY, read } });

const LINE =
  /≈ −5\.\d to −1\.\d % conversions on `?product`? at field traffic \(association; 2026-10-20…11-19; lab→field 0\.8 \[0\.7, 0\.9\]\)/;

test('a regression of a priced route has its price in the comment, the terminal and result.json', () => {
  const { report } = reportOf(priced());
  expect(renderComment(report).match(new RegExp(LINE, 'g'))).toHaveLength(1);
  expect(renderTerminal(report, { color: false })).toMatch(new RegExp(`^ {2}│ ${LINE.source}$`, 'm'));
  const { prices } = resultSchema.parse(JSON.parse(renderResult(report.result)));
  expect(prices).toMatchObject([{ route: 'product', path: 'lcp', file: 'price.json', reason: null }]);
  expect(prices?.[0]?.conversions?.low).toBeCloseTo(-0.05, 1);
  expect(report.notices).toEqual([]);
});

test('a run judged again years later has the same price: its age is that of the day of the run', () => {
  const first = renderComment(reportOf(priced()).report);
  vi.useFakeTimers({ now: Date.parse('2031-01-01') });
  try {
    expect(renderComment(reportOf(priced()).report)).toBe(first);
  } finally {
    vi.useRealTimers();
  }
});

test('a price that is not shown is a notice', () => {
  const old = { from: '2026-05-01T00:00:00.000Z', to: '2026-05-28T00:00:00.000Z' };
  const { report } = reportOf(priced([usedPrice({ window: old })]));
  expect(renderComment(report)).not.toContain('conversions');
  expect(report.result.prices).toMatchObject([{ conversions: null, reason: 'stale' }]);
  expect(report.notices).toEqual([
    'The price of LCP on product (price.json) is not shown, because its page views end on 2026-05-28, more than 90 days before this run. Run vitals-gate field price again.',
  ]);
});

test('a run without prices says nothing of them', () => {
  const { report } = reportOf(logOf({}));
  expect('prices' in report.result).toBe(false);
  expect(renderComment(report)).not.toContain('conversions');
});
