import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { askPermissions } from '../../../src/doctor/probe/permissions.ts';
import { judgePermissions, type Needs } from '../../../src/doctor/judge/permissions.ts';
import { readContext } from '../../../src/github/context.ts';
import { FakeGitHub, WORKFLOW_TOKEN } from '../../support/github/server.ts';

const NEEDS: Needs = new Map([
  ['contents', 'read'],
  ['pull-requests', 'write'],
]);

let github: FakeGitHub;
let workspace: string;
beforeEach(async () => {
  github = await FakeGitHub.start();
  workspace = mkdtempSync(path.join(tmpdir(), 'vitals-gate-workspace-'));
});
afterEach(async () => {
  rmSync(workspace, { recursive: true, force: true });
  await github.stop();
});

async function permissionsWith(own: Readonly<Record<string, string>> = {}) {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_TOKEN: WORKFLOW_TOKEN,
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yml@refs/pull/42/merge',
    GITHUB_WORKSPACE: workspace,
    GITHUB_JOB: 'gate',
    ...own,
  };
  return judgePermissions(await askPermissions({ context: await readContext(env), env, needs: NEEDS }));
}

function writeWorkflow(permissions: string): void {
  const folder = path.join(workspace, '.github/workflows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'gate.yml'), `jobs:\n  gate:\n    permissions: ${permissions}\n`);
}

describe('the permissions of a token', () => {
  test('are asked of the API in the environment, without writing anything', async () => {
    writeWorkflow('{ contents: read, pull-requests: write }');
    expect(await permissionsWith()).toMatchObject({ status: 'ok', message: expect.stringContaining('of acme/shop') });
    expect(github.requests.map(({ method, path: asked }) => `${method} ${asked}`).toSorted()).toEqual([
      'GET /repos/acme/shop/commits/HEAD',
      'GET /repos/acme/shop/pulls',
    ]);
  });

  test('lack what the workflow does not declare, and are unknown without its file', async () => {
    expect(await permissionsWith()).toMatchObject({ status: 'warn', message: expect.stringContaining('not known') });
    writeWorkflow('{ contents: read }');
    expect(await permissionsWith()).toMatchObject({ status: 'fail', message: expect.stringContaining('let it write') });
  });

  test.each([
    [403, 'may not read contents and pull-requests of acme/shop: 403'],
    [401, 'GitHub refuses the token: 401'],
  ])('are told by the status %d', async (status, message) => {
    github.disturb({ method: 'GET', path: /./, times: 2, answer: { status } });
    expect(await permissionsWith()).toMatchObject({ status: 'fail', message: expect.stringContaining(message) });
  });

  test('are not known where the API cuts the connection', async () => {
    github.disturb({ method: 'GET', path: /./, times: 2, answer: 'reset' });
    expect(await permissionsWith()).toMatchObject({
      status: 'fail',
      message: expect.stringContaining(`${github.url} does not answer`),
    });
  });

  test('are not asked for without a token', async () => {
    expect(await permissionsWith({ GITHUB_TOKEN: '' })).toMatchObject({ status: 'warn' });
    expect(github.requests).toEqual([]);
  });
});
