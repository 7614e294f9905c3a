import { describe, expect, test } from 'vitest';

import { culpritOf } from '../../src/explain/culprit.ts';
import { comparison, type Tree } from '../report/factories.ts';

function culprit(tree: Tree) {
  const { difference } = comparison('lcp', tree);
  if (difference === null) throw new Error('a comparison with a base has a difference');
  return culpritOf(difference);
}

describe('the part that explains a change', () => {
  test('is the largest resolved phase, with its share', () => {
    const found = culprit({
      ttfb: [400, 401, 5],
      'resource-load-delay': [100, 500, 10],
      'element-render-delay': [80, 84, 7],
    });
    expect(found?.segments).toEqual(['resource-load-delay']);
    expect(found?.share).toBeCloseTo(400 / 405);
  });

  test('goes as deep as one part holds half of what is above it', () => {
    const deep = culprit({
      ttfb: { request: { db: [10, 200, 4], cdn: [10, 12, 4] }, dns: [0, 0, 0] },
      'resource-load-delay': [1, 1, 1],
    });
    expect(deep?.segments).toEqual(['ttfb', 'request', 'db']);
    const spread = culprit({ ttfb: { request: [10, 50, 4], dns: [0, 45, 4], connect: [0, 45, 4] } });
    expect(spread?.segments).toEqual(['ttfb']);
  });

  test('is nothing where the change itself is not resolved', () => {
    expect(culprit({ ttfb: [400, 410, 20], 'resource-load-delay': [100, 108, 20] })).toBeNull();
  });

  test('is no part whose interval contains 0, and none that went the other way', () => {
    expect(culprit({ ttfb: [400, 390, 2], 'resource-load-delay': [100, 131, 2] })?.segments).toEqual([
      'resource-load-delay',
    ]);
    const unresolved = {
      id: 'lcp',
      value: 60,
      low: 40,
      high: 80,
      parts: [{ id: 'ttfb', value: 60, low: -1, high: 121, parts: [] }],
    };
    expect(culpritOf(unresolved)).toBeNull();
  });

  test('explains an improvement as well', () => {
    expect(culprit({ ttfb: [400, 300, 5], 'resource-load-delay': [100, 101, 0.5] })?.segments).toEqual(['ttfb']);
  });
});
