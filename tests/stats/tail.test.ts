import { expect, test } from 'vitest';

import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import type { Series } from '../../src/stats/series.ts';
import { isUnstableOnHead } from '../../src/stats/tail.ts';

/** Blocks in random order, about 1000 ms each; `slow` says whether a visit takes twice as long. */
function seriesOf(seed: string, slow: (head: boolean, random: () => number) => boolean, blocks = 12): Series {
  const random = seededRandom(seed);
  return Array.from({ length: blocks }, () =>
    blockOrder(random).map((side) => {
      const head = side === 'head';
      return { head, value: (slow(head, random) ? 2000 : 1000) * (0.97 + 0.06 * random()) };
    }),
  );
}

test('a third of slow visits on head alone is unstable, although the centre did not move', () => {
  expect(isUnstableOnHead(seriesOf('a', (head, random) => head && random() < 0.4, 15))).toBe(true);
});

test('slow visits on both sides alike, or on base alone, are not', () => {
  const unstable = Array.from({ length: 200 }, (_, run) =>
    isUnstableOnHead(seriesOf(`null-${run}`, (_head, random) => random() < 0.2)),
  );
  expect(unstable.filter(Boolean).length).toBeLessThanOrEqual(7);
  expect(isUnstableOnHead(seriesOf('b', (head, random) => !head && random() < 0.4, 15))).toBe(false);
});
