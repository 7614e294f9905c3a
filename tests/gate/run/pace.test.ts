import { describe, expect, test } from 'vitest';

import { Pace, type PacedCampaign } from '../../../src/gate/run/pace.ts';

const campaign = (spentMs: number, isOver: boolean, confirmingMs = 0): PacedCampaign => ({
  spentMs,
  isOver,
  confirmingMs,
});
const OVER = campaign(30_000, true);
const WAITING = campaign(0, false);

function paceOf(campaigns: readonly PacedCampaign[], { limitMs = null as number | null, lanes = 1 } = {}) {
  let nowMs = 5_000;
  const pace = new Pace(limitMs, lanes, () => nowMs);
  pace.expect(campaigns);
  return { pace, wait: (ms: number): void => void (nowMs += ms) };
}

describe('what is left of a run', () => {
  test('is not known while no campaign was measured to its end', () => {
    const current = campaign(12_000, false);
    const skipped = campaign(0, true);
    expect(paceOf([current, WAITING, WAITING]).pace.left(current, 8_000)).toBeNull();
    expect(paceOf([current, skipped, WAITING]).pace.left(current, 8_000)).toBeNull();
  });

  test('is the mean of the measured campaigns for each of the others, less what they have had', () => {
    const current = campaign(10_000, false);
    const { pace } = paceOf([OVER, campaign(50_000, true), current, WAITING, WAITING]);
    expect(pace.left(current, 5_000)).toEqual({ ms: 30_000 + 2 * 40_000, campaigns: 2 });
  });

  test('counts a campaign that served identical bytes neither as one that is left nor as one that is fast', () => {
    const current = campaign(30_000, false);
    const { pace } = paceOf([OVER, campaign(0, true), campaign(0, true), current, WAITING]);
    expect(pace.left(current, null)).toEqual({ ms: 30_000, campaigns: 1 });
  });

  test('is at least what the campaign needs until its next look, and nothing of it once it is decided', () => {
    const current = campaign(28_000, false);
    const { pace } = paceOf([OVER, current]);
    expect(pace.left(current, 9_000)?.ms).toBe(9_000);
    expect(pace.left(current, 1_000)?.ms).toBe(2_000);
    expect(pace.left(current, null)?.ms).toBe(0);
  });

  test('is nothing for another that has had more than the mean', () => {
    const current = campaign(30_000, false);
    expect(paceOf([OVER, current, campaign(90_000, false)]).pace.left(current, null)?.ms).toBe(0);
  });

  test('is half of it where two campaigns are measured at once', () => {
    const current = campaign(30_000, false);
    const { pace } = paceOf([OVER, current, WAITING, WAITING, WAITING], { lanes: 2 });
    expect(pace.left(current, null)?.ms).toBe(45_000);
  });

  test('is no more than the run’s limit leaves, on top of which comes what confirming took', () => {
    const current = campaign(30_000, false);
    const { pace, wait } = paceOf([OVER, campaign(30_000, true, 7_000), current, WAITING, WAITING], {
      limitMs: 60_000,
    });
    wait(50_000);
    expect(pace.left(current, null)?.ms).toBe(17_000);
    wait(20_000);
    expect(pace.left(current, null)?.ms).toBe(0);
  });
});
