import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe as about, expect, test, vi } from 'vitest';

import { createClient, deadlineIn, Overdue, type Patience } from '../../src/github/client.ts';
import { commentApi } from '../../src/github/comments.ts';
import { readContext } from '../../src/github/context.ts';
import { recognise } from '../../src/github/identity.ts';
import { stamped } from '../../src/github/marker.ts';
import { describe, isDoubtful, isUndelivered, publish } from '../../src/github/publish.ts';
import { COMMENT_MARKER } from '../../src/report/comment/comment.ts';
import { HEAD_SHA } from '../report/factories.ts';
import { oneRegression } from '../report/scenarios.ts';
import { stopClock, untilTurn } from '../support/fake-clock.ts';
import { FakeGitHub, WORKFLOW_TOKEN } from '../support/github/server.ts';

/** Longer than any answer takes on a busy machine. */
const PATIENCE: Patience = { requestMs: 15_000, totalMs: 40_000, pauseMs: 5, keepsDistance: false };
const NOW = /\/pulls\/42$/;
const LIST = /\/issues\/42\/comments$/;
const ONE = /\/issues\/comments\/\d+$/;
const SECONDARY = '{"message":"You have exceeded a secondary rate limit"}';

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start();
});
afterEach(async () => {
  vi.useRealTimers();
  await github.stop();
});

/** Publishes a report as run 7001. */
async function published(over: Partial<Patience> = {}, { url = github.url, settleMs = 5 } = {}) {
  const env = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '7001', GITHUB_API_URL: url };
  const files = {
    out: 'out',
    comment: 'out/comment.md',
    result: 'out/result.json',
    junit: 'out/junit.xml',
    page: 'out/index.html',
  };
  const shas = { headSha: HEAD_SHA, baseSha: 'b'.repeat(40) };
  const pullRequest = { number: 42, headRef: 'faster-cart', baseRef: 'main', headRepository: 'acme/shop', ...shas };
  return publish(
    {
      outcome: { verdict: 'fail', exitCode: 1, report: oneRegression, files },
      context: await readContext(env),
      subject: { pullRequest },
      token: WORKFLOW_TOKEN,
      mode: 'always',
      key: null,
      isDerived: true,
    },
    { patience: { ...PATIENCE, ...over }, settleMs },
  );
}

/** Our comment of an earlier run. */
function addEarlier(): void {
  const stamp = { key: null, run: { id: 1, attempt: 1 }, state: '0'.repeat(16) };
  github.addComment(stamped(`${COMMENT_MARKER}\nearlier\n`, stamp));
}

about('what publishing asks of GitHub', () => {
  test('ends together, however many requests it takes: edits that are never answered', async () => {
    addEarlier();
    github.disturb({ method: 'PATCH', path: ONE, times: 99, answer: 'hang' });
    const result = await published({ requestMs: 300, totalMs: 1_000 });
    expect(result.status).toBe('overdue');
    // Each of the eight rounds would take 300 ms.
    expect(github.count('PATCH', ONE)).toBeLessThan(5);
    expect(isUndelivered(result)).toBe(true);
    expect(describe(result)).toMatch(
      /^GitHub did not answer in time \(1 s for all requests.*\): this run’s comment was probably not posted.*job summary\.$/,
    );
  });

  test('ends together, however many retries it takes', async () => {
    github.disturb({ method: 'GET', path: LIST, times: 99, answer: { status: 502 } });
    expect((await published({ totalMs: 500, pauseMs: 400 })).status).toBe('overdue');
  });

  test('does not wait for the end of a rate limit to learn what became of the pull request', async () => {
    const answer = { status: 403, headers: { 'retry-after': '29' }, body: SECONDARY };
    github.disturb({ method: 'GET', path: NOW, times: 99, answer });
    expect((await published({ keepsDistance: true })).status).toBe('created');
    expect(github.count('GET', NOW)).toBe(1);
  });

  test('does not wait for the end of a rate limit that is beyond its own', async () => {
    // 180 s by the clock of this test; all requests may take 40 s.
    const answer = { status: 403, headers: { 'retry-after': '36000' }, body: SECONDARY };
    github.disturb({ method: 'POST', path: LIST, times: 99, answer });
    const result = await published({ keepsDistance: true });
    expect(describe(result)).toBe(
      'The comment could not be delivered (You have exceeded a secondary rate limit). The report is in the job summary.',
    );
    expect(github.count('POST', LIST)).toBe(1);
  });

  test('has its comment posted where only the look whether it stands comes too late', async () => {
    addEarlier();
    stopClock();
    github.afterList = () => {
      if (github.count('GET', LIST) > 0) github.disturb({ method: 'GET', path: LIST, times: 99, answer: 'hang' });
    };
    const publishing = published({ requestMs: 60_000, totalMs: 50_000 });
    await untilTurn(() => github.count('GET', LIST) === 2);
    await vi.advanceTimersByTimeAsync(50_000);
    const result = await publishing;
    expect(result).toEqual({ status: 'unchecked', url: expect.stringContaining('#issuecomment-') as string });
    expect(github.comments[0]?.body).toContain('run=7001');
    expect([isUndelivered(result), isDoubtful(result)]).toEqual([false, true]);
    expect(describe(result)).toMatch(
      /^The comment was written, but GitHub did not confirm in time that it is still there/,
    );
  });

  test('does not wait longer than all of it may take to look whether the comment stands', async () => {
    stopClock();
    const client = createClient(WORKFLOW_TOKEN, github.url, PATIENCE, deadlineIn(1_000));
    const where = { owner: 'acme', repo: 'shop', number: 42, key: null, isDerived: true };
    const api = commentApi(client, where, recognise(client, WORKFLOW_TOKEN));
    const pause = api.pause(10_000).catch((thrown: unknown) => thrown);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await pause).toBeInstanceOf(Overdue);
  });
});

about('an answer that does not end', () => {
  let server: Server;
  let asked: string[];
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A server that begins each answer like this. */
  async function begins(answer: RequestListener): Promise<string> {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.method ?? '');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('[');
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('in time is no list of no comments: nothing is posted, and the message can be read', async () => {
    const url = await begins((_, response) => {
      const dribble = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(dribble));
    });
    const result = await published({ requestMs: 300 }, { url });
    expect(describe(result)).toBe(
      'The comment could not be delivered (GitHub did not answer completely within 0.3 s). The report is in the job summary.',
    );
    expect(asked).not.toContain('POST');
  });

  test('because the connection is lost is no list of no comments either', async () => {
    const url = await begins((_, response) => void setTimeout(() => response.destroy(), 10));
    const result = await published({}, { url });
    expect(describe(result)).toMatch(/^The comment could not be delivered \([\w ]+\)\. /);
    expect(asked).not.toContain('POST');
  });
});

test.each([
  ['is cut off', { status: 200, body: '[{"id": 1, "bo' }, 'is cut off, or is not JSON'],
  ['is empty', { status: 200, body: '' }, 'is cut off, or is not JSON'],
  [
    'is a page',
    { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
    'is cut off, or is not JSON',
  ],
  ['is about something else', { status: 200, body: '[{"id": "x"}]' }, 'is not a list of comments'],
])('an answer that %s is told in words', async (_, answer, words) => {
  github.disturb({ method: 'GET', path: LIST, times: 99, answer });
  expect(describe(await published())).toBe(
    `The comment could not be delivered (GitHub’s answer ${words}). The report is in the job summary.`,
  );
  expect(github.count('POST', LIST)).toBe(0);
});
