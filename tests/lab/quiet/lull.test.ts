import { expect, test } from 'vitest';

import { calmOf } from '../../../src/lab/quiet/lull.ts';
import { Timeline } from '../../../src/lab/quiet/timeline.ts';

test.each([40, 120, 300, 900])(
  'a visit begins ahead only after a gap of %d ms, as long as the page was seen to have',
  (gapMs) => {
    const timeline = new Timeline(0);
    timeline.add({ at: gapMs, kind: 'metric', what: 'a layout shift' });
    const { settleMs } = timeline.learnt();
    const lullBeginsMs = settleMs - calmOf(settleMs);
    expect(lullBeginsMs).toBeGreaterThanOrEqual(gapMs);
    expect(lullBeginsMs).toBeLessThan(gapMs + 10);
  },
);

test('no part of a window below 100 ms is left for a gap', () => {
  expect(calmOf(80)).toBe(80);
});
