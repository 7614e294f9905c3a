import { z } from 'zod';

import { GRAPH_METRICS, type GraphMetric } from '../../model/metric.ts';
import { quote, toMessage, type Diagnostic } from '../../source/diagnostic.ts';

const PERCENT = /^ *\d{1,15}(?:\.\d{1,15})? *% *$/;
const TARGETS = ['operation', 'subgraph', 'route'] as const;

function limitComplaint(value: unknown): Diagnostic {
  const todo = 'Write a bare number, for example 500.';
  if (typeof value === 'number') return { what: `${value} cannot be the limit of a cost.`, todo };
  if (typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value.trim()))
    return { what: `${quote(value)} is text.`, todo: `Write ${value.trim()} without quotes.` };
  if (typeof value === 'string' && PERCENT.test(value))
    return { what: `${quote(value)} is a percentage, but this limit is absolute.`, todo };
  return { what: `${quote(value)} is not a cost: costs have no unit.`, todo };
}

function toleranceComplaint(value: unknown): Diagnostic {
  const todo = 'Write for example 10 % or 50.';
  if (typeof value === 'number') return { what: `${value} cannot be an increase.`, todo };
  return { what: `${quote(value)} is neither a percentage nor a bare number.`, todo };
}

/** A cost: a bare number, 0 or more. */
function costSchema(complaint: (value: unknown) => Diagnostic, description: string) {
  const error = (issue: { readonly input?: unknown }) => toMessage(complaint(issue.input));
  return z.number({ error }).min(0, { error }).describe(description);
}

const limit = costSchema(limitComplaint, 'The most it may cost on head.');
const toleranceError = (issue: { readonly input?: unknown }) => toMessage(toleranceComplaint(issue.input));
const tolerance = z.union([
  costSchema(toleranceComplaint, 'A cost.'),
  z.string({ error: toleranceError }).regex(PERCENT, { error: toleranceError }).describe('A percentage.'),
]);

/** What the next run takes in place of a limit that stands alone. */
function limitsOf(input: string | number): string {
  const text = String(input).trim();
  if (PERCENT.test(text)) return `{ max-increase: ${text} }`;
  return /^\d+(?:\.\d+)?$/.test(text) ? `{ max: ${text} }` : 'for example { max: 500 }';
}

const limitsSchema = z
  .strictObject(
    {
      max: limit,
      'max-increase': z
        .union([tolerance, z.array(tolerance).min(1).max(8)])
        .describe(
          'How much more head may cost than base. Of several tolerances all must be exceeded to break the budget.',
        ),
      enforce: z
        .enum(['block', 'warn'])
        .describe('block (default): a broken budget fails the run. warn: it is only reported.'),
    },
    {
      error: ({ code, input }) =>
        code === 'invalid_type' && (typeof input === 'number' || typeof input === 'string')
          ? toMessage({ what: `${quote(input)} is not a map of limits.`, todo: `Write ${limitsOf(input)}.` })
          : undefined,
    },
  )
  .partial()
  .refine((limits) => limits.max !== undefined || limits['max-increase'] !== undefined, {
    error: toMessage({
      what: 'This limits nothing: it has neither max nor max-increase.',
      todo: 'Write for example { max: 500 } or { max-increase: 10 % }.',
    }),
  })
  .meta({ anyOf: [{ required: ['max'] }, { required: ['max-increase'] }] });

const metricShape = Object.fromEntries(GRAPH_METRICS.map((metric) => [metric, limitsSchema.optional()])) as Record<
  GraphMetric,
  z.ZodOptional<typeof limitsSchema>
>;

const nameSchema = z.string().trim().min(1).max(200);

/** One entry of `graphql: budgets:`: what it is about, and limits on what that costs. */
export const graphqlBudgetSchema = z
  .strictObject({
    operation: nameSchema.describe('The operations it is about, by name; * is any text.').optional(),
    subgraph: nameSchema.describe('A subgraph: what all operations together cost in it, each counted once.').optional(),
    route: nameSchema.describe('A route: what the operations cost that one visit of it sends.').optional(),
    ...metricShape,
  })
  .superRefine((budget, context) => {
    const complaint = entryComplaint(budget);
    if (complaint !== null) context.addIssue({ code: 'custom', message: toMessage(complaint) });
  })
  .meta({
    allOf: [
      { oneOf: TARGETS.map((key) => ({ required: [key] })) },
      { anyOf: GRAPH_METRICS.map((key) => ({ required: [key] })) },
    ],
  });

function entryComplaint(budget: object): Diagnostic | null {
  const written = (keys: readonly string[]): string[] =>
    keys.filter((key) => (budget as Record<string, unknown>)[key] !== undefined);
  const targets = written(TARGETS);
  if (targets.length !== 1)
    return {
      what: `A budget is about exactly one of ${TARGETS.join(', ')}; this one names ${targets.join(' and ') || 'none'}.`,
      todo: 'Write for example { operation: "Product*", field-cost: { max: 500 } }.',
    };
  if (written(GRAPH_METRICS).length === 0)
    return {
      what: 'This budget limits nothing.',
      todo: `Add one of ${GRAPH_METRICS.join(', ')}, for example field-cost: { max: 500 }.`,
    };
  if (targets[0] === 'subgraph' && written(['fetches', 'waves']).length > 0)
    return {
      what: 'Fetches and waves belong to a whole operation, not to a subgraph.',
      todo: 'Limit them in a budget of an operation or a route.',
    };
  return null;
}

export type GraphqlBudgetInput = z.infer<typeof graphqlBudgetSchema>;
