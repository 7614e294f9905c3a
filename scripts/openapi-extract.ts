/**
 * `node scripts/openapi-extract.ts api.github.com.json`: writes fixtures/github/openapi.json, the part of GitHub's own
 * description (npm `@octokit/openapi`, generated/api.github.com.json) that the action's requests are checked against. Format it
 * afterwards (`npm run format`).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const OPERATIONS = [
  ['get', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['post', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['patch', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['delete', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['get', '/repos/{owner}/{repo}/compare/{basehead}'],
  ['get', '/repos/{owner}/{repo}/contents/{path}'],
  ['get', '/repos/{owner}/{repo}/pulls'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}'],
  ['get', '/repos/{owner}/{repo}/commits/{commit_sha}/pulls'],
  ['get', '/repos/{owner}/{repo}/commits/{ref}'],
  ['get', '/repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head'],
  ['get', '/repos/{owner}/{repo}/git/ref/{ref}'],
  ['get', '/repos/{owner}/{repo}/activity'],
  ['get', '/repos/{owner}/{repo}/git/commits/{commit_sha}'],
  ['get', '/repos/{owner}/{repo}/git/trees/{tree_sha}'],
  ['get', '/repos/{owner}/{repo}/git/blobs/{file_sha}'],
  ['post', '/repos/{owner}/{repo}/git/blobs'],
  ['post', '/repos/{owner}/{repo}/git/trees'],
  ['post', '/repos/{owner}/{repo}/git/commits'],
  ['post', '/repos/{owner}/{repo}/git/refs'],
  ['patch', '/repos/{owner}/{repo}/git/refs/{ref}'],
] as const;

/** The depth to which schemas are read. */
const DEPTH = 4;
const KEPT = ['type', 'enum', 'nullable', 'minimum', 'maximum', 'required'] as const;

type Json = Readonly<Record<string, unknown>>;

const [, , file = ''] = process.argv;
const description = JSON.parse(readFileSync(file, 'utf8')) as Json;

function resolved(value: unknown): Json {
  const { $ref } = value as { $ref?: string };
  if ($ref === undefined) return value as Json;
  const found = $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Json)[key], description);
  return resolved(found);
}

function pruned(value: unknown, depth: number): Json {
  const schema = resolved(value);
  // Validators take `nullable` beside a type only.
  const isKept = (key: string): boolean => key in schema && (key !== 'nullable' || 'type' in schema);
  const kept = Object.fromEntries(KEPT.filter(isKept).map((key) => [key, schema[key]]));
  if (depth === 0) return 'type' in schema && schema['type'] !== 'object' ? kept : {};
  const below = (each: unknown): Json => pruned(each, depth - 1);
  const choices = (['oneOf', 'anyOf', 'allOf'] as const).flatMap((key) =>
    key in schema ? [[key, (schema[key] as unknown[]).map(below)]] : [],
  );
  const properties = schema['properties'] as Json | undefined;
  return {
    ...kept,
    ...Object.fromEntries(choices),
    ...('items' in schema ? { items: below(schema['items']) } : {}),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, below(each)])) }),
  };
}

function schemaIn(content: unknown): Json | null {
  const json = (content as Json | undefined)?.['application/json'] as Json | undefined;
  return json?.['schema'] === undefined ? null : pruned(json['schema'], DEPTH);
}

const operations = OPERATIONS.map(([method, template]) => {
  const operation = ((description['paths'] as Json)[template] as Json)[method] as Json;
  const parameters = ((operation['parameters'] ?? []) as unknown[]).map(resolved);
  const responses = Object.entries(operation['responses'] as Json).map(([status, response]) => [
    status,
    schemaIn(resolved(response)['content']),
  ]);
  const body = operation['requestBody'];
  return {
    method: method.toUpperCase(),
    path: template,
    query: parameters.filter((each) => each['in'] === 'query').map((each) => each['name']),
    body: body === undefined ? null : schemaIn(resolved(body)['content']),
    responses: Object.fromEntries(responses) as Json,
  };
});
const target = path.resolve(import.meta.dirname, '../fixtures/github/openapi.json');
const { version } = description['info'] as Json;
writeFileSync(
  target,
  `${JSON.stringify({ source: `@octokit/openapi, api.github.com ${String(version)}`, operations })}\n`,
);
