import { z } from 'zod';

import { isMetric, unitOf, type Metric } from '../../model/metric.ts';
import type { MetricDefinition } from '../../model/metrics/definition.ts';
import { quantitySchema, SCORE, scoreLimits, scoreSchema, sizeLimits, timeLimits } from './limit-schema.ts';
import { BUDGET_PATH_PATTERN, DYNAMIC_PARENTS, KNOWN_PATHS, spellings } from './path.ts';
import { quote, toMessage } from '../../source/diagnostic.ts';
import { SIZE, SIZE_TOLERANCE, TIME, TOLERANCE } from '../units/time-and-percent.ts';

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
  scoreSchema(`The highest ${SCORE} head may have, for example 0.1.`),
  scoreSchema(`A ${SCORE} score, for example 0.02.`),
);
const TIME_SHAPE = budgetShape(
  quantitySchema(TIME, 'The longest time head may take, for example 2500 ms or 2.5 s.'),
  quantitySchema(TOLERANCE, 'A time or a percentage, for example 50 ms or 5 %.'),
);

const SIZE_SHAPE = budgetShape(
  quantitySchema(SIZE, 'The most that head may transfer, for example 300 kB or 1.2 MB.'),
  quantitySchema(SIZE_TOLERANCE, 'A size or a percentage, for example 5 kB or 2 %.'),
);

/** As much of a zod issue as its message needs. */
type BudgetIssue = { readonly code?: string; readonly input?: unknown };

/** `lcp: 2500 ms` is a likely mistake, so the message suggests a value that the next run accepts. */
function budgetError(limitsOf: (input: string | number) => string) {
  return ({ code, input }: BudgetIssue): string | undefined => {
    if (code !== 'invalid_type' || (typeof input !== 'string' && typeof input !== 'number')) return undefined;
    return toMessage({ what: `${quote(input)} is not a map of limits.`, todo: `Write ${limitsOf(input)}.` });
  };
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
const sizeDefault = z
  .strictObject(SIZE_SHAPE, { error: budgetError(sizeLimits) })
  .partial()
  .meta({ id: 'size-budget', description: 'Limits in B, kB, MB, KiB, MiB or %.', anyOf });

/** A budget as a route writes it over a default: null removes a key. */
const timeOverride = nullable(TIME_SHAPE, timeLimits)
  .nullable()
  .meta({ id: 'route-time-budget', description: 'Limits in ms, s or %.' });
const scoreOverride = nullable(SCORE_SHAPE, scoreLimits)
  .nullable()
  .meta({ id: 'route-score-budget', description: 'Limits as bare numbers.' });
const sizeOverride = nullable(SIZE_SHAPE, sizeLimits)
  .nullable()
  .meta({ id: 'route-size-budget', description: 'Limits in B, kB, MB, KiB, MiB or %.' });

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

type PageUnit = MetricDefinition['unit'];

/** In the order of the alternatives. */
const UNITS = ['ms', 'score', 'bytes'] as const satisfies readonly PageUnit[];

/**
 * A map from budget paths to budgets. Parts that only the page knows fall to the catch-all, and are then checked as
 * budgets of their metric; that every key is a path of some metric is for `readBudgetPath` to say, in better words.
 */
function budgetMap<Schemas extends Readonly<Record<PageUnit, z.ZodType>>>(schemas: Schemas) {
  const schemaOf = (key: string): Schemas[PageUnit] => schemas[unitOfKey(key)];
  const shape = Object.fromEntries(KNOWN_PATHS.map((path) => [path, schemaOf(path).optional()]));
  return z
    .object(shape as Record<string, z.ZodOptional<Schemas[PageUnit]>>)
    .catchall(z.union(UNITS.map((unit): Schemas[PageUnit] => schemas[unit])))
    .superRefine((budgets, context) => {
      const open = Object.entries(budgets).filter(([name]) => shape[name] === undefined && metricOf(name) !== null);
      for (const [key, budget] of open)
        for (const issue of schemaOf(key).safeParse(budget).error?.issues ?? [])
          context.issues.push({ ...issue, path: [key, ...issue.path], input: budget } as z.core.$ZodRawIssue);
    })
    .meta({ propertyNames: { pattern: BUDGET_PATH_PATTERN } });
}

/** The unit of the limits under a budget's key; that of a time where no metric has such a key. */
function unitOfKey(key: string): PageUnit {
  const metric = metricOf(key);
  return metric === null ? 'ms' : unitOf(metric);
}

/** The metric that a budget's key begins with, or null. */
function metricOf(key: string): Metric | null {
  const [, metric = ''] = /^"?([\w-]+)/.exec(key) ?? [];
  return isMetric(metric) ? metric : null;
}

/** Of the alternatives for a budget under this key the one that counts; null if there are others. */
export function alternativeFor(key: string, alternatives: number): number | null {
  return alternatives === UNITS.length ? UNITS.indexOf(unitOfKey(key)) : null;
}

export const defaultBudgetsSchema = budgetMap({ ms: timeDefault, score: scoreDefault, bytes: sizeDefault })
  .meta({ patternProperties: patterns({ ms: 'time-budget', score: 'score-budget', bytes: 'size-budget' }) })
  .describe(
    'Budgets of every route, by the part they limit: lcp, lcp.ttfb, inp.processing-duration, cls, bytes.script.',
  );
export const routeBudgetsSchema = budgetMap({ ms: timeOverride, score: scoreOverride, bytes: sizeOverride })
  .meta({
    patternProperties: patterns({
      ms: 'route-time-budget',
      score: 'route-score-budget',
      bytes: 'route-size-budget',
    }),
  })
  .describe('Merged over the default budgets key by key; null removes one.');

/** Which parts have limits of which unit, because the catch-all cannot express it in JSON Schema. */
function patterns(names: Readonly<Record<PageUnit, string>>) {
  return Object.fromEntries(
    DYNAMIC_PARENTS.map((path) => [`^${spellings(path)}\\.`, { $ref: `#/definitions/${names[unitOfKey(path)]}` }]),
  );
}

/** A budget's value in the file; null if a route removes a key. */
export interface BudgetInput {
  readonly max?: string | number | null | undefined;
  readonly 'max-increase'?: string | number | readonly (string | number)[] | null | undefined;
  readonly enforce?: 'block' | 'warn' | null | undefined;
  readonly percentile?: number | null | undefined;
}
