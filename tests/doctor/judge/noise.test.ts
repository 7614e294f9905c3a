import { describe, expect, test } from 'vitest';

import { judgeNoise } from '../../../src/doctor/judge/noise.ts';
import { ruleOf } from '../../../src/doctor/known.ts';
import { blocksOf } from '../../../src/doctor/probe/noise.ts';
import { MAD_TO_SIGMA } from '../../../src/stats/scores.ts';
import { BLOCK_OF_FOUR } from '../../../src/stats/estimator.ts';
import type { Series } from '../../../src/stats/series.ts';

const RULE = ruleOf(null);

/** Blocks whose visits lie as far above their median as below it, so that σ is exactly the wanted one. */
function scattered(sigma: number, blocks = 4): Series {
  const away = Math.exp(sigma / (MAD_TO_SIGMA * BLOCK_OF_FOUR));
  return blocksOf(Array.from({ length: 4 * blocks }, (_, visit) => (visit % 2 === 0 ? 1000 * away : 1000 / away)));
}

describe('the noise of a machine', () => {
  test('that is quiet is told with the smallest increase that a run finds', () => {
    const { status, message, remedy } = judgeNoise({ one: scattered(0.02), two: null, problem: null }, RULE);
    expect({ status, remedy }).toEqual({ status: 'ok', remedy: null });
    expect(message).toMatch(
      /^The σ of LCP is 2\.0 % in one lane \(16 visits of 10\d\d ms\); a run finds an increase of \d\.\d % or more in four of five cases\.$/,
    );
  });

  test('that is high is a warning, and grows what a run finds', () => {
    const smallest = (sigma: number): number =>
      Number(
        /increase of ([\d.]+) %/.exec(
          judgeNoise({ one: scattered(sigma), two: null, problem: null }, RULE).message,
        )?.[1],
      );
    expect(smallest(0.1)).toBeGreaterThan(2 * smallest(0.02));
    expect(judgeNoise({ one: scattered(0.1), two: null, problem: null }, RULE)).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('too noisy to clear an unchanged page at 5.0 %.'),
      remedy: expect.stringContaining('larger runner'),
    });
  });

  test('in two lanes is what counts where a run has two, and one lane is the remedy if it is quieter', () => {
    const [quiet, loud] = [scattered(0.02), scattered(0.1)];
    expect(judgeNoise({ one: quiet, two: quiet, problem: null }, RULE)).toMatchObject({
      status: 'ok',
      message: expect.stringMatching(/2\.0 % in one lane .* and 2\.0 % in two lanes/),
    });
    expect(judgeNoise({ one: quiet, two: loud, problem: null }, RULE)).toMatchObject({
      status: 'warn',
      remedy: 'Write `lanes: 1` in the configuration.',
    });
    expect(judgeNoise({ one: loud, two: loud, problem: null }, RULE)).toMatchObject({
      status: 'warn',
      remedy: expect.stringContaining('larger runner'),
    });
  });

  test('is not known after too few visits, or where one fails', () => {
    expect(judgeNoise({ one: scattered(0.02, 1), two: null, problem: null }, RULE)).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('not be visited often enough'),
    });
    expect(judgeNoise({ one: [], two: null, problem: 'Chrome died' }, RULE)).toMatchObject({
      status: 'fail',
      message: 'A page on this machine could not be measured: Chrome died.',
    });
  });
});

test('blocks are whole, and half of their visits stand for head', () => {
  expect(blocksOf([1, 2, 3, 4, 5])).toEqual([
    [
      { head: false, value: 1 },
      { head: true, value: 2 },
      { head: false, value: 3 },
      { head: true, value: 4 },
    ],
  ]);
});
