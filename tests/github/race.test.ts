import { expect, test } from 'vitest';

import { createClient } from '../../src/github/client.ts';
import { commentApi } from '../../src/github/comments.ts';
import { recognise } from '../../src/github/identity.ts';
import { stamped, stampOf } from '../../src/github/marker.ts';
import { postComment } from '../../src/github/sticky-comment.ts';
import { COMMENT_MARKER } from '../../src/report/comment/comment.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { FakeGitHub, WORKFLOW_TOKEN } from '../support/github/server.ts';

const RACES = 100;
const AT_ONCE = 25;
/** An answer takes up to twice this; a run's list and edit together up to four times, and longer on a busy machine. */
const LATENCY_MS = 15;
const SETTLE_MS = 1500;
const PATIENCE = { requestMs: 10_000, totalMs: 20_000, pauseMs: 5, keepsDistance: false };

function bodyOf(run: number): string {
  const markdown = `${COMMENT_MARKER}\n### report of run ${run}\n`;
  return stamped(markdown, { key: null, run: { id: run, attempt: 1 }, state: '0'.repeat(16) });
}

function publish(github: FakeGitHub, run: number) {
  const client = createClient(WORKFLOW_TOKEN, github.url, PATIENCE);
  const where = { owner: 'acme', repo: 'shop', number: 42, key: null, isDerived: true };
  const post = { markdown: `${COMMENT_MARKER}\n### report of run ${run}\n`, onlyOnChange: false, onlyUpdate: false };
  const stamp = { key: null, run: { id: run, attempt: 1 }, state: '0'.repeat(16) };
  return postComment(commentApi(client, where, recognise(client, WORKFLOW_TOKEN)), {
    ...post,
    stamp,
    settleMs: SETTLE_MS,
  });
}

/** Which runs' comments stand after two runs at once on a pull request that has no comment yet, one of an older run, or duplicates. */
async function race(index: number): Promise<(number | undefined)[]> {
  const github = await FakeGitHub.start();
  const random = seededRandom('race', String(index));
  for (let left = index % 3; left > 0; left -= 1) github.addComment(bodyOf(10 + left));
  github.latencyMs = () => LATENCY_MS * random();
  const runs = index % 2 === 0 ? [101, 102] : [102, 101];
  await Promise.all(runs.map((run) => publish(github, run)));
  await github.stop();
  return github.comments.map(({ body }) => stampOf(body)?.run.id);
}

test('two runs that publish at once leave one comment, from the newer run, each of 100 times', async () => {
  const standing: (number | undefined)[][] = [];
  for (let first = 0; first < RACES; first += AT_ONCE)
    standing.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, offset) => race(first + offset)))));
  expect(standing).toEqual(Array.from({ length: RACES }, () => [102]));
}, 120_000);
