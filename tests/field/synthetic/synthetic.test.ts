import { describe, expect, test } from 'vitest';

import { beaconSchema } from '../../../src/model/beacon.ts';
import { synthesizeRecords } from '../../../src/field/synthetic/records.ts';
import { synthesizeSeries } from '../../../src/field/synthetic/series.ts';
import { deploysOf, MONTH, monthWithStep, type FieldTruth } from '../../../src/field/synthetic/truth.ts';

const THREE_DAYS: FieldTruth = {
  ...MONTH,
  days: 3,
  sessionsPerHour: 25,
  step: { deploy: 1, route: 'product', path: 'lcp.resource-load-delay', ms: 500 },
  dropOut: { deploy: 1, share: 0.3 },
};
const records = [...synthesizeRecords(THREE_DAYS)];
const [, second = ''] = deploysOf(THREE_DAYS).map(({ at }) => at);

const first = (truth: FieldTruth): string => JSON.stringify(synthesizeRecords(truth).take(50).toArray());

function coverageOf(isAfter: boolean): number {
  const those = records.filter(({ t }) => t >= second === isAfter);
  return those.filter(({ type }) => type === 'final').length / those.filter(({ type }) => type === 'start').length;
}

describe('records that are made up', () => {
  test('are records that the collector takes', () => {
    expect(records.length).toBeGreaterThan(5000);
    expect(records.filter((record) => !beaconSchema.safeParse(record).success)).toEqual([]);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(first(THREE_DAYS)).toBe(first(THREE_DAYS));
    expect(first({ ...THREE_DAYS, seed: '2' })).not.toBe(first(THREE_DAYS));
  });

  test('lose a larger share of their ends from the commit on that drops them', () => {
    expect(coverageOf(false)).toBeCloseTo(0.95, 1);
    expect(coverageOf(true)).toBeCloseTo(0.65, 1);
  });

  test('have the mean of the sums that are made without them', () => {
    const sums = synthesizeSeries(THREE_DAYS).filter(({ path, device }) => path === 'lcp' && device === 'mobile');
    for (const isAfter of [false, true]) {
      const those = sums.filter(({ route, at }) => route === 'product' && at >= second === isAfter);
      const mean = those.reduce((all, { sum }) => all + sum, 0) / those.reduce((all, { n }) => all + n, 0);
      const values = records.flatMap((record) =>
        record.type === 'final' &&
        record.device === 'mobile' &&
        record.route === 'product' &&
        record.t >= second === isAfter
          ? [record.lcp?.value ?? Number.NaN]
          : [],
      );
      const found = values.reduce((all, value) => all + value, 0) / values.length;
      expect(Math.abs(found - mean) / mean).toBeLessThan(0.06);
    }
  });
});

test('a month has a deploy a day, and a step half-way unless it is of 0 ms', () => {
  expect(deploysOf(MONTH)).toHaveLength(28);
  expect(monthWithStep('1', 0).step).toBeNull();
  expect(monthWithStep('1', 60).step).toMatchObject({ deploy: 14, route: 'product', ms: 60 });
});
