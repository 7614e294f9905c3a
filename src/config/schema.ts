import { z } from 'zod';

import { allowHostsSchema } from './deploys/allow-hosts-schema.ts';
import { quantitySchema } from './budgets/limit-schema.ts';
import { defaultBudgetsSchema, routeBudgetsSchema } from './budgets/schema.ts';
import { quote, type Diagnostic } from '../source/diagnostic.ts';
import { conditionsSchema } from './conditions/schema.ts';
import { bisectSchema } from './deploys/bisect-schema.ts';
import { deploysSchema } from './deploys/schema.ts';
import { decisionShape } from './budgets/decision-schema.ts';
import { fieldSchema } from './field/schema.ts';
import { historySchema } from './history/schema.ts';
import { explainSchema, sourceMapsSchema } from './explain-schema.ts';
import { priceFilesSchema } from './price/schema.ts';
import { graphqlSchema } from './graphql/schema.ts';
import { interactionSchema } from './routes/interactions/interactions.ts';
import { pathSchema } from './routes/path-schema.ts';
import { printableName } from './name-schema.ts';
import { checked } from './schema-parts.ts';
import { sessionShape } from './routes/session-schema.ts';
import { DURATION, parseDurationMs } from './units/time-and-percent.ts';
import { grantShape } from './budgets/waiver-schema.ts';

/** Shortest and longest settle window, ms. */
const SETTLE_MS = { min: 100, max: 60_000 } as const;

// --- routes -------------------------------------------------------------------------------------------------------

function settleComplaint(text: string): Diagnostic | null {
  const ms = parseDurationMs(text);
  if (ms === undefined || (ms >= SETTLE_MS.min && ms <= SETTLE_MS.max)) return null;
  return {
    what: `${quote(text)} is not between 100 ms and 1 min.`,
    todo: 'Write for example 500 ms, or leave it out, and the gate works it out.',
  };
}

const settleSchema = checked(quantitySchema(DURATION, ''), settleComplaint).describe(
  'How long a page must be quiet to be done; 100 ms or more. Not given: the unrecorded first visits learn it.',
);

const routeSchema = z
  .strictObject({
    name: printableName('a route').describe('What reports call the route; unique.'),
    path: pathSchema.describe("Path and query below the deploy's URL, with a leading slash."),
    conditions: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(20)
      .default(['mobile'])
      .describe('The devices and networks it is visited under: mobile, desktop, or names of the top-level conditions.'),
    interactions: z
      .array(interactionSchema)
      .max(100)
      .default([])
      .describe('What is done on the page, in order; INP is the slowest of them.'),
    settle: settleSchema.optional(),
    ...sessionShape("Takes the place of the file's own; null removes it."),
    budgets: routeBudgetsSchema.default({}),
  })
  .describe('A page that is benchmarked.');

// --- the file -----------------------------------------------------------------------------------------------------

/** `vitals-gate.yml` as a user writes it. */
export const configSchema = z
  .strictObject({
    deploys: deploysSchema.default({}),
    routes: z.array(routeSchema).min(1).max(1000).default([]).describe('The pages to gate.'),
    graphql: graphqlSchema.optional(),
    field: fieldSchema.optional(),
    history: historySchema.optional(),
    budgets: defaultBudgetsSchema.default({}),
    bisect: bisectSchema.optional(),
    explain: explainSchema.optional(),
    'source-maps': sourceMapsSchema.optional(),
    price: priceFilesSchema.optional(),
    conditions: conditionsSchema.default({}),
    'allow-hosts': allowHostsSchema.default([]),
    ...sessionShape('Of every route that does not declare its own.'),
    'on-inconclusive': z
      .enum(['pass', 'block'])
      .default('pass')
      .describe('What a run does whose noise forbids an answer.'),
    'on-unmeasured': z.enum(['block', 'pass']).default('block').describe('What a run does that could not measure.'),
    'pre-existing': z
      .enum(['warn', 'block'])
      .default('warn')
      .describe('What a head does that is over max, but no worse than base.'),
    'measure-identical': z
      .boolean()
      .default(false)
      .describe('Whether a route is measured although base and head serve it identical bytes in the same time.'),
    ...decisionShape,
    ...grantShape,
    settle: settleSchema.optional(),
  })
  .meta({
    title: 'vitals-gate.yml',
    description: 'Performance budgets that a pull request must keep.',
    anyOf: [{ required: ['routes'] }, { required: ['graphql'] }, { required: ['field'] }],
  });

export type ConfigInput = z.infer<typeof configSchema>;

/** The schema for editors: draft-07, of the file as written. */
export function configJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
}
