import { expect, it } from 'vitest';

import { labelledTicks } from '../../../src/page/app/parts/ticks.ts';

const textsOf = (...of: Parameters<typeof labelledTicks>): string[] => labelledTicks(...of).map(({ text }) => text);

it('the numbers of an axis are written as any number of the report', () => {
  expect(textsOf({ from: 0, to: 1600 }, 'ms')).toEqual(['0', '500 ms', '1.00 s', '1.50 s']);
  expect(textsOf({ from: -30, to: 60 }, 'ms', true)).toEqual(['0', '+50 ms']);
  expect(textsOf({ from: 0, to: 2_000_000 }, 'bytes')).toEqual(['0', '500 kB', '1.00 MB', '1.50 MB', '2.00 MB']);
});

it('they are exact, so that no mark is at another place than it says', () => {
  for (const [unit, from, to] of [
    ['score', 0.0108, 0.0122],
    ['ms', 1101, 1109],
    ['ms', 55.2, 55.9],
  ] as const) {
    const ticks = labelledTicks({ from, to }, unit);
    expect(ticks.length).toBeGreaterThan(1);
    for (const { at, text } of ticks)
      expect(Number.parseFloat(text) * (text.endsWith(' s') ? 1000 : 1)).toBeCloseTo(at, 9);
  }
});
