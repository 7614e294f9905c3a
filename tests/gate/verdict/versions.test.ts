import { expect, test } from 'vitest';

import { judgementOf } from '../../../src/gate/verdict/judge-log.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

/** What fifteen recorded blocks of such heads come to, by a record that names this version or none. */
function reasonsOf(run: Partial<RunRecord>): (string | undefined)[] {
  return [62, 64, 70, 72, 74].map((slowerMs) => {
    const routes = [{ name: 'home', slowerMs }];
    const plan = { kind: 'looks', maxBlocks: 15 } as const;
    const [record, ...later] = recordsOf({ routes, blocks: 15, run: { plan, ...run } });
    return judgementOf(memoryLog(record, later)).rows[0]?.reason;
  });
}

// What the code of version 1 said of the same samples.
test('samples that name no version of the rule are judged by the first, as when they were recorded', () => {
  const reasons = ['within-tolerance', 'unclear', 'unclear', 'unclear', 'unconfirmed'];
  expect(reasonsOf({ decision: undefined })).toEqual(reasons);
  expect(reasonsOf({ decision: 1 })).toEqual(reasons);
});

test('samples of the current version are judged by it', () => {
  const reasons = ['within-tolerance', 'within-tolerance', 'unclear', 'unconfirmed', 'unconfirmed'];
  expect(reasonsOf({ decision: 2 })).toEqual(reasons);
});
