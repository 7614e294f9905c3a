import { describe, expect, test } from 'vitest';

import { judgeDeploy, type RouteAnswer } from '../../../src/doctor/judge/deploys.ts';
import { judgeProof } from '../../../src/doctor/judge/proof.ts';
import type { Finding } from '../../../src/doctor/check.ts';

const GOOD: RouteAnswer = { path: '/', problem: null, status: 200, elsewhere: null, logIn: null, ms: 84.4 };

const served = (answers: readonly Partial<RouteAnswer>[], logsIn = false): Finding =>
  judgeDeploy({
    kind: 'served',
    url: 'https://shop.example',
    logsIn,
    answers: answers.map((answer) => ({ ...GOOD, ...answer })),
  });

describe('a deploy that is served elsewhere', () => {
  test('is fine where each route answers', () => {
    expect(served([{}, { path: '/cart', ms: 120 }])).toEqual({
      status: 'ok',
      message: 'https://shop.example answers for 2 routes, within 120 ms.',
      remedy: null,
    });
  });

  test.each([
    [
      'it does not listen',
      { problem: 'https://shop.example refuses connections.' },
      'refuses connections',
      'Start the server',
    ],
    [
      'it redirects to a log-in page',
      { logIn: 'https://shop.example/login' },
      'redirects to a log-in page, https://shop.example/login',
      '`setup:`',
    ],
    ['it asks who visits', { status: 401 }, 'https://shop.example/ is answered with 401', '`bypass:`'],
    [
      'it redirects to another origin',
      { elsewhere: 'https://www.shop.example/' },
      'which is not this deploy',
      '`deploys:`',
    ],
    [
      'a page is not there',
      { status: 404, path: '/cart' },
      'https://shop.example/cart is answered with 404',
      'path of the route',
    ],
    ['a page fails', { status: 503 }, 'is answered with 503', 'mend the page'],
  ])('fails where %s', (_, answer, message, remedy) => {
    expect(served([{}, answer])).toEqual({
      status: 'fail',
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
  });

  test('may show a log-in where the configuration logs in', () => {
    expect(served([{ logIn: 'https://shop.example/login' }], true)).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('after a log-in'),
    });
  });

  test('names the other routes that are not right', () => {
    expect(served([{ status: 500 }, { status: 404, path: '/a' }, {}]).message).toMatch(
      /500\. Not right either: \/a\.$/,
    );
  });
});

describe('a deploy of another kind', () => {
  test.each([
    [{ kind: 'none' }, 'warn', 'No base is configured'],
    [
      { kind: 'later', why: 'https://pr-{pr}.example needs {pr}, and this run has none.' },
      'warn',
      'Not checked: https://pr-',
    ],
    [{ kind: 'folder', folder: '/work/dist', problem: null }, 'ok', 'has pages'],
    [
      { kind: 'folder', folder: '/work/dist', problem: 'does not exist' },
      'fail',
      'The folder /work/dist does not exist.',
    ],
    [{ kind: 'built', directory: '.', exists: null, missing: [] }, 'ok', 'built and served here'],
    [{ kind: 'built', directory: 'web', exists: false, missing: [] }, 'fail', 'does not have the folder web'],
    [
      { kind: 'built', directory: '.', exists: true, missing: ['pnpm', 'hugo'] },
      'fail',
      'pnpm and hugo are not on the PATH',
    ],
    [{ kind: 'listed', environment: 'Preview*', found: 3 }, 'ok', 'whose environment matches Preview*'],
    [{ kind: 'listed', environment: null, found: 0 }, 'fail', 'GitHub does not know a deployment.'],
  ] as const)('%o: %s', (facts, status, message) => {
    const finding = judgeDeploy(facts);
    expect(finding).toMatchObject({ status, message: expect.stringContaining(message) });
    expect(finding.remedy === null).toBe(status === 'ok');
  });
});

describe('the proof of the commits', () => {
  const declared = 'header x-commit-sha';
  const claim = { side: 'head', sha: 'a'.repeat(40), problem: null, isWrong: false } as const;

  test.each([
    [{ declared: null, isByCommit: true, claims: [] }, 'ok', 'by its commit'],
    [{ declared: null, isByCommit: false, claims: [] }, 'warn', 'Nothing says which commit a deploy serves'],
    [{ declared, isByCommit: false, claims: [] }, 'warn', 'Not checked'],
    [{ declared, isByCommit: false, claims: [claim] }, 'ok', 'By the header x-commit-sha, head serves aaaaaaa.'],
    [
      { declared, isByCommit: false, claims: [{ ...claim, sha: null, problem: 'https://a.example has no header' }] },
      'fail',
      'https://a.example has no header',
    ],
    [
      { declared, isByCommit: false, claims: [{ ...claim, isWrong: true }] },
      'fail',
      'serves aaaaaaa, which is not the commit',
    ],
  ] as const)('%o: %s', (facts, status, message) => {
    const finding = judgeProof(facts);
    expect(finding).toMatchObject({ status, message: expect.stringContaining(message) });
    expect(finding.remedy === null).toBe(status === 'ok');
  });
});
