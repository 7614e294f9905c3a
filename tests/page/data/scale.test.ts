import { describe, expect, it } from 'vitest';

import { fractionAt, percentAt, scaleFromZero, scaleOver, ticksOf } from '../../../src/page/data/scale.ts';

describe('scaleOver', () => {
  it('shows all values with room on both sides', () => {
    expect(scaleOver([200, 100, 150])).toEqual({ from: 96, to: 204 });
  });

  it('does not reach below 0 unless a value does', () => {
    expect(scaleOver([1, 101]).from).toBe(0);
    expect(scaleOver([-10, 90]).from).toBe(-14);
  });

  it('has a length for equal values, zeros and none, and leaves out what has no place on a line', () => {
    for (const values of [[50], [50, 50], [0], [], [Infinity, 3, Number.NaN]]) {
      const { from, to } = scaleOver(values);
      expect(to).toBeGreaterThan(from);
      expect(Number.isFinite(to - from)).toBe(true);
    }
  });

  it('begins at 0 for lengths', () => {
    expect(scaleFromZero([500, 1000])).toEqual({ from: 0, to: 1040 });
    expect(scaleFromZero([])).toEqual({ from: 0, to: 1 });
  });
});

describe('fractionAt', () => {
  it('maps the ends of a scale to 0 and 1, and keeps what lies beyond them at the ends', () => {
    const scale = { from: -100, to: 300 };
    expect([-100, 0, 300].map((value) => fractionAt(value, scale))).toEqual([0, 0.25, 1]);
    expect([-500, 301, Infinity].map((value) => fractionAt(value, scale))).toEqual([0, 1, 1]);
    expect(percentAt(1 / 3, { from: 0, to: 1 })).toBe('33.333%');
  });
});

describe('ticksOf', () => {
  it('are round numbers inside the scale, no more than asked for', () => {
    expect(ticksOf({ from: 0, to: 1550 }, 4)).toEqual([0, 500, 1000, 1500]);
    expect(ticksOf({ from: 96, to: 204 }, 4)).toEqual([100, 150, 200]);
    expect(ticksOf({ from: -0.13, to: 0.42 }, 3)).toEqual([0, 0.2, 0.4]);
  });

  it('carry no dust of floating-point steps', () => {
    expect(ticksOf({ from: 0, to: 0.35 }, 4)).toEqual([0, 0.1, 0.2, 0.3]);
  });
});
