import type { z } from 'zod';

import { quote, suggestion, type Diagnostic } from '../../source/diagnostic.ts';

type Issue = z.core.$ZodIssue;

const NOUNS: Readonly<Record<string, string>> = {
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** Words for the issues that the schema leaves to zod. */
export function describe(issue: Issue, name: string, value: unknown): Diagnostic {
  if (value === undefined) return missing(name);
  if (issue.code === 'invalid_type') return wrongType(name, issue.expected, value);
  if (issue.code === 'too_small') return tooSmall(name, issue, value);
  if (issue.code === 'too_big') return tooBig(name, issue, value);
  if (issue.code === 'invalid_value') return wrongWord(name, issue.values, value);
  return { what: `${name} is not valid: ${issue.message}.`, todo: 'Compare it with the example in the README.' };
}

/** One of a few words or numbers was to be written. */
function wrongWord(name: string, known: readonly unknown[], value: unknown): Diagnostic {
  if (typeof value === 'string' && known.some((word) => typeof word !== 'string' && String(word) === value.trim()))
    return quotedComplaint(name, value);
  const todo = suggestion(
    typeof value === 'string' && !known.some(Number.isFinite) ? value : '',
    known.map(String),
    'It can be',
  );
  return { what: `${name} cannot be ${quote(value)}.`, todo };
}

function quotedComplaint(name: string, value: string): Diagnostic {
  return { what: `${name} is the text ${quote(value)}.`, todo: `Write ${value.trim()} without quotes.` };
}

/**
 * The complaint about a text in place of a word or a value of another type (`unbounded` or a number). Null for any
 * other choice.
 */
export function wordComplaint(
  { errors }: Extract<Issue, { code: 'invalid_union' }>,
  name: string,
  value: unknown,
): Diagnostic | null {
  const issues = errors.flat();
  const others = issues.flatMap((issue) => (issue.code === 'invalid_type' ? [issue.expected] : []));
  const words = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(String) : []));
  if (typeof value !== 'string' || words.length === 0 || words.length + others.length > issues.length) return null;
  if (others.some(isNumeric) && NUMBER.test(value.trim())) return quotedComplaint(name, value);
  const near = suggestion(value, words).replace(/Known here: .*/, '');
  const list = [...words, ...others.map((type) => NOUNS[type] ?? type)].join(', or ');
  return { what: `${name} cannot be ${quote(value)}.`, todo: `${near}It can be: ${list}.` };
}

const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;

function isNumeric(type: string): boolean {
  return type === 'number' || type === 'int';
}

function tooSmall(name: string, issue: Extract<Issue, { code: 'too_small' }>, value: unknown): Diagnostic {
  const { origin, minimum, inclusive } = issue;
  if (origin === 'array') return { what: `${name} is empty.`, todo: 'Write at least one entry.' };
  if (origin === 'string') return { what: `${name} is empty.`, todo: 'Write a text.' };
  return outOfRange(name, inclusive === false ? `greater than ${minimum}` : `${minimum} or more`, value);
}

function tooBig(name: string, issue: Extract<Issue, { code: 'too_big' }>, value: unknown): Diagnostic {
  const { origin, maximum, inclusive } = issue;
  if (origin === 'array') return { what: `${name} has more than ${maximum} entries.`, todo: 'Remove some.' };
  if (origin === 'string') return { what: `${name} has more than ${maximum} characters.`, todo: 'Shorten it.' };
  return outOfRange(name, inclusive === false ? `less than ${maximum}` : `${maximum} or less`, value);
}

function outOfRange(name: string, wanted: string, value: unknown): Diagnostic {
  return { what: `${name} must be ${wanted}.`, todo: `Write a number that is ${wanted}, instead of ${quote(value)}.` };
}

function wrongType(name: string, expected: string, value: unknown): Diagnostic {
  const noun = NOUNS[expected] ?? expected;
  if (value === null) {
    const quotes = expected === 'string' ? ' A text that begins with # needs quotes.' : '';
    return { what: `${name} is empty.`, todo: `Write ${noun}, or remove the key.${quotes}` };
  }
  if (expected === 'array' && typeof value === 'string')
    return { what: `${name} must be a list.`, todo: `Write [${value.slice(0, 80)}].` };
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return { what: `${name} must be text, not ${value}.`, todo: `Write it in quotes: "${value}".` };
  if (typeof value === 'string' && isPlain(expected, value.trim())) return quotedComplaint(name, value);
  return { what: `${name} must be ${noun}, not ${kindOf(value)}.`, todo: `Write ${noun}.` };
}

/** Whether a text would be of the type without its quotes. */
function isPlain(expected: string, text: string): boolean {
  return expected === 'boolean' ? /^(?:true|false)$/.test(text) : isNumeric(expected) && NUMBER.test(text);
}

function missing(name: string): Diagnostic {
  return { what: `${name} is missing.`, todo: 'Add it.' };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : quote(value);
}
