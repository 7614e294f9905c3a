import { describe, expect, test } from 'vitest';

import { providerOf } from '../../../src/deploys/providers/registry.ts';
import type { DeploySource } from '../../../src/model/config.ts';

const url = (of: string): DeploySource => ({ kind: 'url', url: of });
const folder = (of: string): DeploySource => ({ kind: 'static', folder: of });
const worktree: DeploySource = {
  kind: 'worktree',
  install: null,
  build: null,
  serve: 'node server.js',
  readyPath: '/',
  readyTimeoutMs: 1000,
  directory: '.',
};
const deployments: DeploySource = { kind: 'github-deployments', environment: null, timeoutMs: 1000 };

describe('commits between base and head', () => {
  test.each([
    ['by a URL with the commit in it', url('https://{sha}.shop.example'), true],
    ['by one URL', url('https://shop.example'), false],
    ['by a URL with the branch in it', url('https://{branch}.shop.example'), false],
    ['from a folder with the commit in it', folder('/builds/{short-sha}'), true],
    ['from one folder', folder('/build'), false],
    ['from a worktree', worktree, true],
    ['by the deployments of GitHub', deployments, true],
  ])('are served %s: %s', (_, source, servesBetween) => {
    expect(providerOf(source).servesBetween).toBe(servesBetween);
  });
});

test.each([
  [url('https://shop.example'), 'labels'],
  [folder('/build'), 'labels'],
  [deployments, 'looked-up'],
  [worktree, 'checked-out'],
] as const)('what commits are to %o: %s', (source, commits) => {
  const provider = providerOf(source);
  expect(provider.kind).toBe(source.kind);
  expect(provider.commits).toBe(commits);
  expect(provider.builds).toBe(source.kind === 'worktree');
});

test('a base that is one address may be another commit than the merge base; no other may', () => {
  const sources = [
    url('https://shop.example'),
    url('https://{sha}.shop.example'),
    folder('/build'),
    worktree,
    deployments,
  ];
  expect(sources.map((source) => providerOf(source).isFixedAddress)).toEqual([true, false, false, false, false]);
});

test('a folder without the commit in it is what is checked out', () => {
  expect(providerOf(folder('/build')).fixedFolder).toBe('/build');
  expect(providerOf(folder('/builds/{sha}')).fixedFolder).toBeNull();
});
