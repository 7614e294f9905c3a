import { expect, test } from 'vitest';

import { switchback, type SwitchbackCell } from '../../../src/stats/experiments/switchback.ts';

const DESIGN = { burnInMinutes: 0, together: false, seed: 'seed' };

/** Pairs of periods of a region, treated first in every other pair; levels differ by region and pair. */
function pairs(region: string, count: number, effect: number): SwitchbackCell[] {
  return Array.from({ length: 2 * count }, (_, period) => {
    const pair = Math.floor(period / 2);
    const treated = (pair + period) % 2 === 0;
    const noise = [0.3, -0.2, 0.1, -0.4, 0.2, 0.4, -0.1][(period * 3) % 7] ?? 0;
    const mean = region.length * 10 + 5 * pair + noise + (treated ? effect : 0);
    const m = 50 + 10 * (period % 3);
    return { region, block: String(pair), period, treated, minutesIntoPeriod: 30, m, y: m * mean };
  });
}

test('levels of regions and blocks cancel', () => {
  const { effect, switches } = switchback([...pairs('a', 6, 4), ...pairs('bbb', 6, 4)], DESIGN);
  expect(effect).toMatchObject({
    refused: null,
    method: 'randomisation',
    clusters: 12,
    assignments: { count: 4096, exact: true },
  });
  expect(effect).toHaveProperty('difference.value', expect.closeTo(4, 0));
  expect(effect).toHaveProperty('p', 2 / 4096);
  expect(switches).toBe(12);
});

test('regions that switch together were drawn once', () => {
  const { effect, switches } = switchback([...pairs('a', 7, 4), ...pairs('bbb', 7, 4)], { ...DESIGN, together: true });
  expect(effect).toMatchObject({ clusters: 7, p: 2 / 128, assignments: { count: 128, exact: true } });
  expect(switches).toBe(7);
});

test('periods that were drawn on their own are permuted within their block, with as many treated', () => {
  const cells = pairs('a', 6, 4).map((cell) => ({ ...cell, block: String(Math.floor(cell.period / 4)) }));
  expect(switchback(cells, DESIGN).effect).toMatchObject({ clusters: 3, assignments: { count: 6 ** 3, exact: true } });
});

test('the first minutes of each period are dropped', () => {
  const early = pairs('a', 6, 400).map((cell) => ({ ...cell, minutesIntoPeriod: 5 }));
  const late = pairs('a', 6, 4);
  const { effect, dropped } = switchback([...early, ...late], { ...DESIGN, burnInMinutes: 15 });
  expect(effect).toEqual(switchback(late, DESIGN).effect);
  expect(dropped).toEqual({ burnIn: early.reduce((sum, { m }) => sum + m, 0), oneArm: 0 });
});

test('a block with one arm only says nothing', () => {
  const alone = { region: 'a', block: 'late', period: 12, treated: false, minutesIntoPeriod: 30, m: 70, y: 7 };
  const { effect, dropped } = switchback([...pairs('a', 6, 4), alone], DESIGN);
  expect(effect).toEqual(switchback(pairs('a', 6, 4), DESIGN).effect);
  expect(dropped).toEqual({ burnIn: 0, oneArm: 70 });
});

test('three switches are refused, and so are periods without any difference', () => {
  expect(switchback(pairs('a', 3, 4), DESIGN)).toMatchObject({ effect: { refused: 'too-few-switches' }, switches: 3 });
  const equal = pairs('a', 6, 0).map((cell) => ({ ...cell, y: 3 * cell.m }));
  expect(switchback(equal, DESIGN).effect).toEqual({ refused: 'no-variation' });
});

test('many pairs are drawn, with about the p-value of all', () => {
  const weak = (count: number) => switchback(pairs('a', count, 0.05), DESIGN).effect;
  expect(weak(14)).toMatchObject({ assignments: { count: 16_384, exact: true } });
  const { effect } = switchback([...pairs('a', 14, 0.05), ...pairs('bbb', 14, 0.05)], DESIGN);
  expect(effect).toMatchObject({ assignments: { count: 10_000, exact: false } });
});

test('a period with both arms is an error of the caller', () => {
  const [first, ...rest] = pairs('a', 6, 4);
  const both = first && [first, { ...first, treated: !first.treated }, ...rest];
  expect(() => switchback(both ?? [], DESIGN)).toThrow('period 0 of block 0 has both arms');
});
