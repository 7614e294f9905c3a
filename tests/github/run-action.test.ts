import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { GateError } from '../../src/errors.ts';
import type { MeasureOptions, RunOptions } from '../../src/gate/options.ts';
import type { GateOutcome } from '../../src/gate/verdict/publish.ts';
import type { ReportOptions } from '../../src/gate/verdict/report-options.ts';
import { commentKeyOf } from '../../src/github/comment-key.ts';
import { stamped, stampOf, stateOf } from '../../src/github/marker.ts';
import { LIMITS, type Limits } from '../../src/github/publish.ts';
import { runAction } from '../../src/github/run-action.ts';
import { COMMENT_MARKER, renderComment } from '../../src/report/comment/comment.ts';
import type { CommentMode } from '../../src/model/config.ts';
import type { GateReport } from '../../src/model/report.ts';
import type { BudgetRow } from '../../src/model/verdict.ts';
import { BASE_SHA, budgetRow, gateReport, HEAD_SHA } from '../report/factories.ts';
import * as scenarios from '../report/scenarios.ts';
import { stopClock, untilTurn } from '../support/fake-clock.ts';
import { FakeGitHub, READ_ONLY_TOKEN, WORKFLOW_TOKEN } from '../support/github/server.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';

/** The distance that writes keep is tested where the client is. */
const QUICK: Limits = { ...LIMITS, patience: { ...LIMITS.patience, keepsDistance: false }, settleMs: 50 };
const EVENTS = fileURLToPath(new URL('../../fixtures/github/', import.meta.url));

let github: FakeGitHub;
let folder: string;
let printed: string[];

beforeEach(async () => {
  github = await FakeGitHub.start();
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-action-'));
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
  await github.stop();
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What the runner provides for a pull request. */
function runnerEnv(over: Record<string, string> = {}): Record<string, string> {
  return {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: path.join(EVENTS, 'pull_request.json'),
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '7001',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: github.url,
    GITHUB_SHA: 'ffffffffffffffffffffffffffffffffffffffff',
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    GITHUB_OUTPUT: path.join(folder, 'output'),
    'INPUT_GITHUB-TOKEN': WORKFLOW_TOKEN,
    ...over,
  };
}

interface Ran {
  readonly exitCode: number;
  readonly options: RunOptions | undefined;
  readonly reported: ReportOptions | undefined;
  readonly log: string;
  readonly summary: string;
  readonly outputs: string;
}

async function run(
  report: GateReport,
  over: Record<string, string> = {},
  comment?: CommentMode,
  commentKey?: string,
): Promise<Ran> {
  const env = runnerEnv(over);
  await writeFile(path.join(folder, 'output'), '');
  vi.stubEnv('GITHUB_OUTPUT', env['GITHUB_OUTPUT']);
  let options: MeasureOptions | RunOptions | undefined;
  let reported: ReportOptions | undefined;
  const exitCode = await runAction(
    env,
    {
      runGate: async (given, progress) => {
        options = given;
        progress.line('::error::a page said so\n::set-output name=a::b');
        return {
          ...outcomeOf(report),
          ...(comment === undefined ? {} : { comment }),
          ...(commentKey === undefined ? {} : { commentKey }),
        };
      },
      runMeasure: async (given) => {
        options = given;
        return path.join(folder, 'samples.ndjson');
      },
      runReport: async (given) => {
        reported = given;
        return {
          ...outcomeOf(report),
          ...(comment === undefined ? {} : { comment }),
          ...(commentKey === undefined ? {} : { commentKey }),
        };
      },
    },
    new AbortController().signal,
    QUICK,
  );
  const read = (file: string) => readFile(path.join(folder, file), 'utf8').catch(() => '');
  return {
    exitCode,
    options,
    reported,
    log: printed.join(''),
    summary: await read('summary.md'),
    outputs: await read('output'),
  };
}

function outcomeOf(report: GateReport): GateOutcome {
  const { verdict } = report.result;
  const file = (name: string) => path.join(folder, 'out', name);
  return {
    verdict,
    exitCode: verdict === 'fail' ? 1 : 0,
    report,
    files: {
      out: path.join(folder, 'out'),
      comment: file('comment.md'),
      result: file('result.json'),
      junit: file('junit.xml'),
      page: file('index.html'),
    },
  };
}

/** The lines the runner would obey: commands outside of stretches in which they are stopped. */
function obeyed(log: string): string[] {
  const commands: string[] = [];
  let stoppedBy: string | null = null;
  for (const line of log.split('\n')) {
    const command = /^\s*::(.*)$/.exec(line)?.[1];
    if (command === undefined) continue;
    if (stoppedBy !== null) {
      if (command === `${stoppedBy}::`) stoppedBy = null;
    } else if (command.startsWith('stop-commands::')) stoppedBy = command.slice('stop-commands::'.length);
    else commands.push(command.replace(/[ :].*$/, ''));
  }
  return commands;
}

/** A workflow_run whose head is from there, with the pull request that it is of. */
async function workflowRun(repository: string): Promise<Record<string, string>> {
  const event = {
    workflow_run: {
      head_sha: HEAD_SHA,
      head_branch: 'faster-cart',
      head_repository: { full_name: repository },
      event: 'pull_request',
    },
  };
  const file = path.join(folder, 'event.json');
  await writeFile(file, JSON.stringify(event));
  const head = { sha: HEAD_SHA, ref: 'faster-cart', repository };
  github.pulls.push({ number: 42, head, base: { sha: BASE_SHA, ref: 'main' } });
  return { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: file };
}

describe('the action on a pull request', () => {
  test('measures the pushed commit, not the merge commit, and exits with the verdict', async () => {
    const { exitCode, options } = await run(scenarios.oneRegression);
    expect(exitCode).toBe(1);
    expect(options).toMatchObject({
      config: 'vitals-gate.yml',
      out: 'vitals-gate-out',
      baseSha: null,
      headSha: null,
      event: {
        kind: 'pull-request',
        number: 42,
        baseSha: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
        headSha: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c',
        branch: 'faster-cart',
        baseBranch: 'main',
      },
    });
  });

  test('hands its inputs on', async () => {
    const { options } = await run(scenarios.pass, {
      INPUT_CONFIG: 'ci/gate.yml',
      'INPUT_BASE-URL': 'https://main.shop.example',
      'INPUT_HEAD-URL': ' https://pr.shop.example ',
      'INPUT_BASE-SHA': 'b'.repeat(40),
      'INPUT_HEAD-SHA': 'c'.repeat(40),
      INPUT_OUT: 'reports',
      'INPUT_CHROME-PATH': '/opt/chrome',
      INPUT_COMMAND: 'run',
    });
    expect(options).toMatchObject({
      config: 'ci/gate.yml',
      baseUrl: 'https://main.shop.example',
      headUrl: 'https://pr.shop.example',
      baseSha: 'b'.repeat(40),
      headSha: 'c'.repeat(40),
      out: 'reports',
      chromePath: '/opt/chrome',
    });
  });

  test('comments, fills the job summary, annotates and sets every output', async () => {
    const { summary, outputs, log } = await run(scenarios.many);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toMatch(/^<!-- vitals-gate run=7001 attempt=1 state=[0-9a-f]{16} -->\n### ❌/);
    expect(github.comments[0]?.body).toContain('(https://github.com/acme/shop/actions/runs/7001/attempts/1)');
    expect(summary).toMatch(
      /^### ❌ product is 413 ms \(38 %\) slower to show its main image and 94 ms .* and 1 more problem\n/,
    );
    expect(outputs).toMatch(/verdict<<.*\nfail\n/);
    expect(outputs).toMatch(
      /broken-budgets<<.*\n\["product\/mobile\/lcp","product\/mobile\/inp","listing\/mobile\/cls"\]\n/,
    );
    expect(outputs).toMatch(/report-path<<.*\n.*comment\.md\n/);
    expect(outputs).toMatch(/report-page<<.*\n.*index\.html\n/);
    expect(outputs).toMatch(/comment-url<<.*\nhttps:\/\/github\.com\/acme\/shop\/pull\/42#issuecomment-\d+\n/);
    expect(obeyed(log).filter((command) => command === 'error')).toHaveLength(3);
    expect(obeyed(log).filter((command) => command === 'warning')).toHaveLength(3);
  });

  describe('of a pull request that changes while it is measured', () => {
    test('is not commented on once it is closed; the verdict stands', async () => {
      github.current.state = 'closed';
      const { exitCode, log, summary } = await run(scenarios.oneRegression);
      expect(exitCode).toBe(1);
      expect(github.comments).toEqual([]);
      expect(log).toContain('No comment: the pull request has been closed.');
      expect(summary).toContain('### ❌ product is 413 ms');
    });

    test('says of which commit it is where that is no longer the head', async () => {
      github.current.head.sha = 'abcdef0'.repeat(5).padEnd(40, '0');
      await run(scenarios.oneRegression);
      expect(github.comments[0]?.body).toContain(
        `This report is for \`${HEAD_SHA.slice(0, 7)}\`; the head of the pull request is now \`abcdef0\`.`,
      );
    });

    test('is commented on as the event had it where nobody says what became of it', async () => {
      github.disturb({ method: 'GET', path: /\/pulls\/42$/, times: 1, answer: { status: 500 } });
      await run(scenarios.oneRegression);
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]?.body).not.toContain('is now');
    });
  });

  test('masks the token before anything else is printed', async () => {
    const { log } = await run(scenarios.pass);
    // As it is, and as HTTP and a checkout's git send it.
    const forms = [WORKFLOW_TOKEN, ...[WORKFLOW_TOKEN, `x-access-token:${WORKFLOW_TOKEN}`].map(base64)];
    expect(log.startsWith(forms.map((form) => `::add-mask::${form}\n`).join(''))).toBe(true);
    expect(log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(WORKFLOW_TOKEN);
  });

  test.each([WORKFLOW_TOKEN, base64(`x-access-token:${WORKFLOW_TOKEN}`)])(
    'repeats no credentials (%s) that the API repeats in its refusal',
    async (credentials) => {
      const body = JSON.stringify({ message: `Bad request: authorization: ${credentials}` });
      github.disturb({ method: 'POST', path: /\/comments$/, times: 9, answer: { status: 400, body } });
      const { log, summary, outputs } = await run(scenarios.oneRegression);
      const said = log.replaceAll(/^::add-mask::.*$/gm, '') + summary + outputs;
      expect(said).toMatch(/Bad request: authorization: \S*\*\*\*/);
      expect(said).not.toContain(credentials);
    },
  );

  test('lets nothing that comes from outside command the runner', async () => {
    const { log, outputs } = await run(scenarios.hostile);
    expect(new Set(obeyed(log))).toEqual(new Set(['add-mask', 'error', 'warning']));
    expect(log).not.toContain('##[');
    expect(outputs.match(/^[\w-]+<</gm)).toHaveLength(5);
  });
});

const headlines = () => github.comments.map(({ body }) => body.split('\n').slice(0, 2).join('\n'));

const keys = () => github.comments.map(({ body }) => stampOf(body)?.key);

/** The comment of a configuration, as versions wrote it in which all shared one. */
function addUnkeyed(config: string): void {
  const report = { ...scenarios.oneRegression, reproduce: `vitals-gate run --config ${config} --base-sha abc` };
  const stamp = { key: null, run: { id: 1, attempt: 1 }, state: stateOf(report.result) };
  github.addComment(stamped(renderComment(report), stamp));
}

describe('several configurations on one pull request', () => {
  const WEB = { INPUT_CONFIG: 'apps/web/vitals-gate.yml' };

  test('have a comment each, which says which it is', async () => {
    await run(scenarios.oneRegression);
    await run(scenarios.pass, WEB);
    expect(headlines()).toEqual([
      expect.stringMatching(/^<!-- vitals-gate run=7001 .*\n### ❌ (?!.*apps\/web)/),
      expect.stringMatching(
        /^<!-- vitals-gate key=apps\/web\/vitals-gate\.yml run=7001 .*\n### ✅ .* · `apps\/web\/vitals-gate\.yml`$/,
      ),
    ]);
    // Whichever is run again edits its own.
    await run(scenarios.pass, { GITHUB_RUN_ID: '7002' });
    await run(scenarios.oneRegression, { ...WEB, GITHUB_RUN_ID: '7002' });
    expect(headlines()).toEqual([
      expect.stringMatching(/run=7002 .*\n### ✅/),
      expect.stringMatching(/key=apps\/web.* run=7002 .*\n### ❌/),
    ]);
  });

  test('do not overwrite a newer run’s comment of their own, whatever the others’ are', async () => {
    await run(scenarios.pass, { ...WEB, GITHUB_RUN_ID: '8000' });
    await run(scenarios.oneRegression, WEB);
    await run(scenarios.pass, { GITHUB_RUN_ID: '7002' });
    expect(headlines()).toEqual([
      expect.stringMatching(/key=apps\/web.* run=8000 .*\n### ✅/),
      expect.stringMatching(/vitals-gate run=7002 /),
    ]);
  });

  test('take over the comment that an earlier version wrote for them, so that none stays red for good', async () => {
    addUnkeyed(WEB.INPUT_CONFIG);
    await run(scenarios.pass, WEB);
    expect(headlines()).toEqual([expect.stringMatching(/key=apps\/web.* run=7001 .*\n### ✅/)]);
    await run(scenarios.pass);
    expect(keys()).toEqual([WEB.INPUT_CONFIG, null]);
  });

  test('give it their key also where it says the same and is edited on change only', async () => {
    addUnkeyed(WEB.INPUT_CONFIG);
    await run(scenarios.oneRegression, WEB, 'on-change');
    expect(keys()).toEqual([WEB.INPUT_CONFIG]);
  });

  test('take over no comment of the default file, and none where a key was asked for', async () => {
    addUnkeyed('vitals-gate.yml');
    await run(scenarios.pass, WEB);
    expect(keys()).toEqual([null, WEB.INPUT_CONFIG]);
    github.comments.length = 0;
    addUnkeyed(WEB.INPUT_CONFIG);
    await run(scenarios.pass, { ...WEB, 'INPUT_COMMENT-KEY': 'web' });
    await run(scenarios.pass, WEB, 'always', 'theirs');
    expect(keys()).toEqual([null, 'web', 'theirs']);
  });

  test('remove duplicates of their own only', async () => {
    const stamp = { run: { id: 1, attempt: 1 }, state: '0'.repeat(16) };
    for (const key of ['web', null, 'web', null])
      github.addComment(stamped(`${COMMENT_MARKER}\nearlier\n`, { key, ...stamp }));
    await run(scenarios.pass, { 'INPUT_COMMENT-KEY': 'web' });
    expect(github.comments.map(({ body }) => stampOf(body)?.key)).toEqual(['web', null, null]);
  });

  test('have the key that the configuration says, unless the input says another', async () => {
    await run(scenarios.pass, WEB, 'always', 'web');
    await run(scenarios.pass, { ...WEB, 'INPUT_COMMENT-KEY': 'web/eu-1' }, 'always', 'web');
    expect(github.comments.map(({ body }) => stampOf(body)?.key)).toEqual(['web', 'web/eu-1']);
  });

  test('are warned where two jobs of a run share one comment', async () => {
    await run(scenarios.oneRegression);
    const { log } = await run(scenarios.pass);
    expect(log).toMatch(/::warning title=vitals-gate::The comment was updated: .*give each its own `comment-key`\./);
    printed = [];
    const later = await run(scenarios.pass, { GITHUB_RUN_ATTEMPT: '2' });
    expect(later.log).not.toContain('comment-key');
  });

  test.each(['a b', 'a--b', '-->', 'x --> <img>', 'a\nb', '.', 'x/', 'x'.repeat(61), '$&', 'é'])(
    'have no key like %j',
    async (key) => {
      const refused = run(scenarios.pass, { 'INPUT_COMMENT-KEY': key });
      await expect(refused).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
      expect(github.comments).toEqual([]);
    },
  );

  test.each([
    ['vitals-gate.yml', null],
    ['./vitals-gate.yml', null],
    ['apps/../vitals-gate.yml', null],
    ['ci/gate.yml', 'ci/gate.yml'],
    ['.github/vitals-gate.yml', '.github/vitals-gate.yml'],
    ['a --> b/x.yml', 'a-b-x-yml~'],
    ['a -->  b/x.yml', 'a-b-x-yml~'],
    ['apps/my--app.yml', 'apps-my-app-yml~'],
    [`${'deep/'.repeat(20)}gate.yml`, 'deep-deep-deep-deep-deep-deep-deep-deep-~'],
  ])('have the key that the path %s gives', (config, key) => {
    const given = commentKeyOf(config);
    expect(given?.replace(/~[0-9a-f]{8}$/, '~') ?? null).toBe(key);
    const body = stamped(`${COMMENT_MARKER}\n`, { key: given, run: { id: 1, attempt: 1 }, state: '0'.repeat(16) });
    expect(stampOf(body)?.key).toBe(given);
    expect(body.indexOf('-->')).toBe(body.trimEnd().length - 3);
  });

  test('have different keys where their paths differ in signs only', () => {
    expect(commentKeyOf('a b.yml')).not.toBe(commentKeyOf('a  b.yml'));
  });
});

describe('the policy', () => {
  test('of a pull request is its base’s, of a push its own', async () => {
    expect((await run(scenarios.pass)).options?.policyAt).toEqual({
      ref: BASE_SHA,
      isAsked: false,
      branch: 'main',
      headSha: HEAD_SHA,
    });
    const push = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: path.join(EVENTS, 'push.json') };
    expect((await run(scenarios.pass, push)).options?.policyAt).toBeNull();
  });

  test('is read where the input policy-ref says', async () => {
    expect((await run(scenarios.pass, { 'INPUT_POLICY-REF': 'release' })).options?.policyAt).toEqual({
      ref: 'release',
      isAsked: true,
    });
  });

  test('says when to comment, and the input has the last word', async () => {
    const quiet = await run(scenarios.pass, {}, 'never');
    expect(quiet.log).toContain('No comment: `comment` is `never`.');
    const loud = await run(scenarios.pass, { INPUT_COMMENT: 'always' }, 'never');
    expect(loud.log).toContain('The comment was created');
  });
});

describe('the commands', () => {
  test('`measure` measures its shard and says nothing of a verdict', async () => {
    const { exitCode, options, summary, outputs, log } = await run(scenarios.oneRegression, {
      INPUT_COMMAND: 'measure',
      INPUT_SHARD: '2/4',
    });
    expect(exitCode).toBe(0);
    expect(options).toMatchObject({ shard: { index: 2, of: 4 }, policyAt: { ref: BASE_SHA } });
    expect(summary + outputs).toBe('');
    expect(log).toContain('samples.ndjson');
    expect(github.comments).toEqual([]);
  });

  test('`report` judges what lies below the output folder, of this commit and repository, and comments', async () => {
    writeRecords(path.join(folder, 'reports/shard-1'), recordsOf({ routes: [{ name: 'home' }] }));
    const out = path.join(folder, 'reports');
    const { exitCode, reported } = await run(scenarios.oneRegression, { INPUT_COMMAND: 'report', INPUT_OUT: out });
    expect(exitCode).toBe(1);
    expect(reported).toMatchObject({
      blobs: [out],
      out,
      config: 'vitals-gate.yml',
      policyAt: { ref: BASE_SHA, isAsked: false },
      expected: { repository: 'acme/shop', headSha: HEAD_SHA, baseSha: null, untrustedRepository: null },
    });
    expect(github.comments).toHaveLength(1);
  });

  test('`report` looks through the workspace where there is no output folder yet', async () => {
    const over = { INPUT_COMMAND: 'report', INPUT_OUT: path.join(folder, 'nothing') };
    expect((await run(scenarios.pass, over)).reported?.blobs).toEqual(['.']);
  });

  describe('on workflow_run', () => {
    test('`report` trusts the samples of a fork in nothing that it can read itself, and comments', async () => {
      const env = { ...(await workflowRun('mallory/shop')), INPUT_COMMAND: 'report' };
      const { reported } = await run(scenarios.pass, env);
      expect(reported).toMatchObject({
        policyAt: { ref: BASE_SHA, isAsked: false },
        expected: { headSha: HEAD_SHA, baseSha: BASE_SHA, untrustedRepository: 'mallory/shop' },
      });
      expect(github.comments).toHaveLength(1);
    });

    test.each(['run', 'measure'])('`%s` does not visit the pages of a fork', async (command) => {
      const env = { ...(await workflowRun('mallory/shop')), INPUT_COMMAND: command };
      await expect(run(scenarios.pass, env)).rejects.toMatchObject({ code: 'fork-visit', exitCode: 2 });
    });

    test.each(['run', 'measure'])('nor does `%s` on the status of a deployment of one', async (command) => {
      await workflowRun('mallory/shop');
      const file = path.join(folder, 'deployment.json');
      const deployed = { deployment: { sha: HEAD_SHA, ref: 'x' }, deployment_status: { state: 'success' } };
      await writeFile(file, JSON.stringify(deployed));
      const event = { GITHUB_EVENT_NAME: 'deployment_status', GITHUB_EVENT_PATH: file };
      await expect(run(scenarios.pass, { ...event, INPUT_COMMAND: command })).rejects.toMatchObject({
        code: 'fork-visit',
        message: expect.stringContaining(
          'On deployment_status this would visit pages of a fork (mallory/shop)',
        ) as string,
      });
    });

    test.each<[string, Record<string, string>, RegExp | null]>([
      ['nobody knows', {}, null],
      ['GitHub does not say', {}, /./],
      ['there is no token to ask', { 'INPUT_GITHUB-TOKEN': '' }, null],
    ])('nor does `run` on the status of a deployment where %s whose it is', async (_, over, silent) => {
      if (silent !== null) github.disturb({ method: 'GET', path: silent, times: 99, answer: { status: 403 } });
      const file = path.join(folder, 'deployment.json');
      const deployed = { deployment: { sha: HEAD_SHA, ref: 'x' }, deployment_status: { state: 'success' } };
      await writeFile(file, JSON.stringify(deployed));
      const event = { GITHUB_EVENT_NAME: 'deployment_status', GITHUB_EVENT_PATH: file };
      await expect(run(scenarios.pass, { ...event, ...over })).rejects.toMatchObject({
        code: 'unknown-owner',
        exitCode: 2,
        message: expect.stringContaining(
          `The commit ${HEAD_SHA.slice(0, 7)} is not known to be this repository’s own`,
        ) as string,
      });
    });

    test('`run` visits the pages of the repository itself', async () => {
      expect((await run(scenarios.pass, await workflowRun('acme/shop'))).exitCode).toBe(0);
    });
  });
});

describe('a comment that cannot be made', () => {
  test('leaves the verdict alone, and goes to the log and the summary with the permission to add', async () => {
    const { exitCode, log, summary, outputs } = await run(scenarios.oneRegression, {
      'INPUT_GITHUB-TOKEN': READ_ONLY_TOKEN,
    });
    expect(exitCode).toBe(1);
    expect(log).toContain('pull-requests: write');
    expect(log).toContain('- **`product` on mobile: LCP +413 ms (+38 %)**');
    expect(summary).toContain('pull-requests: write');
    expect(outputs).toMatch(/verdict<<.*\nfail\n/);
  });

  test.each([
    ['without a token', { 'INPUT_GITHUB-TOKEN': '' }],
    ['where the input says never', { INPUT_COMMENT: 'never' }],
    ['on another event', { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: path.join(EVENTS, 'push.json') }],
    ['without an event file', { GITHUB_EVENT_PATH: '/nowhere/event.json' }],
    ['without a repository', { GITHUB_REPOSITORY: '' }],
    ['on-failure where nothing failed', { INPUT_COMMENT: 'on-failure' }],
  ])('is not attempted %s', async (_, over) => {
    const { exitCode, log } = await run(scenarios.pass, over);
    expect(exitCode).toBe(0);
    expect(log).toContain('No comment: ');
    expect(github.count('POST', /./)).toBe(0);
  });

  test('is no problem without a job summary either', async () => {
    const { exitCode } = await run(scenarios.pass, { GITHUB_STEP_SUMMARY: '' });
    expect(exitCode).toBe(0);
  });

  test('does not grow the job summary past its limit', async () => {
    await writeFile(path.join(folder, 'summary.md'), 'x'.repeat(1024 * 1024 - 10));
    const { summary } = await run(scenarios.pass);
    expect(summary).toHaveLength(1024 * 1024 - 10);
  });
});

describe('wrong use', () => {
  test.each([
    ['another command', { INPUT_COMMAND: 'mesure' }, /command is "mesure"/],
    ['a shard that is none', { INPUT_COMMAND: 'measure', INPUT_SHARD: '5/4' }, /shard is "5\/4"/],
    ['a shard of a run', { INPUT_SHARD: '1/4' }, /has no effect with `command: run`/],
    ['another comment mode', { INPUT_COMMENT: 'sometimes' }, /comment is "sometimes"/],
    ['pull_request_target', { GITHUB_EVENT_NAME: 'pull_request_target' }, /pull_request_target/],
  ])('is an error that says what to write instead: %s', async (_, over, message) => {
    const error = await run(scenarios.pass, over).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GateError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
  });
});

/** Rows that differ in their route. */
function rows(count: number, over: Partial<BudgetRow>): BudgetRow[] {
  return Array.from({ length: count }, (_, index) => budgetRow({ route: `route-${index}`, ...over }));
}

function annotations(log: string, level: 'error' | 'warning'): string[] {
  return log.match(new RegExp(`^::${level} .*`, 'gm')) ?? [];
}

describe('many findings', () => {
  test('are ten annotations of a level at most, and the permission to add is among them', async () => {
    const report = gateReport({
      budgets: [
        ...rows(12, { verdict: 'unmeasured', reason: 'no-cls', value: null }),
        ...rows(11, { verdict: 'fail', reason: 'worse', path: 'inp' }),
      ],
    });
    const { log } = await run(report, { 'INPUT_GITHUB-TOKEN': READ_ONLY_TOKEN });
    const warnings = annotations(log, 'warning');
    expect(warnings).toHaveLength(10);
    expect(warnings[0]).toContain('add `permissions: { pull-requests: write }`');
    expect(warnings[9]).toContain('and 4 more: see the job summary, or result.json in the output folder');
    const errors = annotations(log, 'error');
    expect(errors).toHaveLength(10);
    expect(errors[9]).toContain('and 2 more');
  });

  test('are a list in `broken-budgets` as far as 100 kB go, and the log says where the others are', async () => {
    const long = '漢'.repeat(200);
    const broken = rows(1000, { verdict: 'fail', reason: 'worse', condition: long, path: `lcp.${long}` });
    const { log, outputs } = await run(gateReport({ budgets: broken }));
    const json = /^broken-budgets<<.*\n(.*)$/m.exec(outputs)?.[1] ?? '';
    const shown = JSON.parse(json) as string[];
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(100_000);
    expect(shown).toEqual(
      broken.slice(0, shown.length).map(({ route, condition, path: of }) => `${route}/${condition}/${of}`),
    );
    expect(log).toMatch(
      new RegExp(`The output broken-budgets lists the first ${shown.length} of 1000: .*result\\.json has them all`),
    );
    // Another would not have found room.
    expect(Buffer.byteLength(json) + Buffer.byteLength(JSON.stringify(shown[0]))).toBeGreaterThan(100_000 - 10);
  });
});

const cancelled = () =>
  runAction(
    runnerEnv(),
    {
      runGate: async () => outcomeOf(scenarios.oneRegression),
      runMeasure: async () => '',
      runReport: async () => outcomeOf(scenarios.oneRegression),
    },
    AbortSignal.abort('SIGINT'),
  );

describe('a job that was cancelled', () => {
  test('publishes what was decided and exits by it', async () => {
    expect(await cancelled()).toBe(1);
    expect(github.comments).toHaveLength(1);
  });

  test('is not kept from exiting by a GitHub that does not answer', async () => {
    github.disturb({ method: 'GET', path: /./, times: 99, answer: 'hang' });
    stopClock();
    let exitCode: number | null = null;
    void cancelled().then((code) => (exitCode = code));
    await untilTurn(() => exitCode !== null);
    expect(exitCode).toBe(1);
    // The runner kills after 10 s; Chrome may have taken one of them.
    expect(printed.join('')).toContain('GitHub did not answer in time (4 s for all requests together)');
  });
});
