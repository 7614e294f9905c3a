import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { workspace, type Workspace } from '../support/gate.ts';
import { FakeGitHub, READ_ONLY_TOKEN, WORKFLOW_TOKEN } from '../support/github/server.ts';
import { html, serveSite, slow, type Site } from '../support/site.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGE = html('<h1>Some large text</h1>');
const HEAD_SHA = /"head":\s*{[^}]*"sha":\s*"([0-9a-f]{40})"/;

let github: FakeGitHub;
let base: Site;
let broken: Site;
let work: Workspace;
beforeAll(async () => {
  github = await FakeGitHub.start();
  base = await serveSite({ '/': slow(20, PAGE) });
  // What it answers is decided without a block; that what is slower is red, see `decisions.test.ts`.
  broken = await serveSite({});
  work = await workspace();
  // Lighthouse leaves out pages that need a session; another test sees it at work. What is green is so on a busy machine too.
  await work.write(
    'vitals-gate.yml',
    `routes: [{ name: home, path: /, conditions: [fast], cookies: [{ name: seen, value: "1" }] }]
conditions: { fast: { extends: desktop, rtt: 20 ms, down: 50000 kbit/s } }
budgets: { lcp: { max-increase: [5 %, 2000 ms] } }
settle: 100 ms
`,
  );
});
afterAll(async () => {
  await github.stop();
  await base.close();
  await broken.close();
  await work.remove();
});

/** The built action as the runner starts it: nothing in the environment but what the runner provides. */
async function runAction(run: number, headUrl: string, token = WORKFLOW_TOKEN, inputs: Record<string, string> = {}) {
  await work.write('output', '');
  await work.write('summary.md', '');
  const { exitCode, stdout } = await execa(process.execPath, [path.join(ROOT, 'dist/action.js')], {
    reject: false,
    extendEnv: false,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      ...(process.env['CHROME_PATH'] === undefined ? {} : { CHROME_PATH: process.env['CHROME_PATH'] }),
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: path.join(ROOT, 'fixtures/github/pull_request.json'),
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_RUN_ID: String(run),
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: github.url,
      GITHUB_WORKSPACE: work.folder,
      GITHUB_STEP_SUMMARY: path.join(work.folder, 'summary.md'),
      GITHUB_OUTPUT: path.join(work.folder, 'output'),
      'INPUT_GITHUB-TOKEN': token,
      'INPUT_BASE-URL': base.url,
      'INPUT_HEAD-URL': headUrl,
      ...inputs,
    },
  });
  return { exitCode, stdout, outputs: await work.read('output'), summary: await work.read('summary.md') };
}

it('gates a pull request and keeps one comment, from the newest run', async () => {
  const red = await runAction(7001, broken.url);
  expect(red.exitCode).toBe(1);
  expect(red.outputs).toMatch(/verdict<<.*\nfail\n/);
  expect(red.outputs).toContain('["home/fast/lcp"]');
  expect(red.summary).toMatch(/^### ❌ /);
  const printed = red.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  expect(printed.join('\n')).not.toContain(WORKFLOW_TOKEN);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('404');

  const event = await readFile(path.join(ROOT, 'fixtures/github/pull_request.json'), 'utf8');
  const head = HEAD_SHA.exec(event)?.[1] ?? 'no sha in the event';
  expect((await work.result()).head.sha).toBe(head);
  expect(github.comments[0]?.body).toContain(head.slice(0, 7));

  const green = await runAction(7002, base.url);
  expect(green.exitCode).toBe(0);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('### ✅ vitals-gate: ');
});

it('keeps its verdict where it may not comment, and says which permission is missing', async () => {
  const { exitCode, stdout, summary } = await runAction(7003, base.url, READ_ONLY_TOKEN);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('pull-requests: write');
  expect(summary).toContain('### ✅ vitals-gate: ');
});

it('ends with exit code 2 and a place in the file where the configuration is wrong', async () => {
  await work.write('wrong.yml', 'routes:\n  - { name: home, pth: / }\n');
  const { exitCode, stdout } = await runAction(7004, base.url, WORKFLOW_TOKEN, { INPUT_CONFIG: 'wrong.yml' });
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^::error .*file=wrong\.yml,line=2.*wrong\.yml:2/m);
});
