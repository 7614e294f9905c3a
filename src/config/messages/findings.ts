import { z } from 'zod';

import { alternativeFor } from '../budgets/schema.ts';
import { fromMessage, quote, suggestion, type Diagnostic } from '../../source/diagnostic.ts';
import { describe, wordComplaint } from './zod-issues.ts';
import type { KeyPath } from '../../source/yaml.ts';

/** A complaint and the path of the key or value it is about. */
export interface PathDiagnostic extends Diagnostic {
  readonly path: KeyPath;
  readonly part: 'key' | 'value';
}

type Issue = z.core.$ZodIssue;

/** What the schema says of a file's value: nothing for a valid one. */
export function schemaFindings(schema: z.ZodType, value: unknown): PathDiagnostic[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const misspelled = new Set(issues.filter(isUnknownKey).map(placeOf));
  return issues
    .filter((issue) => issue.code !== 'custom' || !misspelled.has(placeOf(issue)))
    .flatMap((issue) => findingsOf(schema, value, issue));
}

/** An object whose only key is misspelled also "has none of" its keys: once is enough. */
function isUnknownKey(issue: Issue): boolean {
  return issue.code === 'unrecognized_keys';
}

function placeOf(issue: Issue): string {
  return JSON.stringify(issue.path);
}

function findingsOf(schema: z.ZodType, root: unknown, issue: Issue): PathDiagnostic[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(schema, path, key));
  if (issue.code === 'invalid_union') {
    const word = wordComplaint(issue, nameOf(path), valueAt(root, path));
    if (word !== null) return [{ path, part: 'value', ...word }];
    return branchOf(issue).flatMap((inner) => findingsOf(schema, root, { ...inner, path: [...path, ...inner.path] }));
  }
  const complaint =
    fromMessage(issue.message) ??
    listComplaint(schema, root, issue) ??
    describe(issue, nameOf(path), valueAt(root, path));
  const isAboutKey = issue.code === 'custom' && issue.params?.['part'] === 'key';
  return [{ path, part: isAboutKey ? 'key' : 'value', ...complaint }];
}

/** The complaint about a text in place of a list of texts. The list is suggested only if it would be valid. */
function listComplaint(schema: z.ZodType, root: unknown, issue: Issue): Diagnostic | null {
  const { path } = issue;
  const value = valueAt(root, path);
  if (issue.code !== 'invalid_type' || issue.expected !== 'array' || typeof value !== 'string') return null;
  const entries = value.split(/[,\s]+/).filter((each) => each !== '');
  const isPlain = entries.every((each) => /^[A-Za-z][\w.-]*$/.test(each)) && value.length <= 80;
  const what = `${nameOf(path)} must be a list.`;
  const rest = schema.safeParse(withValue(root, path, entries)).error?.issues ?? [];
  const isTaken = !rest.some((each) => path.every((key, index) => each.path[index] === key));
  return {
    what,
    todo:
      isPlain && isTaken
        ? `Write [${entries.join(', ')}].`
        : 'Write its entries in a list, one a line, each after a dash.',
  };
}

/** A copy of a file's value with another value at a path. */
function withValue(root: unknown, path: KeyPath, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(root))
    return root.map((item: unknown, index) => (index === key ? withValue(item, rest, value) : item));
  const map = (root ?? {}) as Record<PropertyKey, unknown>;
  return { ...map, [key]: withValue(map[key], rest, value) };
}

/** The issues of the alternative that was meant: by the metric for budgets, else the one that got furthest. */
function branchOf(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const key = String(issue.path.at(-1));
  const meant = issue.path.at(-2) === 'budgets' ? alternativeFor(key, issue.errors.length) : null;
  if (meant !== null) return issue.errors[meant] ?? [];
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(depthOf));
  const deepest = Math.max(0, ...issue.errors.map(depth));
  return issue.errors.find((issues) => depth(issues) === deepest) ?? [];
}

/** How far into the value an issue lies; a value of the right type with a wrong content counts as half a step. */
function depthOf(issue: Issue): number {
  return issue.path.length + (issue.code === 'invalid_type' ? 0 : 0.5);
}

function unknownKey(schema: z.ZodType, path: KeyPath, key: string): PathDiagnostic {
  const parent = path.length === 0 ? 'at the top level' : `in ${nameOf(path)}`;
  const what = `Unknown key ${quote(key)} ${parent}.`;
  return { path: [...path, key], part: 'key', what, todo: suggestion(key, keysAt(schema, path)) };
}

/** `routes[0].budgets.lcp` */
function nameOf(path: KeyPath): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** The value at a path of the file, or undefined. */
export function valueAt(root: unknown, path: KeyPath): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** The keys that an object at this path may have. */
function keysAt(schema: z.core.$ZodType, path: KeyPath): string[] {
  const [key, ...rest] = path;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) return [...new Set(inner.options.flatMap((option) => keysAt(option, path)))];
  if (inner instanceof z.ZodArray) return key === undefined ? [] : keysAt(inner.element, rest);
  if (inner instanceof z.ZodRecord) return key === undefined ? [] : keysAt(inner.valueType, rest);
  if (!(inner instanceof z.ZodObject)) return [];
  if (key === undefined) return Object.keys(inner.shape);
  const child = (inner.shape as Record<string, z.core.$ZodType>)[String(key)] ?? inner.def.catchall;
  return child === undefined ? [] : keysAt(child, rest);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrap(schema.def.innerType);
  return schema;
}
