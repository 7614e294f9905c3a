import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createClient, deadlineIn, isLimit, ONCE, Overdue } from '../../src/github/client.ts';
import { stopClock, untilTurn } from '../support/fake-clock.ts';
import { FakeGitHub, WORKFLOW_TOKEN, type Disturbance } from '../support/github/server.ts';

/** Longer than any answer takes on a busy machine. */
const PATIENCE = { requestMs: 15_000, totalMs: 18_000, pauseMs: 5, keepsDistance: true };
const WHERE = { owner: 'acme', repo: 'shop' };
const LIST = /\/issues\/42\/comments$/;

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await github.stop();
});

const list = ({ octokit, retried }: ReturnType<typeof createClient>) =>
  retried(() => octokit.rest.issues.listComments({ ...WHERE, issue_number: 42 }));

describe('a request', () => {
  test.each<[string, Disturbance['answer']]>([
    ['a server error', { status: 502 }],
    ['a lost connection', 'reset'],
    [
      'a secondary limit, in GitHub’s words',
      { status: 403, headers: { 'retry-after': '1' }, body: '{"message":"You have exceeded a secondary rate limit"}' },
    ],
    ['a limit in other words', { status: 429, headers: { 'retry-after': '0' } }],
    [
      'an exhausted quota that is new soon',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } },
    ],
  ])('is repeated after %s', async (_, answer) => {
    github.disturb({ method: 'GET', path: LIST, times: 2, answer });
    await expect(list(createClient(WORKFLOW_TOKEN, github.url, PATIENCE))).resolves.toMatchObject({ status: 200 });
    expect(github.count('GET', LIST)).toBe(3);
  });

  test('is repeated after no answer in time', async () => {
    github.disturb({ method: 'GET', path: LIST, times: 2, answer: 'hang' });
    const limits: AbortController[] = [];
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const limit = new AbortController();
      limits.push(limit);
      return limit.signal;
    });
    const listed = list(createClient(WORKFLOW_TOKEN, github.url, PATIENCE));
    for (const times of [1, 2]) {
      await vi.waitUntil(() => github.count('GET', LIST) === times, { timeout: 15_000 });
      limits.at(-1)?.abort(new DOMException('The time is over', 'TimeoutError'));
    }
    await expect(listed).resolves.toMatchObject({ status: 200 });
    expect(timeout.mock.calls).toEqual([[PATIENCE.requestMs], [PATIENCE.requestMs], [PATIENCE.requestMs]]);
    expect(github.count('GET', LIST)).toBe(3);
  });

  test.each([400, 401, 403, 404, 410, 422])('is not repeated after %d', async (status) => {
    github.disturb({ method: 'GET', path: LIST, times: 9, answer: { status } });
    await expect(list(createClient(WORKFLOW_TOKEN, github.url, PATIENCE))).rejects.toMatchObject({ status });
    expect(github.count('GET', LIST)).toBe(1);
  });

  test('that writes is not repeated on its own', async () => {
    github.disturb({ method: 'POST', path: LIST, times: 9, answer: { status: 502 } });
    const { octokit, retried } = createClient(WORKFLOW_TOKEN, github.url, PATIENCE);
    const write = retried(() => octokit.rest.issues.createComment({ ...WHERE, issue_number: 42, body: 'x', ...ONCE }));
    await expect(write).rejects.toMatchObject({ status: 502 });
    expect(github.count('POST', LIST)).toBe(1);
  });

  test('and its repetitions end in time', async () => {
    github.disturb({ method: 'GET', path: LIST, times: 99, answer: 'hang' });
    const patience = { ...PATIENCE, requestMs: 300, totalMs: 500 };
    await expect(list(createClient(WORKFLOW_TOKEN, github.url, patience))).rejects.toThrow(/within 0\.5 s/);
    // Two repetitions would end after 600 ms or more.
    expect(github.count('GET', LIST)).toBeLessThan(3);
  });
});

test('a server of one’s own is asked at its address, GraphQL too', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('content-type', 'application/json');
    response.end(request.method === 'POST' ? '{"data":{"viewer":{"login":"x"}}}' : '[]');
  });
  const url = await listening(server);
  const client = createClient(WORKFLOW_TOKEN, `${url}/api/v3`, PATIENCE);
  await list(client);
  await client.octokit.graphql('query { viewer { login } }');
  expect(asked).toEqual(['GET /api/v3/repos/acme/shop/issues/42/comments', 'POST /api/graphql']);
  server.close();
});

test('the proxy of the environment is used', async () => {
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    // The name is nobody's: only the proxy knows where it leads.
    const upstream = connect(Number(new URL(github.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const url = await listening(proxy);
  const script = `
    import { createClient } from './src/github/client.ts';
    const { octokit } = createClient('${WORKFLOW_TOKEN}', process.env.GITHUB_API_URL);
    const { status } = await octokit.rest.issues.listComments({ owner: 'acme', repo: 'shop', issue_number: 42 });
    console.log(status);
    process.exit(0);`;
  const { stdout } = await execa(process.execPath, ['--input-type=module-typescript', '-e', script], {
    env: { GITHUB_API_URL: 'http://api.github.test', http_proxy: url, no_proxy: '' },
  });
  expect(stdout).toBe('200');
  expect(tunnels).toEqual(['api.github.test:80']);
  proxy.closeAllConnections();
  proxy.close();
});

test.each([
  ['is missing', '/nowhere/event.json'],
  ['is not JSON', 'README.md'],
])('an event file that %s neither stops the program nor comes on its output, and keeps its name', async (_, event) => {
  const script = "await import('./src/github/client.ts'); console.log(process.env.GITHUB_EVENT_PATH)";
  const { stdout } = await execa(process.execPath, ['--input-type=module-typescript', '-e', script], {
    env: { GITHUB_EVENT_PATH: event },
  });
  expect(stdout).toBe(event);
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a request fails with. */
const failureOf = (request: Promise<unknown>) =>
  request.then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe('a deadline', () => {
  const TOTAL_MS = 50_000;
  const patience = { requestMs: 60_000, totalMs: 200_000, pauseMs: 60_000, keepsDistance: true };

  test('is for all requests of a client together, and none leaves after it', async () => {
    stopClock();
    github.disturb({ method: 'GET', path: LIST, times: 99, answer: 'hang' });
    const client = createClient(WORKFLOW_TOKEN, github.url, patience, deadlineIn(TOTAL_MS));
    const first = failureOf(list(client));
    await untilTurn(() => github.count('GET', LIST) === 1);
    await vi.advanceTimersByTimeAsync(TOTAL_MS);
    expect(await first).toBeInstanceOf(Overdue);
    const second = failureOf(list(client));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(String(await second)).toMatch(/in time \(50 s/);
    expect(github.count('GET', LIST)).toBe(1);
  });

  test('ends the wait between two attempts', async () => {
    stopClock();
    github.disturb({ method: 'GET', path: LIST, times: 99, answer: { status: 502 } });
    const ended = failureOf(list(createClient(WORKFLOW_TOKEN, github.url, patience, deadlineIn(TOTAL_MS))));
    await untilTurn(() => github.count('GET', LIST) === 1);
    await vi.advanceTimersByTimeAsync(TOTAL_MS);
    expect(await ended).toBeInstanceOf(Overdue);
    expect(github.count('GET', LIST)).toBe(1);
  });

  test('is no reason to wait for the end of a rate limit that is beyond it', async () => {
    github.disturb({
      method: 'GET',
      path: LIST,
      times: 99,
      answer: { status: 429, headers: { 'retry-after': '100' } },
    });
    // The end is 100 s away: within the patience, and not within the deadline.
    const client = createClient(WORKFLOW_TOKEN, github.url, { ...patience, pauseMs: 1_000 }, deadlineIn(TOTAL_MS));
    await expect(list(client)).rejects.toMatchObject({ status: 429 });
    expect(github.count('GET', LIST)).toBe(1);
  });
});

test.each<[string, Disturbance['answer'], boolean]>([
  ['a refusal that says when to come back', { status: 403, headers: { 'retry-after': '3600' } }, true],
  ['an exhausted quota', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }, true],
  ['a refusal', { status: 403 }, false],
  ['what is not there', { status: 404 }, false],
])('%s is told from a limit', async (_, answer, expected) => {
  github.disturb({ method: 'GET', path: LIST, times: 99, answer });
  const error = await list(createClient(WORKFLOW_TOKEN, github.url, { ...PATIENCE, keepsDistance: false })).catch(
    (thrown: unknown) => thrown,
  );
  expect(isLimit(error)).toBe(expected);
});
