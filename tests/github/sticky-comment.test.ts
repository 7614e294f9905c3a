import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createClient, type Patience } from '../../src/github/client.ts';
import { commentApi } from '../../src/github/comments.ts';
import { recognise } from '../../src/github/identity.ts';
import { stamped, stampOf } from '../../src/github/marker.ts';
import { postComment, type Delivery, type Post } from '../../src/github/sticky-comment.ts';
import { COMMENT_MARKER } from '../../src/report/comment/comment.ts';
import { stopClock, untilTurn } from '../support/fake-clock.ts';
import { APP_TOKEN, FakeGitHub, PERSONAL_TOKEN, READ_ONLY_TOKEN, WORKFLOW_TOKEN } from '../support/github/server.ts';

/** Longer than an answer takes on a busy machine. */
const PATIENCE: Patience = { requestMs: 15_000, totalMs: 20_000, pauseMs: 5, keepsDistance: true };
const LIST = /\/issues\/42\/comments$/;

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start();
});
afterEach(async () => {
  vi.useRealTimers();
  await github.stop();
});

interface About {
  readonly token?: string;
  readonly attempt?: number;
  readonly state?: string;
  readonly patience?: Patience;
}

/** Posts a report the way a run does. */
async function post(run: number, options: Partial<Post> & About = {}) {
  const { token = WORKFLOW_TOKEN, attempt = 1, state = '0123456789abcdef', patience = PATIENCE, ...over } = options;
  const client = createClient(token, github.url, patience);
  const where = { owner: 'acme', repo: 'shop', number: 42, key: null, isDerived: true };
  const api = commentApi(client, where, recognise(client, token));
  const stamp = { key: null, run: { id: run, attempt }, state };
  return postComment(api, {
    markdown: reportOf(run),
    stamp,
    onlyOnChange: false,
    onlyUpdate: false,
    settleMs: 20,
    ...over,
  });
}

function reportOf(run: number): string {
  return `${COMMENT_MARKER}\n### report of run ${run}\n`;
}

function standing(): (number | undefined)[] {
  return github.comments.map(({ body }) => stampOf(body)?.run.id);
}

function statusOf(delivery: Delivery | null): string | undefined {
  return delivery?.status;
}

describe('the sticky comment', () => {
  test('is created once and then edited in place', async () => {
    expect(statusOf(await post(1))).toBe('created');
    expect(statusOf(await post(2))).toBe('updated');
    expect(standing()).toEqual([2]);
    expect(github.comments[0]?.body).toContain('report of run 2');
  });

  test('is found behind any number of other comments', async () => {
    github.addComment('first!', { login: 'someone', type: 'User' });
    await post(1);
    for (let index = 0; index < 230; index += 1) github.addComment(`chat ${index}`, { login: 'someone', type: 'User' });
    github.comments.push(...github.comments.splice(1, 1));
    expect(statusOf(await post(2))).toBe('updated');
    expect(github.comments).toHaveLength(232);
  });

  test('is not taken from others who write its marker, nor found where it is quoted', async () => {
    const forged = stamped(reportOf(1), { key: null, run: { id: 999_999, attempt: 1 }, state: 'f'.repeat(16) });
    github.addComment(forged, { login: 'mallory', type: 'User' });
    github.addComment(forged, { login: 'other-app[bot]', type: 'Bot' });
    github.addComment(`> ${forged}`);
    expect(statusOf(await post(5))).toBe('created');
    expect(github.comments.slice(0, 3).map(({ body }) => body)).toEqual([forged, forged, `> ${forged}`]);
  });

  test.each([
    ['another app', APP_TOKEN],
    ['a person', PERSONAL_TOKEN],
  ])('is recognised where %s posts it', async (_, token) => {
    await post(1, { token });
    expect(statusOf(await post(2, { token }))).toBe('updated');
    expect(standing()).toEqual([2]);
  });

  test('of a newer run is left alone by an older one', async () => {
    await post(7);
    expect(statusOf(await post(6))).toBe('superseded');
    expect(statusOf(await post(7, { attempt: 2 }))).toBe('updated');
    expect(statusOf(await post(7, { attempt: 1 }))).toBe('superseded');
    expect(stampOf(github.comments[0]?.body ?? '')?.run).toEqual({ id: 7, attempt: 2 });
  });

  test.each([
    ['newer', 9, 'superseded'],
    ['older', 3, 'created'],
  ])('stays one where a %s run comments between list and create', async (_, other, status) => {
    github.afterList = () => {
      github.afterList = null;
      github.addComment(stamped(reportOf(other), { key: null, run: { id: other, attempt: 1 }, state: '0'.repeat(16) }));
    };
    expect(statusOf(await post(5))).toBe(status);
    expect(standing()).toEqual([Math.max(5, other)]);
  });

  test('is not made twice where the server did what was asked and answered 502', async () => {
    github.disturb({ method: 'POST', path: LIST, times: 1, answer: 'done-but-502' });
    expect(statusOf(await post(1))).toBe('created');
    expect(standing()).toEqual([1]);
    expect(github.count('POST', LIST)).toBe(1);
  });

  test('is made after all where the connection was lost before anything was done', async () => {
    github.disturb({ method: 'POST', path: LIST, times: 1, answer: 'reset' });
    expect(statusOf(await post(1))).toBe('created');
    expect(standing()).toEqual([1]);
  });

  test('waits for a server that stumbles, and for a rate limit with an end', async () => {
    github.disturb({ method: 'GET', path: LIST, times: 1, answer: { status: 503 } });
    github.disturb({ method: 'GET', path: LIST, times: 1, answer: { status: 403, headers: { 'retry-after': '0' } } });
    github.disturb({ method: 'GET', path: LIST, times: 1, answer: 'hang' });
    expect(statusOf(await post(1, { patience: { ...PATIENCE, requestMs: 300 } }))).toBe('created');
  });

  test('says the same already: then it is left alone on request', async () => {
    await post(1, { state: 'a'.repeat(16) });
    expect(statusOf(await post(2, { state: 'a'.repeat(16), onlyOnChange: true }))).toBe('unchanged');
    expect(standing()).toEqual([1]);
    expect(statusOf(await post(3, { state: 'b'.repeat(16), onlyOnChange: true }))).toBe('updated');
    expect(standing()).toEqual([3]);
  });

  test('is edited but not made where there is nothing to complain about', async () => {
    expect(await post(1, { onlyUpdate: true })).toBeNull();
    await post(2);
    expect(statusOf(await post(3, { onlyUpdate: true }))).toBe('updated');
  });

  test('is made anew where it was deleted meanwhile', async () => {
    await post(1);
    github.afterList = () => {
      github.afterList = null;
      github.comments.length = 0;
    };
    expect(statusOf(await post(2))).toBe('created');
    expect(standing()).toEqual([2]);
  });

  test('collapses duplicates of ours into the oldest', async () => {
    const oldest = github.addComment(
      stamped(reportOf(1), { key: null, run: { id: 1, attempt: 1 }, state: '0'.repeat(16) }),
    );
    github.addComment(stamped(reportOf(2), { key: null, run: { id: 2, attempt: 1 }, state: '0'.repeat(16) }));
    await post(3);
    expect(github.comments.map(({ id }) => id)).toEqual([oldest.id]);
    expect(standing()).toEqual([3]);
  });
});

describe('a report that cannot be delivered', () => {
  test('is refused, without an exception, where the token may not comment', async () => {
    expect(await post(1, { token: READ_ONLY_TOKEN })).toEqual({ status: 'refused' });
  });

  test.each([
    ['a server error that stays', { status: 500 }],
    ['a locked conversation or spam check', { status: 422 }],
    ['truncated JSON', { status: 200, body: '[{"id": 1, "bo' }],
    ['an answer of another shape', { status: 200, body: '{"id": 1}' }],
    ['a page of HTML', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
    ['a rate limit beyond our patience', { status: 429, headers: { 'retry-after': '3600' } }],
  ])('fails as a value on %s', async (_, answer) => {
    github.disturb({ method: 'GET', path: LIST, times: 100, answer });
    expect(statusOf(await post(1))).toBe('failed');
  });

  test('fails as a value where nobody listens', async () => {
    await github.stop();
    expect(statusOf(await post(1))).toBe('failed');
    github = await FakeGitHub.start();
  });

  test('gives up on a server that never answers', async () => {
    github.disturb({ method: 'GET', path: LIST, times: 100, answer: 'hang' });
    stopClock();
    let delivery: Delivery | null | undefined;
    // The limit of a request is not of the clock that is stopped.
    const patience = { ...PATIENCE, requestMs: 600_000, totalMs: 5_000 };
    void post(1, { patience }).then((ended) => (delivery = ended));
    await untilTurn(() => delivery !== undefined);
    expect(delivery).toEqual({ status: 'failed', cause: new Error('GitHub did not give a final answer within 5 s') });
  });
});
