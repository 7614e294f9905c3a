import { expect, test } from 'vitest';

import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import type { LaterRecord } from '../../../src/model/record.ts';
import type { RunLog } from '../../../src/record/log.ts';
import { resultSchema } from '../../../src/model/result.ts';
import { renderResult } from '../../../src/report/files/result-json.ts';
import { HEAD_SHA } from '../../report/factories.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

const COMMIT = { sha: 'c'.repeat(40), subject: 'Load the hero late' };

function logOf(...more: LaterRecord[]): RunLog {
  const [run, ...later] = recordsOf({ routes: [{ name: 'home' }, { name: 'product', slowerMs: 400 }] });
  return memoryLog(run, [...more, ...later]);
}

test('a run that found a route slower says in result.json which part, by how much and in which commit', () => {
  const attribution = {
    route: 'product',
    condition: 'mobile',
    path: 'lcp',
    culprits: [COMMIT.sha],
    commits: [{ ...COMMIT, value: 400, low: 390, high: 410, status: 'measured' as const }],
  };
  const { report } = reportOf(logOf({ type: 'attribution', attribution }));
  const { clues = [], comparisons } = resultSchema.parse(JSON.parse(renderResult(report.result)));
  const [part, ...others] = clues.filter(({ kind }) => kind !== 'lcp-element');
  const change = comparisons.find(({ route, metric }) => route === 'product' && metric === 'lcp')?.difference;
  const moved = change?.parts.find(({ id }) => id === 'resource-load-delay');
  expect(moved?.value).toBeGreaterThan(300);
  expect(part).toMatchObject({
    kind: 'part',
    route: 'product',
    path: 'lcp',
    part: ['lcp', 'resource-load-delay'],
    share: (moved?.value ?? 0) / (change?.value ?? 0),
    change: { value: moved?.value, low: moved?.low, high: moved?.high },
    sha: HEAD_SHA,
  });
  expect(others).toMatchObject([{ kind: 'commit', commit: COMMIT, share: 1 }]);
});

test('a run in which nothing is broken has none', () => {
  const [run, ...later] = recordsOf({ routes: [{ name: 'home' }] });
  expect(reportOf(memoryLog(run, later)).report.result.clues).toEqual([]);
});
