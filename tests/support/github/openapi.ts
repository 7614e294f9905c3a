import { readFileSync } from 'node:fs';

import { Ajv, type ValidateFunction } from 'ajv';
import { z } from 'zod';

/**
 * GitHub's own description of what the action asks and is answered. The fake's answers are shorter than GitHub's, so no
 * property is required of them; but what they have must be there in the real ones, and of that type.
 */

interface Schema {
  readonly [key: string]: unknown;
}

const schema: z.ZodType<Schema> = z.record(z.string(), z.unknown());
const extractSchema = z.object({
  operations: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      query: z.array(z.string()),
      body: schema.nullable(),
      responses: z.record(z.string(), schema.nullable()),
    }),
  ),
});
type Operation = z.infer<typeof extractSchema>['operations'][number];

const file = new URL('../../../fixtures/github/openapi.json', import.meta.url);
const { operations } = extractSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const ajv = new Ajv({ strict: false, allErrors: true });
const compiled = new Map<Schema, ValidateFunction>();

export interface RecordedExchange {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly status: number;
  readonly answer: string;
}

/** What of a request and its answer GitHub does not know; GraphQL, which has a description of its own, is left out. */
export function unknownToGitHub({ method, url, body, status, answer }: RecordedExchange): string[] {
  if (url.pathname === '/graphql') return [];
  const about = `${method} ${url.pathname}`;
  const operation = operations.find((each) => each.method === method && matches(each, url.pathname));
  if (operation === undefined) return [`${about} is not described`];
  const stray = [...url.searchParams.keys()].filter((name) => !operation.query.includes(name));
  return [
    ...stray.map((name) => `${about} has no parameter ${name}`),
    ...(operation.body === null ? [] : problems(`the body of ${about}`, operation.body, body)),
    ...answerProblems(`the answer ${status} of ${about}`, operation, status, answer),
  ];
}

function matches({ path }: Operation, pathname: string): boolean {
  // A file's path has slashes of its own.
  const pattern = path.replace('{path}', '.+').replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(pathname);
}

/** Refusals are alike everywhere, and not all described; a file in the raw format is not JSON. */
function isChecked(path: string, status: number): boolean {
  return status < 400 && !path.endsWith('{path}') && !path.endsWith('{file_sha}');
}

function answerProblems(about: string, operation: Operation, status: number, answer: string): string[] {
  const described = operation.responses[String(status)];
  if (!isChecked(operation.path, status)) return [];
  if (described === undefined) return [`${about} is not described`];
  return described === null ? [] : problems(about, partial(described), JSON.parse(answer));
}

/** Compiles all that requests and answers are held against, which takes longer than some time limits of a client. */
export function compileDescription(): void {
  for (const { path, body, responses } of operations) {
    if (body !== null) validatorOf(body);
    for (const [status, described] of Object.entries(responses)) {
      if (isChecked(path, Number(status)) && described !== null) validatorOf(partial(described));
    }
  }
}

function validatorOf(described: Schema): ValidateFunction {
  const validate = compiled.get(described) ?? ajv.compile(described);
  compiled.set(described, validate);
  return validate;
}

function problems(about: string, described: Schema, value: unknown): string[] {
  const validate = validatorOf(described);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${about}${instancePath} ${message ?? ''}`);
}

const partials = new Map<Schema, Schema>();

/** The same without required properties, and without any others. */
function partial(described: Schema): Schema {
  const known = partials.get(described);
  if (known !== undefined) return known;
  const made = loosened(described) as Schema;
  partials.set(described, made);
  return made;
}

function loosened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(loosened);
  if (typeof value !== 'object' || value === null) return value;
  const { required: _, ...rest } = value as Schema;
  const closed = 'properties' in rest && !('allOf' in rest) ? { additionalProperties: false } : {};
  const below = Object.entries(rest).map(([key, each]) => [key, key === 'enum' ? each : loosened(each)] as const);
  return { ...Object.fromEntries(below), ...closed };
}
