import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { Git, gitEnvironment } from '../../../../src/git/git.ts';
import { swapPorts } from '../../../../src/deploys/providers/provider.ts';
import { Worktrees } from '../../../../src/deploys/providers/worktree/worktrees.ts';
import { GateError } from '../../../../src/errors.ts';
import type { WorktreePlan } from '../../../../src/model/config.ts';
import { openGit, repository, serverFiles, shallowClone, type Repository } from '../../repository.ts';

const PLAN: WorktreePlan = {
  install: null,
  build: 'node build.js',
  serve: 'node server.js {port}',
  readyPath: '/',
  readyTimeoutMs: 10_000,
  directory: '.',
};

let repo: Repository;
let provider: Worktrees;
let lines: string[];

beforeEach(async () => {
  repo = await repository('a shop with spaces');
  lines = [];
});
afterEach(async () => {
  await provider.dispose();
  await repo.remove();
});

async function open(
  plan: Partial<WorktreePlan> = {},
  env: NodeJS.ProcessEnv = process.env,
  opened: Git | null = null,
): Promise<Worktrees> {
  const git = opened ?? (await openGit(repo));
  const logs = join(repo.folder, 'out');
  const { signal } = new AbortController();
  provider = await Worktrees.open({
    plan: { ...PLAN, ...plan },
    git,
    env,
    logs,
    log: (line) => lines.push(line),
    signal,
  });
  return provider;
}

const textAt = async (url: string, path = '/'): Promise<string> => (await fetch(`${url}${path}`)).text();

async function errorOf(body: Promise<unknown>): Promise<GateError> {
  const error = await body.catch((thrown: unknown) => thrown);
  if (error instanceof GateError) return error;
  throw new Error(`no GateError: ${String(error)}`);
}

test('two commits are built and served at the same time, each with its own content', async () => {
  const base = await repo.commit('base', serverFiles('old'));
  const head = await repo.commit('head', serverFiles('new'));
  await open();
  const one = await provider.serve(base, 'base');
  const other = await provider.serve(head, 'head');
  expect(one.deploy).toMatchObject({ side: 'base', sha: base });
  expect([await textAt(one.deploy.url), await textAt(other.deploy.url)]).toEqual(['old', 'new']);
});

test('what is measured is the commit, whatever the work tree holds', async () => {
  const head = await repo.commit('head', serverFiles('committed'));
  await repo.write({ 'text.txt': 'changed since' });
  await open();
  expect(await textAt((await provider.serve(head, 'head')).deploy.url)).toBe('committed');
});

test('a commit that is both base and head is built once, and served twice', async () => {
  const head = await repo.commit('head', serverFiles('same'));
  await open();
  const [one, other] = [await provider.serve(head, 'base'), await provider.serve(head, 'head')];
  expect(one.deploy.url).not.toBe(other.deploy.url);
  expect(lines.filter((line) => line.includes('building'))).toHaveLength(1);
  expect(lines.join()).not.toContain('credentials');
});

test('two servers exchange their ports', async () => {
  const base = await repo.commit('base', serverFiles('old'));
  const head = await repo.commit('head', serverFiles('new'));
  await open();
  const one = await provider.serve(base, 'base');
  const other = await provider.serve(head, 'head');
  const before = [one.deploy.url, other.deploy.url];
  if (one.server === undefined || other.server === undefined) throw new Error('no servers');
  await swapPorts(one.server, other.server);
  expect([other.deploy.url, one.deploy.url]).toEqual(before);
  expect([await textAt(one.deploy.url), await textAt(other.deploy.url)]).toEqual(['old', 'new']);
});

test('without the package manager of a lockfile nothing is installed, and the log says so', async () => {
  const head = await repo.commit('head', { ...serverFiles('new'), 'package.json': '{}', 'pnpm-lock.yaml': '' });
  const bin = join(repo.folder, 'programs');
  await mkdir(bin);
  await symlink(process.execPath, join(bin, 'node'));
  await open({ installsByLockfile: true }, { ...process.env, PATH: bin });
  const { deploy } = await provider.serve(head, 'head');
  expect(await textAt(deploy.url)).toBe('new');
  expect(lines).toContain('install: nothing, because the commit has a pnpm-lock.yaml but pnpm is not on PATH.');
});

test('an app in a subfolder is built and served there, its port in the environment too', async () => {
  const files = Object.fromEntries(
    Object.entries(serverFiles('app')).map(([name, text]) => [`apps/my web/${name}`, text]),
  );
  const head = await repo.commit('head', files);
  await open({ directory: 'apps/my web' });
  const { deploy } = await provider.serve(head, 'head');
  expect(await textAt(deploy.url)).toBe('app');
  expect(JSON.parse(await textAt(deploy.url, '/env'))).toMatchObject({ PORT: new URL(deploy.url).port });
});

test('no token reaches the build or the server', async () => {
  const head = await repo.commit('head', serverFiles('x'));
  const secrets = {
    GITHUB_TOKEN: 's3cret',
    ACTIONS_RUNTIME_TOKEN: 's3cret',
    'INPUT_GITHUB-TOKEN': 's3cret',
    NPM_TOKEN: 's3cret',
    // The next have names that builds are configured with.
    VITE_API_TOKEN: 's3cret',
    NEXT_PUBLIC_DB_PASS: 's3cret',
    NPM_CONFIG__AUTH: 's3cret',
    NPM_CONFIG_KEY: 's3cret',
    COREPACK_NPM_PASSWORD: 's3cret',
  };
  await open(
    { build: 'node build.js && node -p "JSON.stringify(process.env)"' },
    { ...process.env, ...secrets, VITE_API: 'https://api.example' },
  );
  const { deploy } = await provider.serve(head, 'head');
  const seen = await textAt(deploy.url, '/env');
  expect(seen).toContain('https://api.example');
  expect(seen).not.toContain('s3cret');
  expect(await readFile(join(repo.folder, 'out', `${head.slice(0, 12)}.log`), 'utf8')).not.toContain('s3cret');
});

test('a build asks git for its commit and finds no credentials: the checkout is a repository of its own', async () => {
  await repo.commit('base', { ...serverFiles('x'), 'a b.txt': 'x' });
  await repo.git('tag', 'v1.0');
  const head = await repo.commit('head', { 'text.txt': 'y' });
  const basic = 'AUTHORIZATION: basic s3cret';
  await repo.git('config', 'http.https://github.com/.extraheader', basic);
  await repo.git('config', 'remote.origin.url', 'https://ada:s3cret@github.com/acme/shop');
  const asks = ['rev-parse HEAD', 'describe --tags --dirty', 'log --format=%s', 'status --porcelain', 'config --list'];
  await open({ build: ['node build.js', ...asks.map((each) => `git ${each}`), 'cat .git/config'].join(' && ') });
  const { deploy } = await provider.serve(head, 'head');
  expect(await textAt(deploy.url)).toBe('y');
  const log = await readFile(join(repo.folder, 'out', `${head.slice(0, 12)}.log`), 'utf8');
  expect(log).toContain(`\n${head}\nv1.0-1-g${head.slice(0, 7)}\nhead\nbase\n?? built/\n`);
  expect(log).toContain('remote.origin.url=https://github.com/acme/shop');
  expect(log).not.toContain('s3cret');
  expect(lines).toContainEqual(expect.stringContaining('`persist-credentials: false`'));
});

test('a checkout of a clone of one commit has that one', async () => {
  const head = await repo.commit('head', serverFiles('x'));
  const whole = repo;
  repo = await shallowClone(whole, 'main');
  await whole.remove();
  await open({ build: 'node build.js && git log --format=%H' });
  expect(await textAt((await provider.serve(head, 'head')).deploy.url)).toBe('x');
});

test('git itself has none of our secrets, but what a credential helper needs where it asks a server', () => {
  const env = {
    PATH: '/bin',
    GIT_SSH_COMMAND: 'ssh -i key',
    GIT_DIR: '/elsewhere',
    'INPUT_GITHUB-TOKEN': 's3cret',
    ACTIONS_RUNTIME_TOKEN: 's3cret',
    BYPASS: 's3cret',
    GH_TOKEN: 'for gh',
  };
  expect(gitEnvironment(env, ['rev-parse', 'HEAD'])).toEqual({ PATH: '/bin', GIT_SSH_COMMAND: 'ssh -i key' });
  expect(gitEnvironment(env, ['fetch', 'origin'])).toMatchObject({ GH_TOKEN: 'for gh' });
  expect(JSON.stringify(gitEnvironment(env, ['fetch', 'origin']))).not.toContain('s3cret');
});

test('names of a job that look like those of git are not handed to it, whatever it does', () => {
  const names = ['SSH_PRIVATE_KEY', 'SSH_KEY', 'GIT_TOKEN', 'GIT_PASSWORD', 'GIT_PAT', 'GIT_TRACE_TOKEN', 'GCM_SECRET'];
  const known = {
    GIT_SSH: '/ssh',
    GIT_ASKPASS: '/ask',
    SSH_AUTH_SOCK: '/agent',
    GIT_TRACE: '1',
    GIT_CONFIG_GLOBAL: '/c',
  };
  const env = { ...known, ...Object.fromEntries([...names, 'DBUS_KEY'].map((name) => [name, 's3cret'])) };
  for (const command of ['rev-parse', 'fetch', 'ls-remote', 'submodule'])
    expect(gitEnvironment(env, [command])).toEqual(known);
});

/** As git reads them from its environment. */
function settings(...pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const entries = pairs.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(pairs.length), ...(Object.fromEntries(entries) as Record<string, string>) };
}

test('a setting that may hold a secret is handed to commands that ask a server, and to no others', () => {
  const header = ['http.https://github.com/.extraheader', 'authorization: s3cret'] as const;
  const address = ['url.https://s3cret@github.com/.insteadOf', 'https://github.com/'] as const;
  const folder = ['safe.directory', '*'] as const;
  const env = settings(header, folder, address);
  for (const command of ['fetch', 'ls-remote', 'submodule']) expect(gitEnvironment(env, [command])).toEqual(env);
  expect(gitEnvironment(env, ['rev-parse', 'HEAD'])).toEqual(settings(folder));
  expect(gitEnvironment(settings(header), ['rev-parse', 'HEAD'])).toEqual({});
});

test('a file, a folder or a branch that is called as a command asks no server', () => {
  const env = { GH_TOKEN: 's3cret' };
  for (const args of [
    ['ls-tree', 'HEAD', '--', 'submodule'],
    ['rev-parse', 'fetch'],
    ['-C', 'fetch', 'status'],
    ['fetching'],
  ])
    expect(gitEnvironment(env, args)).toEqual({});
  for (const args of [
    ['-C', 'status', 'submodule', 'update'],
    ['-c', 'core.bare=false', '--no-pager', 'fetch'],
  ])
    expect(gitEnvironment(env, args)).toEqual(env);
});

test('git has no token any more once code of head has run', async () => {
  const base = await repo.commit('base', serverFiles('old'));
  const head = await repo.commit('head', serverFiles('new'));
  // A git that tells what it has.
  const bin = join(repo.folder, '..', 'bin');
  await mkdir(bin);
  const own = [
    '#!/bin/sh',
    'case "$*" in',
    '  *ls-remote*) printf "%s" "${GH_TOKEN-none} ${GIT_CONFIG_VALUE_0-none}" ;;',
    '  *) PATH=${PATH#*:} exec git "$@" ;;',
    'esac',
  ].join('\n');
  await writeFile(join(bin, 'git'), own, { mode: 0o755 });
  const header = settings(['http.extraheader', 's3cret']);
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, GH_TOKEN: 's3cret', ...header };
  const git = await Git.open(repo.folder, env);
  if ('cause' in git) throw new Error(git.cause);
  await open({}, env, git);
  await provider.serve(base, 'base');
  expect(await git.run('ls-remote')).toBe('s3cret s3cret');
  await provider.serve(head, 'head');
  expect(await git.run('ls-remote')).toBe('none none');
  expect(await git.run('rev-parse', 'HEAD')).toBe(head);
});

test('nothing is left behind: no process, no worktree, no folder', async () => {
  const head = await repo.commit('head', serverFiles('x'));
  await open({ serve: 'node server.js {port} & wait' });
  const { deploy } = await provider.serve(head, 'head');
  await provider.dispose();
  await expect(fetch(deploy.url)).rejects.toThrow('fetch failed');
  expect((await repo.git('worktree', 'list')).split('\n')).toHaveLength(1);
  expect(await readdir(join(repo.folder, 'out'))).toEqual([`${head.slice(0, 12)}.log`]);
});

/** A command that starts one which leaves its group, its session and its parent. */
function daemon(seconds: string, env = 'A=1'): string {
  return `node -e "require('child_process').spawn('env', ['${env}', 'setsid', 'sleep', '${seconds}'], { detached: true, stdio: 'ignore' }).unref()"`;
}

/** Whose command lines hold a text. */
async function running(text: string): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'pid=,stat=,args=']);
  return stdout.split('\n').filter((line) => line.includes(text) && !/^\s*\d+\s+Z/.test(line));
}

test.runIf(process.platform === 'linux')(
  'a daemon outlives neither the server nor the run that it is of, whatever it leaves',
  async () => {
    const [ofBuild, ofServer, nameless] = ['7654321.1', '7654321.2', '7654321.3'];
    const head = await repo.commit('head', serverFiles('x'));
    await open({
      build: `node build.js && ${daemon(ofBuild)} && ${daemon(nameless, '-i')}`,
      serve: `${daemon(ofServer)} && node server.js {port}`,
    });
    const served = await provider.serve(head, 'head');
    // While `setsid` begins, a daemon can be two processes.
    const daemons = async () => new Set((await running('sleep 7654321.')).map((line) => line.split(' ').at(-1)));
    expect(await daemons()).toEqual(new Set([ofBuild, ofServer, nameless]));
    await served.close();
    expect(await daemons()).toEqual(new Set([ofBuild, nameless]));
    await provider.dispose();
    expect(await running('sleep 7654321.')).toEqual([]);
  },
);

describe('a server that ends by itself', () => {
  test('is restarted once, at the same address; the second time the deploy is gone', async () => {
    const head = await repo.commit('head', serverFiles('x'));
    await open();
    const served = await provider.serve(head, 'head');
    const { url } = served.deploy;
    await fetch(`${url}/exit`).catch(() => undefined);
    await untilDead(served.serverFailure, url);
    expect(await served.serverFailure()).toBeNull();
    expect(await textAt(url)).toBe('x');
    await fetch(`${url}/exit`).catch(() => undefined);
    await untilGone(served.serverFailure);
    expect(await served.serverFailure()).toMatch(
      /exited by itself, with exit code 3, for the second time; its log is .*\.log/,
    );
  });
});

/** Until the exit has been noticed: from then on `serverFailure` waits for the restart. */
async function untilDead(serverFailure: () => Promise<string | null>, url: string): Promise<void> {
  for (;;) {
    await serverFailure();
    if ((await fetch(url).catch(() => null)) !== null) return;
  }
}

async function untilGone(serverFailure: () => Promise<string | null>): Promise<void> {
  while ((await serverFailure()) === null) await new Promise((resolve) => setImmediate(resolve));
}

describe('errors', () => {
  test('a build that fails: which commit, which command, its last 40 lines', async () => {
    const head = await repo.commit('head', {
      'build.js': 'for (let i = 1; i <= 60; i++) console.log("line", i); process.exit(7);',
    });
    await open();
    const error = await errorOf(provider.serve(head, 'head'));
    expect(error).toMatchObject({ code: 'build-failed', exitCode: 3 });
    expect(error.message).toContain(`\`node build.js\` ended with exit code 7 at the head commit ${head}.`);
    expect(error.message).toContain('| line 21\n');
    expect(error.message).toContain('| line 60');
    expect(error.message).not.toContain('| line 20\n');
  });

  test('a server that never gets ready: how long that was', async () => {
    const head = await repo.commit('head', {
      'server.js':
        'require("http").createServer((_, r) => { r.statusCode = 503; r.end(); }).listen(process.env.PORT, "127.0.0.1"); console.log("warming up")',
    });
    await open({ build: null, serve: 'node server.js', readyTimeoutMs: 1000 });
    const error = await errorOf(provider.serve(head, 'head'));
    expect(error).toMatchObject({ code: 'server-not-ready', exitCode: 3 });
    // What it answered, if the machine has started it by then: `ready.test.ts`.
    expect(error.message).toMatch(/was not ready after 1 s: (?:\/ answered 503|nothing listens on port \d+)\./);
  });

  test('a server that listens elsewhere', async () => {
    const head = await repo.commit('head', { 'server.js': 'setInterval(() => {}, 1000)' });
    await open({ build: null, serve: 'node server.js', readyTimeoutMs: 500 });
    const { message } = await errorOf(provider.serve(head, 'head'));
    expect(message).toMatch(/nothing listens on port \d+\. It printed nothing\.$/);
  });

  test('a server that ends at once', async () => {
    const head = await repo.commit('head', { 'server.js': 'throw new Error("no database")' });
    await open({ build: null });
    const error = await errorOf(provider.serve(head, 'head'));
    expect(error).toMatchObject({ code: 'server-ended', exitCode: 3 });
    expect(error.message).toContain('Error: no database');
  });

  test('a port that is taken, whatever port it is told', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const head = await repo.commit('head', serverFiles('x'));
    await open({ serve: `node server.js ${port}` });
    const error = await errorOf(provider.serve(head, 'head'));
    blocker.close();
    expect(error).toMatchObject({ code: 'port-taken', exitCode: 3 });
    expect(error.message).toContain('EADDRINUSE');
  });

  test('a folder that the commit does not have', async () => {
    const head = await repo.commit('head', { 'a.txt': '' });
    await open({ directory: 'apps/web' });
    const error = await errorOf(provider.serve(head, 'head'));
    expect(error).toMatchObject({ code: 'worktree-directory', exitCode: 2 });
    expect(error.message).toBe(`The commit ${head} has no folder apps/web.`);
  });
});

describe('a folder that the build makes', () => {
  const BUILT = {
    'package.json': '{}',
    'build.js': "require('fs').mkdirSync('dist'); require('fs').writeFileSync('dist/index.html', 'built')",
  };
  const SITE: Partial<WorktreePlan> = { serve: null, site: { folder: 'dist', spa: false } };

  test('is served by the gate itself', async () => {
    const head = await repo.commit('head', BUILT);
    await open(SITE);
    const served = await provider.serve(head, 'head');
    expect(await textAt(served.deploy.url)).toBe('built');
    expect((await fetch(`${served.deploy.url}/cart`)).status).toBe(404);
    expect(await served.serverFailure()).toBeNull();
  });

  test('is a single-page application’s where that is said', async () => {
    const head = await repo.commit('head', BUILT);
    await open({ ...SITE, site: { folder: 'dist', spa: true } });
    const { deploy } = await provider.serve(head, 'head');
    expect(await textAt(deploy.url, '/cart')).toBe('built');
    expect((await fetch(`${deploy.url}/app.js`)).status).toBe(404);
  });

  test('exchanges its port with another', async () => {
    const base = await repo.commit('base', { ...BUILT, 'build.js': BUILT['build.js'].replace("'built'", "'old'") });
    const head = await repo.commit('head', BUILT);
    await open(SITE);
    const [one, other] = [await provider.serve(base, 'base'), await provider.serve(head, 'head')];
    const before = other.deploy.url;
    if (one.server === undefined || other.server === undefined) throw new Error('both have servers');
    await swapPorts(one.server, other.server);
    expect(one.deploy.url).toBe(before);
    expect(await textAt(before)).toBe('old');
  });

  test('is an error where the build makes none', async () => {
    const head = await repo.commit('head', { 'build.js': '' });
    await open(SITE);
    expect((await errorOf(provider.serve(head, 'head'))).code).toBe('static-folder');
  });
});
