import { expect, test } from 'vitest';

import { pageSizeNotices } from '../../../src/report/words/page-size.ts';

test('a page of at most 3 MB is not mentioned', () => {
  expect(pageSizeNotices(3_000_000)).toEqual([]);
});

test('of a larger page its size is told, and what to do', () => {
  expect(pageSizeNotices(3_440_000)).toEqual([
    'The report page, index.html, has 3.4 MB, so a phone takes seconds to open it. Divide the routes between several configurations: each has a page of its own.',
  ]);
});
