import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

import { readLabValues } from '../../../src/field/commands/lab-values.ts';
import { recordsOf, writeRecords } from '../../support/recorded.ts';

test('a value of the lab is the mean of the head visits, with the interval of Student', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-lab-'));
  const records = recordsOf({ routes: [{ name: 'product', slowerMs: 5000 }] });
  writeRecords(folder, records);
  const [lcp, ttfb] = await readLabValues(folder);
  await rm(folder, { recursive: true });
  const values = records.flatMap((record) => {
    if (record.type !== 'visit' || record.side !== 'head' || record.outcome.status !== 'measured') return [];
    const { lcp: reading } = record.outcome.readings;
    return reading?.status === 'measured' ? [reading.breakdown.value] : [];
  });
  expect(values).toHaveLength(10);
  const mean = values.reduce((sum, value) => sum + value, 0) / 10;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9);
  // qt(0.975, 9) of R.
  const reach = (2.262157 * deviation) / Math.sqrt(10);
  expect(mean).toBeGreaterThan(5000);
  expect(lcp).toMatchObject({ route: 'product', condition: 'mobile', path: 'lcp' });
  expect(lcp?.value).toBeCloseTo(mean, 6);
  expect(lcp?.low).toBeCloseTo(mean - reach, 3);
  expect(lcp?.high).toBeCloseTo(mean + reach, 3);
  expect(ttfb?.path).toBe('lcp.ttfb');
});
