import { expect, test } from 'vitest';

import { settleText } from '../../../src/gate/run/settle-text.ts';
import { Timeline } from '../../../src/lab/quiet/timeline.ts';

test('a page that polls is not said to do nothing: what is measured does not change late', () => {
  const timeline = new Timeline(0);
  for (let at = 200; at < 5_000; at += 200) timeline.add({ at, kind: 'other', what: 'a request' });
  expect(settleText(timeline.learnt())).toBe(
    'the page is done once it has been quiet for 150 ms: nothing was seen to change late.',
  );
});

test('a page that changes 90 ms after it has loaded is not said to do nothing, either', () => {
  const timeline = new Timeline(0);
  timeline.add({ at: 90, kind: 'metric', what: 'a layout shift' });
  expect(settleText(timeline.learnt())).toBe(
    'the page is done once it has been quiet for 240 ms: nothing was seen to change late.',
  );
});

test('a page that changes late has what does so named', () => {
  expect(settleText({ settleMs: 1_450, because: 'a layout shift' })).toBe(
    'the page is done once it has been quiet for 1450 ms: a layout shift may come late.',
  );
});
