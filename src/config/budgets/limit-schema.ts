import { z } from 'zod';

import { definitionOf, METRICS, unitOf } from '../../model/metric.ts';
import { quote, toMessage, type Diagnostic } from '../../source/diagnostic.ts';
import {
  parseLimit,
  quantityComplaint,
  SIZE,
  SIZE_TOLERANCE,
  TIME,
  TOLERANCE,
  type Quantity,
} from '../units/time-and-percent.ts';

/** A text with a number and a unit. */
export function quantitySchema(kind: Quantity, description: string) {
  const error = (issue: { readonly input?: unknown }) => toMessage(quantityComplaint(kind, issue.input));
  return z.string({ error }).regex(kind.pattern, { error }).describe(description);
}

/** What those metrics are called that are scores. */
const SCORES = METRICS.filter((metric) => unitOf(metric) === 'score').map((metric) => definitionOf(metric).name);
export const SCORE = SCORES.join(' or ');

/** A score, as CLS is one: a bare number, 0 or more. */
export function scoreSchema(description: string) {
  const error = scoreError;
  return z.number({ error }).min(0, { error }).describe(description);
}

function scoreError(issue: { readonly input?: unknown }): string {
  return toMessage(scoreComplaint(issue.input));
}

function scoreComplaint(value: unknown): Diagnostic {
  const todo = 'Write a bare number, for example 0.1.';
  if (typeof value === 'number') return { what: `${value} cannot be a ${SCORE} score.`, todo };
  if (typeof value !== 'string') return { what: `${quote(value)} is not a ${SCORE} score.`, todo };
  const limit = parseLimit(value);
  if (limit?.unit === '%')
    return { what: `${quote(value)} is a percentage, but ${SCORE} is a score without a unit.`, todo };
  if (limit?.unit === 'bytes')
    return { what: `${quote(value)} is a size, but ${SCORE} is a score without a unit.`, todo };
  if (limit?.unit === 'ms') return { what: `${quote(value)} is a time, but ${SCORE} is a score without a unit.`, todo };
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(value))
    return { what: `${quote(value)} is text.`, todo: `Write ${value} without quotes.` };
  return { what: `${quote(value)} is not a ${SCORE} score.`, todo };
}

/** Below these a bare number is taken for seconds, or for kB. */
const LEAST_MS = 50;
const LEAST_BYTES = 10_000;

/** What somebody may have meant who wrote a value in place of a map of limits. */
export function timeLimits(input: string | number): string {
  const bare = Number(input);
  const text = String(input)
    .trim()
    .replace(/^(\d+),(\d+)/, '$1.$2');
  const written = Number.isFinite(bare) ? `${bare} ${bare < LEAST_MS ? 's' : 'ms'}` : text;
  if (TIME.pattern.test(written)) return `{ max: ${written} }`;
  if (TOLERANCE.pattern.test(written)) return `{ max-increase: ${written} }`;
  return 'for example { max: 2500 ms }';
}

export function scoreLimits(input: string | number): string {
  const isScore = scoreSchema('').safeParse(Number(input)).success && String(input).trim() !== '';
  return isScore ? `{ max: ${Number(input)} }` : 'for example { max: 0.1 }';
}

export function sizeLimits(input: string | number): string {
  const bare = Number(input);
  const text = String(input).trim();
  const written = Number.isFinite(bare) && text !== '' ? `${bare} ${bare < LEAST_BYTES ? 'kB' : 'B'}` : text;
  if (SIZE.pattern.test(written)) return `{ max: ${written} }`;
  if (SIZE_TOLERANCE.pattern.test(written)) return `{ max-increase: ${written} }`;
  return 'for example { max: 300 kB }';
}
