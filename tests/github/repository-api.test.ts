import type { IncomingMessage, ServerResponse } from 'node:http';

import { afterEach, expect, test } from 'vitest';

import { createClient } from '../../src/github/client.ts';
import { repositoryApi } from '../../src/github/repository-api.ts';
import { serveSite, type Page, type Site } from '../support/site.ts';

const PATIENCE = { requestMs: 2000, totalMs: 2000, pauseMs: 1, keepsDistance: true };
let site: Site;
afterEach(() => site.close());

const json =
  (body: (query: URLSearchParams) => unknown, status = 200): Page =>
  (request: IncomingMessage, response: ServerResponse) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://api');
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body(searchParams)));
  };

async function api(pages: Readonly<Record<string, Page>>) {
  site = await serveSite(pages);
  return repositoryApi(createClient('token', site.url, PATIENCE), { owner: 'acme', repo: 'shop' });
}

const deployment = (id: number) => ({
  id,
  sha: 'abc',
  environment: 'Preview',
  production_environment: id === 1,
  creator: id === 2 ? null : { login: 'vercel[bot]' },
  created_at: '2026-01-01T00:00:00Z',
});

test('deployments are asked for by commit, through all pages', async () => {
  const repository = await api({
    '/repos/acme/shop/deployments': (request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://api');
      const isFirst = (searchParams.get('page') ?? '1') === '1';
      if (searchParams.get('sha') !== 'abc') throw new Error('asked for another commit');
      const next = `<${site.url}/repos/acme/shop/deployments?sha=abc&page=2>; rel="next"`;
      response.writeHead(200, { 'content-type': 'application/json', ...(isFirst ? { link: next } : {}) });
      response.end(JSON.stringify([deployment(isFirst ? 1 : 2)]));
    },
  });
  expect(await repository.deployments({ sha: 'abc' })).toEqual([
    {
      id: 1,
      sha: 'abc',
      environment: 'Preview',
      isProduction: true,
      creator: 'vercel[bot]',
      createdAt: '2026-01-01T00:00:00Z',
    },
    { id: 2, sha: 'abc', environment: 'Preview', isProduction: false, creator: '', createdAt: '2026-01-01T00:00:00Z' },
  ]);
});

test('the merge base is that of a comparison, null where there is none', async () => {
  const repository = await api({
    '/repos/acme/shop/compare/main...feature': json(() => ({ merge_base_commit: { sha: 'base' } })),
    '/repos/acme/shop/compare/main...other': json(() => ({ message: 'No common ancestor' }), 404),
  });
  expect(await repository.mergeBase('main', 'feature')).toBe('base');
  expect(await repository.mergeBase('main', 'other')).toBeNull();
});

test('the pull request of a commit is the one that it was merged with', async () => {
  const repository = await api({
    '/repos/acme/shop/commits/abc/pulls': json(() => [
      { number: 1, merged_at: null },
      { number: 2, merged_at: '2026-01-01T00:00:00Z' },
    ]),
    '/repos/acme/shop/commits/def/pulls': json(() => []),
  });
  expect(await repository.pullRequestOf('abc')).toBe(2);
  expect(await repository.pullRequestOf('def')).toBeNull();
});

test('a missing permission is wrong use that names the permission', async () => {
  const repository = await api({
    '/repos/acme/shop/deployments/5/statuses': json(() => ({ message: 'Resource not accessible by integration' }), 403),
  });
  await expect(repository.statuses(5)).rejects.toMatchObject({
    code: 'api-refused',
    exitCode: 2,
    todo: expect.stringContaining('deployments: read') as string,
  });
});

test('a server that fails again and again could not be asked', async () => {
  const repository = await api({ '/repos/acme/shop/commits/abc/status': json(() => ({ message: 'oops' }), 502) });
  await expect(repository.commitStatuses('abc')).rejects.toMatchObject({ code: 'api-failed', exitCode: 3 });
});

test('statuses of a deployment and of a commit say what they are of and where they lead', async () => {
  const created = '2026-01-01T00:00:00Z';
  const repository = await api({
    '/repos/acme/shop/deployments/5/statuses': json(() => [
      { id: 1, state: 'success', environment_url: 'https://pr.example', created_at: created },
      { id: 2, state: 'pending', created_at: created },
    ]),
    '/repos/acme/shop/commits/abc/status': json(() => ({
      statuses: [
        { context: 'deploy', state: 'success', target_url: 'https://pr.example' },
        { context: 'build', state: 'failure', target_url: null },
      ],
    })),
  });
  expect(await repository.statuses(5)).toEqual([
    { id: 1, state: 'success', environmentUrl: 'https://pr.example', createdAt: created },
    { id: 2, state: 'pending', environmentUrl: '', createdAt: created },
  ]);
  expect(await repository.commitStatuses('abc')).toEqual([
    { context: 'deploy', state: 'success', targetUrl: 'https://pr.example', creator: '' },
    { context: 'build', state: 'failure', targetUrl: '', creator: '' },
  ]);
});
