import { z } from 'zod';

import { BUDGET_PATH_PATTERN, DYNAMIC_PARENTS, KNOWN_PATHS, spellings } from './path.ts';
import { quote, toMessage, type Diagnostic } from '../../source/diagnostic.ts';
import { parseLimit, quantityComplaint, TIME, TOLERANCE, type Quantity } from '../units/time-and-percent.ts';

/** A text with a number and a unit. */
export function quantitySchema(kind: Quantity, description: string) {
  const error = (issue: { readonly input?: unknown }) => toMessage(quantityComplaint(kind, issue.input));
  return z.string({ error }).regex(kind.pattern, { error }).describe(description);
}

/** A CLS score: a bare number, 0 or more. */
function scoreSchema(description: string) {
  const error = scoreError;
  return z.number({ error }).min(0, { error }).describe(description);
}

function scoreError(issue: { readonly input?: unknown }): string {
  return toMessage(scoreComplaint(issue.input));
}

function scoreComplaint(value: unknown): Diagnostic {
  const todo = 'Write a bare number, for example 0.1.';
  if (typeof value === 'number') return { what: `${value} cannot be a CLS score.`, todo };
  if (typeof value !== 'string') return { what: `${quote(value)} is not a CLS score.`, todo };
  const limit = parseLimit(value);
  if (limit?.unit === '%') return { what: `${quote(value)} is a percentage, but CLS is a score without a unit.`, todo };
  if (limit?.unit === 'ms') return { what: `${quote(value)} is a time, but CLS is a score without a unit.`, todo };
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(value))
    return { what: `${quote(value)} is text.`, todo: `Write ${value} without quotes.` };
  return { what: `${quote(value)} is not a CLS score.`, todo };
}

type LimitSchema = z.ZodString | z.ZodNumber;

function budgetShape<Limit extends LimitSchema>(max: Limit, tolerance: Limit) {
  return {
    max,
    'max-increase': z
      .union([tolerance, z.array(tolerance).min(1).max(8)])
      .describe(
        'How much worse head may be than base. Of several tolerances all must be exceeded to break the budget.',
      ),
    enforce: z
      .enum(['block', 'warn'])
      .describe('block (default): a broken budget fails the run. warn: it is only reported.'),
    percentile: z
      .int()
      .min(1)
      .max(99)
      .describe('The percentile of the head visits that must stay within max; default 75.'),
  };
}

const SCORE_SHAPE = budgetShape(
  scoreSchema('The highest CLS head may have, for example 0.1.'),
  scoreSchema('A CLS score, for example 0.02.'),
);
const TIME_SHAPE = budgetShape(
  quantitySchema(TIME, 'The longest time head may take, for example 2500 ms or 2.5 s.'),
  quantitySchema(TOLERANCE, 'A time or a percentage, for example 50 ms or 5 %.'),
);

/** As much of a zod issue as its message needs. */
type BudgetIssue = { readonly code?: string; readonly input?: unknown };

/** `lcp: 2500 ms` is the likely slip: what is suggested instead is what the next run takes. */
function budgetError(limitsOf: (input: string | number) => string) {
  return ({ code, input }: BudgetIssue): string | undefined => {
    if (code !== 'invalid_type' || (typeof input !== 'string' && typeof input !== 'number')) return undefined;
    return toMessage({ what: `${quote(input)} is not a map of limits.`, todo: `Write ${limitsOf(input)}.` });
  };
}

/** Below it a bare number is taken for seconds. */
const LEAST_MS = 50;

function timeLimits(input: string | number): string {
  const bare = Number(input);
  const text = String(input)
    .trim()
    .replace(/^(\d+),(\d+)/, '$1.$2');
  const written = Number.isFinite(bare) ? `${bare} ${bare < LEAST_MS ? 's' : 'ms'}` : text;
  if (TIME.pattern.test(written)) return `{ max: ${written} }`;
  if (TOLERANCE.pattern.test(written)) return `{ max-increase: ${written} }`;
  return 'for example { max: 2500 ms }';
}

function scoreLimits(input: string | number): string {
  const isScore = scoreSchema('').safeParse(Number(input)).success && String(input).trim() !== '';
  return isScore ? `{ max: ${Number(input)} }` : 'for example { max: 0.1 }';
}

const anyOf = [{ required: ['max'] }, { required: ['max-increase'] }];
const timeDefault = z
  .strictObject(TIME_SHAPE, { error: budgetError(timeLimits) })
  .partial()
  .meta({ id: 'time-budget', description: 'Limits in ms, s or %.', anyOf });
const scoreDefault = z
  .strictObject(SCORE_SHAPE, { error: budgetError(scoreLimits) })
  .partial()
  .meta({ id: 'score-budget', description: 'Limits as bare numbers.', anyOf });

/** A budget as a route writes it over a default: null removes a key. */
const timeOverride = nullable(TIME_SHAPE, timeLimits)
  .nullable()
  .meta({ id: 'route-time-budget', description: 'Limits in ms, s or %.' });
const scoreOverride = nullable(SCORE_SHAPE, scoreLimits)
  .nullable()
  .meta({ id: 'route-score-budget', description: 'Limits as bare numbers.' });

function nullable<Limit extends LimitSchema>(
  shape: ReturnType<typeof budgetShape<Limit>>,
  limitsOf: (input: string | number) => string,
) {
  const { max, 'max-increase': increase, enforce, percentile } = shape;
  return z
    .strictObject(
      {
        max: max.nullable(),
        'max-increase': increase.nullable(),
        enforce: enforce.nullable(),
        percentile: percentile.nullable(),
      },
      { error: budgetError(limitsOf) },
    )
    .partial();
}

/**
 * A map from budget paths to budgets. Parts that only the page knows fall to the catch-all, and are then checked as
 * budgets of their metric; that every key is a path of some metric is for `readBudgetPath` to say, in better words.
 */
function budgetMap<Time extends z.ZodType, Score extends z.ZodType>(time: Time, score: Score) {
  const shape = Object.fromEntries(
    KNOWN_PATHS.map((path): [string, z.ZodOptional<Time | Score>] => [
      path,
      path === 'cls' ? score.optional() : time.optional(),
    ]),
  );
  return z
    .object(shape)
    .catchall(z.union([time, score]))
    .superRefine((budgets, context) => {
      for (const [key, budget] of Object.entries(budgets).filter(([name]) => shape[name] === undefined))
        for (const issue of (isScorePath(key) ? score : time).safeParse(budget).error?.issues ?? [])
          context.issues.push({ ...issue, path: [key, ...issue.path], input: budget } as z.core.$ZodRawIssue);
    })
    .meta({ propertyNames: { pattern: BUDGET_PATH_PATTERN } });
}

/** Whether a budget's key is below CLS, whose limits are scores. */
export function isScorePath(key: string): boolean {
  return /^"?cls\b/.test(key);
}

export const defaultBudgetsSchema = budgetMap(timeDefault, scoreDefault)
  .meta({ patternProperties: patterns('time-budget', 'score-budget') })
  .describe('Budgets of every route, by the part they limit: lcp, lcp.ttfb, inp.processing-duration, cls.');
export const routeBudgetsSchema = budgetMap(timeOverride, scoreOverride)
  .meta({ patternProperties: patterns('route-time-budget', 'route-score-budget') })
  .describe('Merged over the default budgets key by key; null removes one.');

/** What the catch-all cannot say in JSON Schema: which parts have times and which have scores. */
function patterns(time: string, score: string) {
  const ofTime = { $ref: `#/definitions/${time}` };
  const ofScore = { $ref: `#/definitions/${score}` };
  return Object.fromEntries(
    DYNAMIC_PARENTS.map((path) => [`^${spellings(path)}\\.`, path === 'cls' ? ofScore : ofTime]),
  );
}

/** A budget's value in the file; null where a route removes a key. */
export interface BudgetInput {
  readonly max?: string | number | null | undefined;
  readonly 'max-increase'?: string | number | readonly (string | number)[] | null | undefined;
  readonly enforce?: 'block' | 'warn' | null | undefined;
  readonly percentile?: number | null | undefined;
}
