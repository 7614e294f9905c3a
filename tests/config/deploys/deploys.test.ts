import { describe, expect, test } from 'vitest';

import { errorOf, load, ROUTE } from '../files.ts';

const file = (deploys: string, ...more: string[]): string => [`deploys: ${deploys}`, ROUTE, ...more, ''].join('\n');

describe('one provider for both sides', () => {
  test('worktree, as the contract writes it', async () => {
    const { deploys, verify, bisect } = await load(`deploys:
  worktree: { install: npm ci, build: npm run build, serve: "node server.js --port {port}", ready: /, ready-timeout: 60 s, directory: apps/web }
  verify: { header: x-deploy-sha }
bisect: { max-minutes: 10 }
${ROUTE}
`);
    expect(deploys.base).toEqual({
      kind: 'worktree',
      install: 'npm ci',
      build: 'npm run build',
      serve: 'node server.js --port {port}',
      readyPath: '/',
      readyTimeoutMs: 60_000,
      directory: 'apps/web',
    });
    expect(deploys.head).toEqual(deploys.base);
    expect(verify).toEqual({ kind: 'header', name: 'x-deploy-sha' });
    expect(bisect).toEqual({ maxMs: 600_000 });
  });

  test('worktree with nothing but a server, in a file with Windows line endings', async () => {
    const text = file(
      '\n  worktree:\n    serve: |\n      node server.js\n    directory: ".\\\\apps\\\\web\\\\"',
    ).replaceAll('\n', '\r\n');
    expect((await load(text)).deploys.head).toEqual({
      kind: 'worktree',
      install: null,
      installsByLockfile: true,
      build: null,
      serve: 'node server.js',
      readyPath: '/',
      readyTimeoutMs: 60_000,
      directory: 'apps/web',
    });
  });

  test('github-deployments', async () => {
    const { deploys } = await load(file('{ github-deployments: { environment: "Preview*", timeout: 10 min } }'));
    expect(deploys.head).toEqual({ kind: 'github-deployments', environment: 'Preview*', timeoutMs: 600_000 });
    expect((await load(file('{ github-deployments: {} }'))).deploys.base).toMatchObject({
      environment: null,
      timeoutMs: 600_000,
    });
  });

  test('neither proof nor bisection where none is declared', async () => {
    expect(await load(file('{ head: { url: https://a.example } }'))).toMatchObject({ verify: null, bisect: null });
  });
});

test('URLs keep their placeholders', async () => {
  const { deploys } = await load(
    file(
      '{ base: { url: "https://{short-sha}.shop.example/{branch}/" }, head: { url: "https://pr-{pr}.shop.example" } }',
    ),
  );
  expect(deploys.base).toEqual({ kind: 'url', url: 'https://{short-sha}.shop.example/{branch}' });
  expect(deploys.head).toEqual({ kind: 'url', url: 'https://pr-{pr}.shop.example' });
});

test.each([
  ['{ server-timing: sha }', { kind: 'server-timing', name: 'sha' }],
  ['{ meta: deploy-sha }', { kind: 'meta', name: 'deploy-sha' }],
  ['{ cookie: sha }', { kind: 'cookie', name: 'sha' }],
  ['{ json: { path: /health, field: build.sha } }', { kind: 'json', path: '/health', field: 'build.sha' }],
])('the proof %s', async (verify, proof) => {
  const { verify: resolved } = await load(file(`{ head: { url: https://a.example }, verify: ${verify} }`));
  expect(resolved).toEqual(proof);
});

describe('errors', () => {
  test.each([
    [
      '{ worktree: { serve: x }, github-deployments: {} }',
      '1:10: error: `deploys` has both worktree and github-deployments.',
    ],
    [
      '{ worktree: { serve: x }, head: { url: https://a.example } }',
      '1:10: error: `deploys` has both worktree and head.',
    ],
    ['{ worktree: { build: x } }', '`worktree` has neither serve nor static.'],
    ['{ worktree: { serve: x, directory: ../other } }', '"../other" is not a folder of the repository.'],
    ['{ worktree: { serve: x, directory: /srv } }', '"/srv" is not a folder of the repository.'],
    ['{ worktree: { serve: x, ready-timeout: 60 } }', '60 has no unit.'],
    ['{ worktree: { serve: x, ready: health } }', '"health" does not begin with a slash.'],
    ['{ worktree: { serve: x, port: 3000 } }', 'Unknown key "port" in deploys.worktree.'],
    ['{ head: { url: "https://{comit}.example" } }', '{comit} is not a placeholder.'],
    [
      '{ head: { url: https://a.example }, verify: { header: a, meta: b } }',
      'A proof of the SHA has exactly one of the keys',
    ],
    [
      '{ head: { url: https://a.example }, verify: { json: { path: /health } } }',
      'deploys.verify.json.field is missing.',
    ],
  ])('%s', async (deploys, message) => {
    expect(await errorOf(file(deploys))).toContain(message);
  });

  test.each(['{}', '{ max-minutes: 0 }', '{ max-minutes: 10 min }', '{ minutes: 5 }'])('bisect: %s', async (bisect) => {
    expect(await errorOf(file('{ head: { url: https://a.example } }', `bisect: ${bisect}`))).toMatch(/bisect/);
  });
});

const worktree = async (rest: string) => (await load(file(`{ worktree: { static: dist${rest} } }`))).deploys.head;

describe('what the gate serves itself', () => {
  test('may be a single-page application', async () => {
    const { deploys } = await load(file('{ head: { static: ., spa: true }, base: { static: ., spa: false } }'));
    expect(deploys.head).toMatchObject({ kind: 'static', spa: true });
    expect(deploys.base).not.toHaveProperty('spa');
  });

  test('may be a folder that the build makes, with what the lockfile installs, or nothing', async () => {
    expect(await worktree('')).toMatchObject({
      serve: null,
      site: { folder: 'dist', spa: false },
      installsByLockfile: true,
    });
    expect(await worktree(', spa: true, install: false')).toMatchObject({ install: null, site: { spa: true } });
    expect(await worktree(', install: false')).not.toHaveProperty('installsByLockfile');
    expect(await worktree(', build: "npm ci && npm run build"')).not.toHaveProperty('installsByLockfile');
    expect(await worktree(', build: npm run build')).toMatchObject({ installsByLockfile: true });
    expect((await load(file('{ worktree: { serve: "yarn && yarn start" } }'))).deploys.head).not.toHaveProperty(
      'installsByLockfile',
    );
    expect(await worktree(', install: make deps')).toMatchObject({ install: 'make deps' });
  });

  test.each([
    ['{ head: { url: https://a.example, spa: true } }', '`spa` sets how the gate serves a folder'],
    ['{ head: { static: ., spa: maybe } }', 'spa'],
    ['{ worktree: { build: x } }', '`worktree` has neither serve nor static.'],
    ['{ worktree: { serve: x, static: dist } }', '`worktree` has both serve and static.'],
    ['{ worktree: { serve: x, spa: true } }', '`spa` sets how the gate serves a folder'],
    ['{ worktree: { static: ../dist } }', '"../dist" is not a folder of the repository.'],
    ['{ worktree: { static: /dist } }', '"/dist" is not a folder of the repository.'],
    ['{ worktree: { serve: x, install: true } }', 'install'],
  ])('is refused as %s', async (deploys, words) => {
    expect(await errorOf(file(deploys))).toContain(words);
  });
});
