import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { decide, decideByPlan, type Question } from '../../src/stats/decide.ts';
import { blockPermutationTest } from '../../src/stats/permutation.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { proofStanding } from '../../src/stats/proof.ts';
import { constantsOf } from '../../src/stats/versions.ts';
import { zeroScores } from '../../src/stats/views.ts';
import { seriesOf } from './recorded.ts';

/*
 * decisions.json was computed by an independent implementation of docs/statistics.md (reference.ts, which counts labellings in whole
 * numbers and imports nothing of src) on visits that it made up: `npm run golden:decisions`.
 */
const asked = z.object({
  kind: z.enum(['time', 'part', 'score', 'size']),
  step: z.number(),
  relative: z.number().optional(),
  absolute: z.number().optional(),
});
const visits = { name: z.string(), asked, orders: z.array(z.string()), values: z.array(z.array(z.number())) };
const look = z.object({
  blocks: z.number(),
  zero: z.number(),
  pZero: z.number(),
  pTol: z.number(),
  pOk: z.number(),
  pFaster: z.number(),
  verdict: z.string(),
});
const golden = z
  .object({
    campaigns: z.array(
      z.object({
        ...visits,
        shared: z.object({
          maxBlocks: z.union([z.literal(10), z.literal(15), z.literal(20)]),
          alpha: z.number(),
          comparisons: z.number(),
        }),
        looks: z.array(look),
      }),
    ),
    proofs: z.array(
      z.object({
        ...visits,
        looks: z.array(z.object({ blocks: z.number(), level: z.number(), pZero: z.number() })),
        outcome: z.enum(['confirmed', 'futile', 'not-confirmed']),
        blocks: z.number(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden/decisions.json'), 'utf8')));

function questionOf({ kind, step, relative, absolute }: z.infer<typeof asked>): Question {
  return {
    quantity: { kind, step },
    tolerances: [
      ...(relative === undefined ? [] : [{ kind: 'relative', fraction: relative } as const]),
      ...(absolute === undefined ? [] : [{ kind: 'absolute', amount: absolute } as const]),
    ],
  };
}

describe.each(golden.campaigns)('the reference says of $name', (campaign) => {
  const { maxBlocks, alpha, comparisons } = campaign.shared;
  const rule: DecisionRule = { plan: { kind: 'looks', maxBlocks }, alpha, comparisons };
  const series = seriesOf(campaign.values, campaign.orders);
  const question = questionOf(campaign.asked);

  test.each(campaign.looks)('$verdict after $blocks blocks, with these p-values', (expected) => {
    const found = decide(series.slice(0, expected.blocks), question, rule);
    expect(found.verdict).toBe(expected.verdict);
    expect(found.thresholds?.zero).toBeCloseTo(expected.zero, 12);
    for (const p of ['pZero', 'pTol', 'pOk', 'pFaster'] as const) expect(found[p], p).toBeCloseTo(expected[p], 12);
  });

  test('that it is decided at the first look that does not go on', () => {
    const first = campaign.looks.find(({ verdict }) => verdict !== 'continue') ?? campaign.looks.at(-1);
    const { verdict, blocks } = decideByPlan(series, question, rule);
    expect([verdict, blocks]).toEqual([first?.verdict, first?.blocks]);
  });
});

describe.each(golden.proofs)('the reference says of $name', (fresh) => {
  const series = seriesOf(fresh.values, fresh.orders);
  const { quantity } = questionOf(fresh.asked);
  const pAfter = (blocks: number): number => blockPermutationTest(zeroScores(series.slice(0, blocks), quantity)).upper;
  const { proof } = constantsOf();

  test.each(fresh.looks)('that "slower at all" has this p-value after $blocks', ({ blocks, pZero }) => {
    expect(pAfter(blocks)).toBeCloseTo(pZero, 12);
  });

  test(`that they are ${fresh.outcome} after ${fresh.blocks}`, () => {
    expect(proof.looks).toEqual(fresh.looks.map(({ blocks, level }) => ({ blocks, level })));
    const standingAt = (made: number) => proofStanding(proof, { made, endsEarly: false, pAfter });
    const before = proof.looks.filter(({ blocks }) => blocks < fresh.blocks).map(({ blocks }) => standingAt(blocks));
    expect(before.filter((standing) => standing !== 'open')).toEqual([]);
    expect(standingAt(fresh.blocks)).toBe(fresh.outcome === 'confirmed' ? 'confirmed' : 'refused');
  });
});
