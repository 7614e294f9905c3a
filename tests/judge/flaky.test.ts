import { expect, test } from 'vitest';

import { flakyStory, type Failure } from '../../src/judge/flaky.ts';
import type { Campaign, FirstAttempt } from '../../src/model/campaign.ts';
import type { Side } from '../../src/model/deploy.ts';
import { campaignOf, lcpOf } from '../compare/campaigns.ts';

const ORDER: readonly Side[] = ['base', 'head', 'head', 'base'];

/** A campaign of complete blocks in each of which the first attempts at these positions failed. */
function flaky(over: Partial<Omit<Campaign, 'blocks'>>, ...failing: readonly number[]): Campaign {
  const firstAttempts = Array.from({ length: 5 }, (): FirstAttempt[] =>
    ORDER.map((side, position) => ({ side, failed: failing.includes(position) })),
  );
  return campaignOf(({ random }) => ({ lcp: lcpOf(random) }), { firstAttempts, ...over });
}

const FIXED = { kind: 'fixed', blocks: 5 } as const;
const failure = (side: Side, code: string, reason: string): Failure => ({ side, code, reason });
const FAILURES = [
  failure('head', 'timeout', 'it never stopped loading'),
  failure('head', 'http-status', '/ answered 503'),
  failure('head', 'http-status', '/ answered 503'),
  failure('base', 'connection-failed', 'nothing listens'),
  failure('base', 'connection-failed', 'nothing listens'),
  failure('base', 'connection-failed', 'nothing listens'),
];

test('a head that fails more often is told with its counts and with the failure that was most frequent on it', () => {
  expect(flakyStory(flaky({}, 1, 2), FAILURES, FIXED)).toEqual({
    sides: ['head'],
    code: 'http-status',
    reason:
      '10 of 10 visits to head and 0 of 10 visits to base failed at the first attempt, most often: / answered 503',
  });
});

test('where both sides fail, both are counted, and the failure is the most frequent of either', () => {
  expect(flakyStory(flaky({}, 0, 1), FAILURES, FIXED)).toEqual({
    sides: ['base', 'head'],
    code: 'connection-failed',
    reason:
      '5 of 10 visits to base and 5 of 10 visits to head failed at the first attempt, most often: nothing listens',
  });
});

test('nothing is told of failures that do not matter, nor of a first run', () => {
  expect(flakyStory(flaky({}), FAILURES, FIXED)).toBe(null);
  expect(flakyStory(flaky({ hasBase: false }, 1, 2), FAILURES, FIXED)).toBe(null);
});
