import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * What a workflow of the repository must keep to beside being valid (workflows.test.ts). One whose token can only read may
 * be as plain as its author likes; one that may write anything, or that sees a secret, is held to more.
 */

const FOLDER = path.resolve(import.meta.dirname, '../../.github/workflows');

const permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]);
const workflowSchema = z.object({
  permissions: permissionsSchema.optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(
    z.string(),
    z
      .object({
        permissions: permissionsSchema.optional(),
        'timeout-minutes': z.number().optional(),
        steps: z
          .array(z.object({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() }).loose())
          .default([]),
      })
      .loose(),
  ),
});
type Permissions = z.infer<typeof permissionsSchema> | undefined;

const PINNED = /^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40}$/;
const VERSION = /^v\d+\.\d+\.\d+$/;
const TAGGED = /@v\d+(?:\.\d+){0,2}$/;

interface Use {
  readonly uses: string;
  /** The comment on the line: the version that the commit has. */
  readonly comment: string | null;
}

/** The actions and workflows of other repositories. */
function usesOf(text: string): Use[] {
  return [...text.matchAll(/^\s*(?:- )?uses: *['"]?([^\s'"#]+)['"]?(?: +# *(.*))?$/gm)]
    .map(([, uses = '', comment = null]) => ({ uses, comment }))
    .filter(({ uses }) => !uses.startsWith('.'));
}

function mayWrite(permissions: Permissions): boolean {
  if (typeof permissions === 'string') return permissions === 'write-all';
  return Object.values(permissions ?? {}).includes('write');
}

function isPowerful(text: string): boolean {
  const { permissions, jobs } = workflowSchema.parse(parse(text));
  const seesSecret = /\bsecrets\.(?!GITHUB_TOKEN\b)|secrets: inherit/.test(text);
  return seesSecret || [permissions, ...Object.values(jobs).map((job) => job.permissions)].some(mayWrite);
}

/** What of the rules a workflow breaks, in lines. */
function brokenRules(text: string): string[] {
  const workflow = workflowSchema.parse(parse(text));
  return [
    ...(mayWrite(workflow.permissions) ? ['every job may write: give the right to the job that needs it'] : []),
    ...pinFaults(text),
    ...(isPowerful(text) ? powerFaults(text) : []),
  ];
}

function pinFaults(text: string): string[] {
  const uses = usesOf(text);
  const mustPin = isPowerful(text) || uses.some(({ uses: each }) => PINNED.test(each));
  return uses
    .filter(({ uses: each, comment }) => {
      if (!mustPin) return !TAGGED.test(each) && !PINNED.test(each);
      return PINNED.test(each) ? !VERSION.test(comment ?? '') : !VERSION.test(each.split('@')[1] ?? '');
    })
    .map(({ uses: each }) => `${each} is not pinned`);
}

function powerFaults(text: string): string[] {
  const { permissions, concurrency, jobs } = workflowSchema.parse(parse(text));
  return [
    ...(permissions === undefined ? ['the workflow does not say what a job may by default'] : []),
    ...(concurrency === undefined ? ['two runs may go on at once: there is no `concurrency`'] : []),
    ...Object.entries(jobs).flatMap(([name, job]) => [
      ...(job.permissions === undefined ? [`${name} does not say what it may`] : []),
      ...(job['timeout-minutes'] === undefined ? [`${name} has no time limit`] : []),
      ...(job.steps.some((step) => leavesToken(step)) ? [`${name} leaves its token in the checkout`] : []),
    ]),
  ];
}

function leavesToken({
  uses,
  with: inputs,
}: {
  uses?: string | undefined;
  with?: Record<string, unknown> | undefined;
}) {
  return uses?.startsWith('actions/checkout@') === true && inputs?.['persist-credentials'] !== false;
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name)) : [];
const workflows = files.map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')] as const);

describe('a workflow of the repository', () => {
  test.each(workflows)('keeps to the rules: %s', (_name, text) => {
    expect(brokenRules(text)).toEqual([]);
  });

  test('may be plain where it can only read', () => {
    const plain = `
name: ci
on: [push, pull_request]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm ci && npm test
`;
    expect(brokenRules(plain)).toEqual([]);
    expect(brokenRules(plain.replace('permissions:\n  contents: read\n', ''))).toEqual([]);
  });

  test('is held to the rules where it releases, scans or comments', () => {
    const powerful = workflows.filter(([, text]) => isPowerful(text)).map(([name]) => name);
    expect(powerful).toEqual(expect.arrayContaining(['codeql.yml', 'gate.yml', 'release.yml']));
  });

  test('has the same version of an action as the others', () => {
    const versions = new Map<string, Set<string>>();
    for (const { uses, comment } of workflows
      .flatMap(([, text]) => usesOf(text))
      .filter((use) => PINNED.test(use.uses))) {
      const [action = '', commit = ''] = uses.split('@');
      const repository = action.split('/').slice(0, 2).join('/');
      versions.set(repository, (versions.get(repository) ?? new Set()).add(`${commit} ${comment}`));
    }
    expect([...versions].filter(([, each]) => each.size > 1)).toEqual([]);
  });
});

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const CAREFUL = `
name: comment
on: pull_request
permissions: {}
concurrency: comment
jobs:
  comment:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      pull-requests: write
    steps:
      - uses: actions/checkout@${SHA} # v7.0.1
        with:
          persist-credentials: false
`;

describe('a workflow that may write', () => {
  test('is taken where it is careful', () => {
    expect(brokenRules(CAREFUL)).toEqual([]);
    expect(brokenRules(CAREFUL.replace(`${SHA} # v7.0.1`, 'v7.0.1'))).toEqual([]);
  });

  test.each([
    ['write at the top', 'permissions: {}', 'permissions:\n  contents: write', 'every job may write'],
    ['write-all at the top', 'permissions: {}', 'permissions: write-all', 'every job may write'],
    ['nothing at the top', 'permissions: {}\n', '', 'does not say what a job may by default'],
    ['a branch', SHA, 'main', 'is not pinned'],
    ['the tag of a major version', `${SHA} # v7.0.1`, 'v7', 'is not pinned'],
    ['a commit without its version', ' # v7.0.1', '', 'is not pinned'],
    ['a commit with a vague version', ' # v7.0.1', ' # v7', 'is not pinned'],
    ['the token in the checkout', 'persist-credentials: false', 'fetch-depth: 0', 'leaves its token'],
    ['no time limit', '    timeout-minutes: 5\n', '', 'has no time limit'],
    ['no concurrency', 'concurrency: comment\n', '', 'there is no `concurrency`'],
  ])('is refused with %s', (_what, from, to, fault) => {
    const broken = CAREFUL.replace(from, to);
    expect(broken).not.toBe(CAREFUL);
    expect(brokenRules(broken)).toEqual([expect.stringContaining(fault)]);
  });
});

test('a workflow that sees a secret is held to as much', () => {
  const reader = CAREFUL.replace('pull-requests: write', 'contents: read');
  const withSecret = `${reader}      - run: deploy\n        env: { KEY: "\${{ secrets.KEY }}" }\n`;
  expect(brokenRules(withSecret.replace('    timeout-minutes: 5\n', ''))).toEqual(['comment has no time limit']);
});

test('a workflow that pins one action pins all of them', () => {
  const reader = CAREFUL.replace('pull-requests: write', 'contents: read');
  expect(brokenRules(`${reader}      - uses: actions/setup-node@v7\n`)).toEqual([
    'actions/setup-node@v7 is not pinned',
  ]);
  expect(brokenRules(`${reader}      - uses: actions/setup-node@main\n`)).toHaveLength(1);
});
