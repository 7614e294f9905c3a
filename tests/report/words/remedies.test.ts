import { expect, test } from 'vitest';

import { remedyFor } from '../../../src/report/words/remedies.ts';

test('a page that goes on by itself is to be replaced by where it leads', () => {
  expect(remedyFor('left-the-page')).toMatch(/redirects itself .*use the address it leads to as the route’s path/);
});
