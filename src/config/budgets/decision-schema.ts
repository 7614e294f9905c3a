import { z } from 'zod';

import type { DecisionSettings } from '../../model/config.ts';
import { LANE_SETTINGS } from '../../model/lanes.ts';
import type { MaxBlocks } from '../../stats/plan.ts';
import { quantitySchema } from './limit-schema.ts';
import { toMessage } from '../../source/diagnostic.ts';
import { pathSchema } from '../routes/path-schema.ts';
import { PERCENTAGE, parseLimit } from '../units/time-and-percent.ts';

const MAX_BLOCKS = [10, 15, 20] as const satisfies readonly MaxBlocks[];
/** Six hours: no job of a hosted runner is longer. */
const MOST_MINUTES = 360;

const percentage = quantitySchema(PERCENTAGE, '');

/** How a run decides, and how long it may take. */
export const decisionShape = {
  'max-blocks': z
    .literal(MAX_BLOCKS)
    .default(15)
    .describe('The most blocks of four visits per route and condition; a decided route stops earlier.'),
  'max-minutes': z
    .number()
    .positive()
    .max(MOST_MINUTES)
    .optional()
    .describe(
      'The time of all visits together; budgets that are undecided then are inconclusive. Confirming a red comes on top.',
    ),
  lanes: z
    .literal(LANE_SETTINGS)
    .default('auto')
    .describe(
      'How many routes are visited at a time; auto: 2 from four cores on, else 1. Routes with an absolute budget, or with one on INP, are visited alone.',
    ),
  'false-alarms': percentage
    .refine(isChance, {
      error: toMessage({ what: 'The chance of a false alarm must be between 0.0001 % and 10 %.', todo: 'Write 10 %.' }),
    })
    .optional()
    .describe(
      'The chance, at most, that the looks of a run on unchanged code suspect any blocking budget: 10 % by default where fresh blocks must confirm it, 1 % on a fixed number of blocks, where a suspicion blocks by itself.',
    ),
  control: z
    .strictObject({
      path: pathSchema.describe('A page that pull requests do not change, on both deploys.'),
      'difference-in-differences': z
        .boolean()
        .default(false)
        .describe('Whether LCP is compared in units of that page, instead of giving up where the hosts differ.'),
    })
    .optional()
    .describe(
      'Shows whether two remote hosts are equally fast: visited beside each visit when a deploy is not on loopback.',
    ),
};

type DecisionInput = z.infer<z.ZodObject<typeof decisionShape>>;

export function resolveDeciding(input: DecisionInput): DecisionSettings {
  return {
    maxBlocks: input['max-blocks'],
    maxMinutes: input['max-minutes'] ?? null,
    lanes: input.lanes,
    alpha: input['false-alarms'] === undefined ? null : fraction(input['false-alarms']),
  };
}

function fraction(text: string): number {
  return (parseLimit(text)?.value ?? 0) / 100;
}

function isChance(text: string): boolean {
  const chance = fraction(text);
  return chance >= 1e-6 && chance <= 0.1;
}
