import { describe, expect, test } from 'vitest';

import { blockPermutationTest } from '../../src/stats/permutation.ts';
import {
  lastLookOf,
  lastProofLook,
  proofEnd,
  proofStanding,
  type ProofEnd,
  type ProofStanding,
} from '../../src/stats/proof.ts';
import { blockOrder, seededRandom, type Random } from '../../src/stats/random.ts';
import type { ObservedBlock, Series } from '../../src/stats/series.ts';
import { constantsOf, DECISION_VERSIONS } from '../../src/stats/versions.ts';
import { zeroScores } from '../../src/stats/views.ts';

const { proof } = constantsOf(2);

/** How a red stands whose p-values after so many fresh blocks are these; 1 after all others. */
function standing(made: number, p: Readonly<Record<number, number>> = {}, endsEarly = false): ProofStanding {
  return proofStanding(proof, { made, endsEarly, pAfter: (blocks) => p[blocks] ?? 1 });
}

test('the levels of a proof sum to 1 %, and no more: the union bound that the guarantee is', () => {
  const tenThousandths = proof.looks.map(({ level }) => Math.round(level * 10_000));
  expect(proof.looks.map(({ level }) => level * 10_000)).toEqual(tenThousandths.map((each) => expect.closeTo(each, 9)));
  expect(tenThousandths.reduce((sum, each) => sum + each, 0)).toBe(100);
});

test('a proof has looks at ever more blocks, each of which some labelling can pass', () => {
  for (const { looks } of DECISION_VERSIONS.map((version) => constantsOf(version).proof))
    for (const [index, { blocks, level }] of looks.entries()) {
      expect(blocks).toBeGreaterThan(looks[index - 1]?.blocks ?? 0);
      expect(level).toBeGreaterThanOrEqual(6 ** -blocks);
    }
});

describe('fresh blocks', () => {
  test.each(proof.looks)('confirm a red at $blocks blocks from a p-value of $level on', ({ blocks, level }) => {
    expect(standing(blocks, { [blocks]: level, 8: Math.min(level, 0.5) })).toBe('confirmed');
    const above = { 8: 0.5, [blocks]: level * 1.001 };
    expect(standing(blocks, above)).toBe(blocks === lastLookOf(proof).blocks ? 'refused' : 'open');
  });

  test('between two looks say what the look before said', () => {
    expect(standing(3, { 3: 0 })).toBe('open');
    expect([5, 6, 7].map((blocks) => standing(blocks, { [blocks]: 0 }))).toEqual(['open', 'open', 'open']);
    expect([5, 6, 7].map((blocks) => standing(blocks, { 4: 0 }))).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  test('that confirmed a red do not take it back', () => {
    expect(standing(16, { 4: 0.001 })).toBe('confirmed');
  });

  test('give up a red at eight blocks where less than half is left to hope for, and at no other number', () => {
    expect([standing(8, { 8: 0.5 }), standing(8, { 8: 0.51 }), standing(11, { 8: 0.51 })]).toEqual([
      'open',
      'refused',
      'refused',
    ]);
    expect(standing(4, { 4: 0.99 })).toBe('open');
    expect(standing(12, { 8: 0.5, 12: 0.99 })).toBe('open');
  });

  test('do not confirm what they gave up, however many more another red needs', () => {
    const p = { 8: 0.9, 12: 0.0001, 16: 0.0001 };
    for (const made of [8, 9, 12, 16]) expect(standing(made, p)).toBe('refused');
    expect(standing(9, { 8: 0.9, 9: 0.0001 }, true)).toBe('refused');
    expect(standing(16, { 4: 0.0001, 8: 0.9 })).toBe('confirmed');
  });

  test('that end early are looked at as they are, in place of the last look', () => {
    expect(standing(6, { 6: 0.0032 }, true)).toBe('confirmed');
    expect(standing(6, { 6: 0.0033 }, true)).toBe('refused');
  });
});

function endOf(p: Readonly<Record<number, number>>, futility = proof.futility): ProofEnd {
  return proofEnd({ ...proof, futility }, (blocks) => p[blocks] ?? 1);
}

describe('a proof whose blocks are all made', () => {
  test('ends at the first look that is passed', () => {
    expect(endOf({ 4: 0.002, 8: 0.002, 12: 0.0001 })).toEqual({ confirmed: true, blocks: 8 });
  });

  test('ends where it is given up, and at its last look if nothing gives it up', () => {
    expect(endOf({ 4: 0.4, 8: 0.6, 16: 0.0001 })).toEqual({ confirmed: false, blocks: 8 });
    expect(endOf({ 4: 0.4, 8: 0.6, 16: 0.0001 }, null)).toEqual({ confirmed: true, blocks: 16 });
    expect(endOf({ 4: 0.9, 8: 0.4, 16: 0.0033 })).toEqual({ confirmed: false, blocks: 16 });
  });
});

test('the last hurdle of a red is that of the rule that it was planned by; a fixed number of blocks has none', () => {
  const rule = { alpha: 0.1, comparisons: 1 };
  const looks = { kind: 'looks', maxBlocks: 15 } as const;
  expect(lastProofLook({ ...rule, plan: looks })).toEqual({ blocks: 16, level: 0.0032 });
  expect(lastProofLook({ ...rule, plan: looks, version: 1 })).toEqual({ blocks: 8, level: 0.05 });
  expect(lastProofLook({ ...rule, plan: { kind: 'fixed', blocks: 7 } })).toBeNull();
});

test('a proof without looks is a mistake', () => {
  expect(() => lastLookOf({ looks: [] })).toThrow(RangeError);
});

// --- the guarantee --------------------------------------------------------------------------------------------------

/** A p-value of the four fresh blocks of the first look for each of the 6⁴ ways to label them. */
function firstLookPs(values: readonly (readonly number[])[]): number[] {
  const pairs = [
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [2, 3],
  ];
  const labelled = values.reduce<Series[]>(
    (before, block) =>
      before.flatMap((series) =>
        pairs.map((heads): Series => [
          ...series,
          block.map((value, position) => ({ head: heads.includes(position), value })),
        ]),
      ),
    [[]],
  );
  return labelled.map((series) => blockPermutationTest(zeroScores(series, { kind: 'part', step: 0.1 })).upper);
}

test('of all labels of four blocks no more than the level of the first look confirm, whatever the values are', () => {
  const random = seededRandom('every labelling');
  for (const scatter of [1, 50, 1000]) {
    const values = [0, 1, 2, 3].map(() => [0, 1, 2, 3].map(() => 300 + Math.round(scatter * random() ** 4)));
    const ps = firstLookPs(values);
    expect(ps).toHaveLength(6 ** 4);
    const level = proof.looks[0]?.level ?? NaN;
    expect(ps.filter((p) => p <= level).length / ps.length).toBeLessThanOrEqual(level);
  }
});

/** Fresh blocks of unchanged code: heavy tails, drift, and ticks of 8 ms. */
function unchanged(blocks: number, random: Random): Series {
  return Array.from({ length: blocks }, (_, index): ObservedBlock =>
    blockOrder(random).map((side) => ({
      head: side === 'head',
      value: 8 * Math.round((200 + 5 * index + 20 * random() + (random() < 0.1 ? 300 * random() : 0)) / 8),
    })),
  );
}

/** Goes from look to look as a campaign does. */
function proves(random: Random): boolean {
  const series = unchanged(lastLookOf(proof).blocks, random);
  const pAfter = (blocks: number): number =>
    blockPermutationTest(zeroScores(series.slice(0, blocks), { kind: 'time', step: 8 })).upper;
  for (const { blocks } of proof.looks) {
    const found = proofStanding(proof, { made: blocks, endsEarly: false, pAfter });
    if (found !== 'open') return found === 'confirmed';
  }
  throw new Error('a proof ends at its last look');
}

test('a red of unchanged code is confirmed by fresh blocks in at most 1 % of runs', () => {
  const runs = 3000;
  const random = seededRandom('proof of chance');
  const confirmed = Array.from({ length: runs }, () => proves(random)).filter(Boolean).length;
  // Two standard errors of 1 %; it is less, because looks overlap and futility leaves some out.
  expect(confirmed / runs).toBeLessThan(0.01 + 2 * Math.sqrt(0.0099 / runs));
  expect(confirmed / runs).toBeGreaterThan(0.002);
});
