import { expect, test } from 'vitest';

import { NoiseMeter } from '../../src/lab/visit-noise.ts';
import { visitSchema, type VisitOutcome } from '../../src/model/sample.ts';
import { CpuClock, type CpuReading } from '../../src/system/cpu-time.ts';
import { outcomeOf } from '../compare/campaigns.ts';

/** A clock that reads these, one after the other. */
class Clock extends CpuClock {
  readonly #readings: (CpuReading | null)[];

  constructor(...readings: (CpuReading | null)[]) {
    super();
    this.#readings = readings;
  }

  override read(): CpuReading | null {
    return this.#readings.shift() ?? null;
  }
}

const at = (processMs: number, ownMs: number, stealMs = 0): CpuReading => ({ processMs, ownMs, stealMs });
const MEASURED = outcomeOf({});
const noiseOf = (outcome: VisitOutcome) => (outcome.status === 'measured' ? outcome.noise : undefined);

test('a visit is recorded with what others and the host took meanwhile, without what is ours', async () => {
  const meter = new NoiseMeter(new Clock(at(1000, 300, 20), at(2600, 1700, 50)));
  const outcome = await meter.during(async () => MEASURED);
  expect(noiseOf(outcome)).toEqual({ othersMs: 200, stealMs: 30, turns: expect.any(Number) });
  expect(noiseOf(outcome)?.turns).toBeGreaterThan(0);
});

test('nothing is less than nothing, where ticks are counted in different ways', async () => {
  const meter = new NoiseMeter(new Clock(at(1000, 300), at(1400, 720)));
  expect(noiseOf(await meter.during(async () => MEASURED))).toMatchObject({ othersMs: 0, stealMs: 0 });
});

test('on a system that does not say it is null', async () => {
  expect(noiseOf(await new NoiseMeter(new Clock(null, null)).during(async () => MEASURED))).toBeNull();
});

test('a visit beside another one is not preceded by turning, which would hold that up', async () => {
  const meter = new NoiseMeter(new Clock(...Array.from({ length: 4 }, () => at(0, 0))));
  const [first, second] = await Promise.all([0, 1].map(() => meter.during(async () => MEASURED)));
  expect(first && noiseOf(first)?.turns).toBeGreaterThan(0);
  expect(second && noiseOf(second)?.turns).toBeNull();
});

test('a visit that failed has none, and does not count as under way afterwards', async () => {
  const failed = { status: 'failed', code: 'timeout', reason: 'it hung' } as const;
  const meter = new NoiseMeter(new Clock(...Array.from({ length: 6 }, () => at(0, 0))));
  expect(await meter.during(async () => failed)).toEqual(failed);
  await expect(meter.during(() => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
  expect(noiseOf(await meter.during(async () => MEASURED))?.turns).toBeGreaterThan(0);
});

test.each([
  [undefined, true],
  [null, true],
  [{ stealMs: 0, othersMs: 12_340, turns: null }, true],
  [{ stealMs: -10, othersMs: 0, turns: 1 }, false],
  [{ stealMs: 0, othersMs: 1e11, turns: 1 }, false],
  [{ stealMs: 0, othersMs: 0, turns: 1.5 }, false],
  [{ stealMs: 0, othersMs: 0 }, false],
  [{ stealMs: 0, othersMs: 0, turns: 1, side: 'head' }, false],
])('a record with the noise %j is valid: %s', (noise, isValid) => {
  const about = { type: 'visit', route: 'home', condition: 'mobile', side: 'base', phase: 'measure', page: 'route' };
  const outcome = noise === undefined ? MEASURED : { ...MEASURED, noise };
  expect(visitSchema.safeParse({ ...about, block: 0, position: 0, attempt: 1, outcome }).success).toBe(isValid);
});
