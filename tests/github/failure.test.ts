import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { GateError } from '../../src/errors.ts';
import { runGate } from '../../src/gate.ts';
import { stamped, stampOf } from '../../src/github/marker.ts';
import { LIMITS, type Limits } from '../../src/github/publish.ts';
import { runAction } from '../../src/github/run-action.ts';
import { COMMENT_MARKER } from '../../src/report/comment/comment.ts';
import { HEAD_SHA } from '../report/factories.ts';
import { stopClock, untilTurn } from '../support/fake-clock.ts';
import { FakeGitHub, READ_ONLY_TOKEN, WORKFLOW_TOKEN } from '../support/github/server.ts';

/** How long an edit is watched, and the distance that writes keep, are other tests’ subjects. */
const QUICK: Limits = { patience: { ...LIMITS.patience, keepsDistance: false }, settleMs: 20 };
const EVENTS = fileURLToPath(new URL('../../fixtures/github/', import.meta.url));
const BASE_SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

let github: FakeGitHub;
let folder: string;
let printed: string[];

beforeEach(async () => {
  github = await FakeGitHub.start();
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-failure-'));
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
});

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
  await github.stop();
});

interface FailureCase {
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Runs the action on pull request 42 with a gate that fails; the error that it ends with. */
async function failing(
  error: unknown,
  { env = {}, signal = new AbortController().signal }: FailureCase = {},
): Promise<unknown> {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return ended({ runGate: fail, runMeasure: fail, runReport: fail }, env, signal);
}

async function ended(
  gate: Parameters<typeof runAction>[1],
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<unknown> {
  const runner = {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: path.join(EVENTS, 'pull_request.json'),
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '7001',
    GITHUB_API_URL: github.url,
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    INPUT_CONFIG: path.join(folder, 'vitals-gate.yml'),
    'INPUT_COMMENT-KEY': 'web',
    'INPUT_GITHUB-TOKEN': WORKFLOW_TOKEN,
  };
  return runAction({ ...runner, ...env }, gate, signal, QUICK).then(
    (exitCode) => exitCode,
    (thrown: unknown) => thrown,
  );
}

/** The ✅ of an earlier run. */
function addYesterday(run = 1, key: string | null = 'web'): void {
  const stamp = { key, run: { id: run, attempt: 1 }, state: '0'.repeat(16) };
  github.addComment(stamped(`${COMMENT_MARKER}\n### ✅ vitals-gate pass: all 4 budgets are met\n`, stamp));
}

const bodies = (): string[] => github.comments.map(({ body }) => body);
const summary = (): Promise<string> => readFile(path.join(folder, 'summary.md'), 'utf8').catch(() => '');
const INVALID = new GateError(
  'config-invalid',
  { what: 'Unknown key "lpc" in budgets.', todo: 'Did you mean "lcp"?' },
  { where: 'vitals-gate.yml:3:5' },
);

const nothing = async (): Promise<never> => Promise.reject(new Error('not asked'));

describe('a run without a verdict', () => {
  test('takes an earlier run’s ✅ back, in the comment and in the summary, and fails as it would', async () => {
    addYesterday();
    expect(await failing(INVALID)).toBe(INVALID);
    expect(bodies()).toHaveLength(1);
    const [body = ''] = bodies();
    expect(body.split('\n').slice(1).join('\n'))
      .toBe(`### ⚠️ vitals-gate: no verdict for \`${HEAD_SHA.slice(0, 7)}\` · \`web\`

Correct the configuration, an input or the workflow first (exit code 2).

\`\`\`text
vitals-gate.yml:3:5: error: Unknown key "lpc" in budgets.
  → Did you mean "lcp"?
\`\`\`

Nothing was judged. If a verdict stood here before, it was about an earlier run.

[Workflow run](https://github.com/acme/shop/actions/runs/7001/attempts/1)
`);
    expect(stampOf(body)?.run).toEqual({ id: 7001, attempt: 1 });
    expect(await summary()).toMatch(/^### ⚠️ vitals-gate: no verdict/);
  });

  test('makes no comment where there was none, and still fills the summary', async () => {
    await failing(INVALID);
    expect(bodies()).toEqual([]);
    expect(await summary()).toContain('Unknown key "lpc"');
    expect(printed.join('')).toContain('No comment: there is no earlier one to correct.');
  });

  test('is replaced by the next run, whatever that comes to', async () => {
    addYesterday();
    await failing(INVALID);
    await failing(INVALID, { env: { GITHUB_RUN_ID: '7002' } });
    expect(stampOf(bodies()[0] ?? '')?.run.id).toBe(7002);
  });

  test('leaves a newer run’s verdict alone, and that of another configuration', async () => {
    addYesterday(9000);
    addYesterday(1, 'other');
    addYesterday(1, null);
    await failing(INVALID);
    expect(bodies().every((body) => body.includes('✅'))).toBe(true);
  });

  test.each([
    [
      'measuring came to nothing',
      new GateError('chrome-not-found', { looked: '/usr/bin' }),
      'could not be measured (exit code 3)',
    ],
    [
      'a deploy is not there',
      new GateError('build-failed', {
        command: 'npm run build',
        problem: 'ended with 1',
        side: 'head',
        sha: 'abc',
        tail: 'x',
        log: 'y',
      }),
      '(exit code 3)',
    ],
    ['nobody foresaw it', new TypeError('x is not a function'), 'The gate itself failed (exit code 3)'],
  ])('says so where %s', async (_, error, words) => {
    addYesterday();
    expect(await failing(error)).toBe(error);
    expect(bodies()[0]).toContain(words);
    expect(bodies()[0]).not.toContain('✅');
  });

  test.each([
    ['an input is wrong', { INPUT_SHARD: '9/4' }, 'The input shard'],
    ['the mode is none', { INPUT_COMMENT: 'sometimes' }, 'The input comment is'],
    ['the command is none', { INPUT_COMMAND: 'runn' }, 'The input command'],
  ])('says so where %s', async (_, env, words) => {
    addYesterday();
    expect(await failing(INVALID, { env })).toMatchObject({ code: 'usage', exitCode: 2 });
    expect(bodies()[0]).toContain(words);
  });

  test('finds the comment whose key only the broken configuration says', async () => {
    addYesterday(1, 'shop');
    addYesterday(1, 'theirs');
    await writeFile(path.join(folder, 'vitals-gate.yml'), 'comment-key: theirs\nroutes: [{ name: home, pth: / }]\n');
    const env = { 'INPUT_COMMENT-KEY': '' };
    await failing(INVALID, { env });
    expect(bodies().map((body) => body.includes('no verdict'))).toEqual([false, true]);
  });

  test('loads a broken file itself: the real gate, from the file to the comment', async () => {
    addYesterday();
    await writeFile(path.join(folder, 'vitals-gate.yml'), 'routes: [{ name: home, pth: / }]\n');
    github.files.set(`vitals-gate.yml@${BASE_SHA}`, 'routes: [{ name: home, path: / }]\n');
    const thrown = await ended({ runGate, runMeasure: nothing, runReport: nothing }, {}, new AbortController().signal);
    expect(thrown).toMatchObject({ exitCode: 2 });
    expect(bodies()[0]).toContain('Unknown key "pth"');
  });

  test('is told before the runner kills a stopped job', async () => {
    addYesterday();
    const signal = AbortSignal.abort('SIGTERM');
    await failing(new GateError('interrupted-early', { signal: 'SIGTERM' }), { signal });
    expect(bodies()[0]).toContain('Stopped by SIGTERM');
  });

  test('is given up where GitHub does not answer before that', async () => {
    addYesterday();
    github.disturb({ method: 'GET', path: /\/comments$/, times: 99, answer: 'hang' });
    stopClock();
    const signal = AbortSignal.abort('SIGTERM');
    let isOver = false;
    void failing(new GateError('interrupted-early', { signal: 'SIGTERM' }), { signal }).then(() => (isOver = true));
    await untilTurn(() => isOver);
    // Of the ten seconds that the runner leaves.
    expect(printed.join('')).toContain('GitHub did not answer in time (4 s for all requests together)');
  });

  test('says in the log where GitHub does not let it', async () => {
    addYesterday();
    await failing(INVALID, { env: { 'INPUT_GITHUB-TOKEN': READ_ONLY_TOKEN } });
    expect(bodies()[0]).toContain('✅');
    expect(printed.join('')).toContain('The token may not comment');
  });
});

describe('a run without a verdict has no say in the comment', () => {
  test.each([
    ['where nobody wants comments', { INPUT_COMMENT: 'never' }],
    ['as a part of a measurement', { INPUT_COMMAND: 'measure' }],
  ])('%s', async (_, env) => {
    addYesterday();
    await failing(INVALID, { env });
    expect(bodies()[0]).toContain('✅');
    expect(await summary()).toContain('no verdict');
  });

  test('in the job of a fork’s pull request, whose workflow is the fork’s', async () => {
    addYesterday();
    const event = JSON.parse(await readFile(path.join(EVENTS, 'pull_request.json'), 'utf8')) as {
      pull_request: { head: { repo: { full_name: string } } };
    };
    event.pull_request.head.repo = { full_name: 'mallory/shop' };
    const file = path.join(folder, 'event.json');
    await writeFile(file, JSON.stringify(event));
    await failing(INVALID, { env: { GITHUB_EVENT_PATH: file } });
    expect(bodies()[0]).toContain('✅');
  });

  test.each(['fork-visit', 'unknown-owner'] as const)(
    'where it refuses to visit a stranger’s pages: %s',
    async (code) => {
      addYesterday();
      await failing(new GateError(code, { event: 'workflow_run', stranger: 'mallory/shop' }));
      expect(bodies()[0]).toContain('✅');
    },
  );

  test('on an event that must not be used', async () => {
    addYesterday();
    await failing(INVALID, { env: { GITHUB_EVENT_NAME: 'pull_request_target' } });
    expect(bodies()[0]).toContain('✅');
  });
});

const failsMidway: typeof runGate = async (_, progress) => {
  progress.begin('home · mobile', 62, { made: 0, next: 15, most: 15, areFresh: false, campaigns: 1 });
  progress.look('home · mobile', '3 blocks', {
    open: [],
    suspected: [],
    estimate: null,
    nextMs: null,
    runMs: null,
  });
  throw INVALID;
};

test('a run that fails or is stopped closes its group in the log', async () => {
  await ended({ runGate: failsMidway, runMeasure: nothing, runReport: nothing }, {}, new AbortController().signal);
  const log = printed.join('');
  expect(log.match(/^::group::/gm)).toHaveLength(1);
  expect(log.match(/^::endgroup::$/gm)).toHaveLength(1);
});

describe('what is said of a failure', () => {
  test('is text: no mention, no link, no HTML, no end of the block, no command', async () => {
    addYesterday();
    const what = '@octocat #1 ![x](https://evil.example/i.png) <img src=x> ```\n```\n::error::x\n-->\u202e';
    await failing(new GateError('config-invalid', { what, todo: '' }));
    const [body = ''] = bodies();
    const [, fence = '', inside = ''] = /\n(`{4,})text\n([\s\S]*?)\n\1\n/.exec(body) ?? [];
    expect(fence).toBe('````');
    expect(inside).toContain('@octocat #1 ![x]');
    expect(body.replace(inside, '')).not.toMatch(/octocat|evil|<img/);
    expect(body).not.toContain('\u202e');
  });

  test('holds no secret, in whatever form', async () => {
    addYesterday();
    await writeFile(path.join(folder, 'vitals-gate.yml'), 'cookies: [{ name: a, value: { secret: SHOP_LOGIN } }]\n');
    const env = { SHOP_LOGIN: 'pa ss', DEPLOY_TOKEN: 'hunter2-hunter2' };
    const base64 = Buffer.from(`x-access-token:${WORKFLOW_TOKEN}`).toString('base64');
    const what = `401 with ${WORKFLOW_TOKEN}, ${base64}, pa%20ss and ${'x'.repeat(390)}hunter2-hunter2`;
    await failing(new GateError('config-invalid', { what, todo: '' }), { env });
    const everywhere = bodies().join('') + (await summary());
    for (const secret of [WORKFLOW_TOKEN, base64, 'pa%20ss', 'hunter2']) expect(everywhere).not.toContain(secret);
    expect(everywhere).toContain('401 with ***, ');
  });

  test('holds no line of a build’s log, in which there may be anything', async () => {
    addYesterday();
    const detail = {
      command: 'npm run build',
      problem: 'ended with exit code 1',
      side: 'head',
      sha: 'abc',
      log: 'out/logs/build.log',
    };
    await failing(new GateError('build-failed', { ...detail, tail: 'PRIVATE=1\nmore' }));
    expect(bodies()[0]).not.toContain('PRIVATE');
    expect(bodies()[0]).toContain('`npm run build` ended with exit code 1');
    expect(bodies()[0]).toContain('The output is in the log of the run.');
  });

  test('is short, however many problems there are', async () => {
    addYesterday();
    const what = Array.from({ length: 5_000 }, (_, line) => `line ${line} ${'x'.repeat(2_000)}`).join('\n');
    await failing(new GateError('config-invalid', { what, todo: '' }));
    expect(Buffer.byteLength(bodies()[0] ?? '')).toBeLessThan(60_000);
    expect(bodies()[0]).toMatch(/… and \d+ more lines/);
  });
});
