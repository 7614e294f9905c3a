import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { loadConfig } from '../../src/config/load.ts';
import { init } from '../../src/start/init.ts';
import type { Asker, InitOptions } from '../../src/start/options.ts';
import { blockOf } from '../config/files.ts';
import { Repository } from '../support/repository.ts';
import { serveSite, sitemapOf } from './server.ts';

const OPTIONS: InitOptions = {
  url: null,
  headUrl: null,
  dir: null,
  provider: null,
  chromePath: null,
  isAgreed: true,
  force: false,
};

const CONFIG = 'vitals-gate.yml';
const WORKFLOW = '.github/workflows/vitals-gate.yml';
const repositories: Repository[] = [];

afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

function repositoryOf(files: Readonly<Record<string, string | object>>): Repository {
  const repository = new Repository();
  repositories.push(repository);
  for (const [file, text] of Object.entries(files))
    repository.write(file, typeof text === 'string' ? text : JSON.stringify(text));
  return repository;
}

interface Ran {
  readonly told: string;
  readonly config: Record<string, unknown>;
  readonly workflow: string;
}

async function initIn(
  { folder }: Repository,
  options: Partial<InitOptions> = {},
  { ask = null, below = '.' }: { ask?: Asker | null; below?: string } = {},
): Promise<Ran> {
  let told = '';
  const place = { cwd: path.join(folder, below), env: process.env, ask, tell: (text: string) => void (told += text) };
  await init({ ...OPTIONS, ...options }, place);
  const textOf = (file: string): string =>
    existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : '';
  return { told, config: parse(textOf(CONFIG)) as Record<string, unknown>, workflow: textOf(WORKFLOW) };
}

/** What the block of an error says when `init` refuses. */
function refusal(repository: Repository, options: Partial<InitOptions> = {}): Promise<string> {
  return blockOf(() => initIn(repository, options));
}

const VITE = { scripts: { build: 'vite build' }, devDependencies: { vite: '8.0.0' } };
const VITE_SITE = { 'package.json': VITE, 'package-lock.json': '{}', 'index.html': '<h1>Hello</h1>' };

describe('a repository', () => {
  test('gets a configuration that the gate reads, whose budgets warn, and a workflow', async () => {
    const repository = repositoryOf(VITE_SITE);
    const { told } = await initIn(repository);
    const { deploys, routes } = await loadConfig(CONFIG, { baseUrl: null, headUrl: null }, repository.folder);
    expect(deploys.base).toMatchObject({
      kind: 'worktree',
      install: 'npm ci',
      build: 'npm run build',
      site: { folder: 'dist', spa: true },
    });
    expect(routes.flatMap(({ budgets }) => budgets.map(({ path: node, enforce }) => `${node} ${enforce}`))).toEqual([
      'lcp warn',
      'cls warn',
    ]);
    expect(told).toContain('Wrote vitals-gate.yml and .github/workflows/vitals-gate.yml.');
    expect(told).toContain('What blocks: nothing yet');
  });

  test('begins its configuration with the schema for editors', async () => {
    const repository = repositoryOf(VITE_SITE);
    await initIn(repository);
    const [first] = readFileSync(path.join(repository.folder, CONFIG), 'utf8').split('\n');
    const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
    expect(readme.split('\n')).toContain(first);
  });

  test('is left as it is by a second run', async () => {
    const repository = repositoryOf(VITE_SITE);
    const first = await initIn(repository);
    const second = await initIn(repository);
    expect(second.told).toContain('already up to date');
    expect(second).toMatchObject({ config: first.config, workflow: first.workflow });
  });

  test('keeps a file that differs, unless it is forced, and then nothing else is written', async () => {
    const repository = repositoryOf({ ...VITE_SITE, [CONFIG]: 'routes: []\n' });
    expect(await refusal(repository)).toBe(
      'error: vitals-gate.yml would be overwritten: it differs from what `init` proposes. Nothing was written.\n  → Edit it by hand, or replace it with --force.',
    );
    expect(existsSync(path.join(repository.folder, WORKFLOW))).toBe(false);
    const { told, config } = await initIn(repository, { force: true });
    expect(told).toContain('- routes: []');
    expect(config).toHaveProperty('deploys');
  });

  test('gets the missing one of both files', async () => {
    const repository = repositoryOf(VITE_SITE);
    await initIn(repository);
    rmSync(path.join(repository.folder, WORKFLOW));
    const { told } = await initIn(repository);
    expect(told).toContain('Wrote .github/workflows/vitals-gate.yml.');
  });

  test('whose .github leads out of it is not written to', async () => {
    const repository = repositoryOf(VITE_SITE);
    const outside = mkdtempSync(path.join(tmpdir(), 'vitals-gate-outside-'));
    symlinkSync(outside, path.join(repository.folder, '.github'));
    try {
      expect(await refusal(repository)).toContain('a link that leads nowhere, or out of the repository');
      expect(readdirSync(outside)).toEqual([]);
      expect(existsSync(path.join(repository.folder, CONFIG))).toBe(false);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });
});

test('a folder that is not in a repository is an error that says what to do', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-no-git-'));
  try {
    const place = { cwd: folder, env: process.env, ask: null, tell: () => undefined };
    expect(await blockOf(() => init(OPTIONS, place))).toMatch(
      /cannot be read as a git repository: not a git repository.*\n {2}→ Run `vitals-gate init` inside/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a repository without a site is an error that names --dir and --url', async () => {
  expect(await refusal(repositoryOf({ 'main.c': '' }))).toMatch(/^error: No site was recognised.*\n.*--dir.*--url\.$/);
  expect(await refusal(repositoryOf({ 'package.json': '{ "name": ' }))).toContain(
    '→ Correct "package.json", which is not a JSON object. Name the folder',
  );
});

describe('a monorepo', () => {
  const root = { name: 'acme', workspaces: ['apps/*', 'packages/*'] };
  const files = {
    'package.json': root,
    'package-lock.json': '{}',
    'apps/web/package.json': { name: '@acme/web', ...VITE },
    'apps/web/index.html': '',
    'packages/ui/package.json': { name: '@acme/ui', ...VITE },
    'tools/demo/package.json': VITE,
    'tools/demo/index.html': '',
  };

  test('has the only package with a web framework gated, and says so', async () => {
    const { told, config } = await initIn(repositoryOf(files));
    expect(config['deploys']).toEqual({
      worktree: {
        install: 'cd ../.. && npm ci',
        build: 'npm run build',
        static: 'dist',
        spa: true,
        directory: 'apps/web',
      },
    });
    expect(told).toContain('apps/web is the site, because no other folder has a web framework (--dir).');
  });

  const two = { ...files, 'apps/admin/package.json': { name: 'admin', ...VITE }, 'apps/admin/index.html': '' };

  test('is looked at as a whole from a folder that is not a site, and --dir is relative to it', async () => {
    const repository = repositoryOf({ ...two, 'lib/deep/notes.txt': '' });
    const below = 'lib/deep';
    expect(await blockOf(() => initIn(repository, {}, { below }))).toContain('for example --dir ../../apps/admin.');
    const { told } = await initIn(repository, { dir: '../../apps/admin' }, { below });
    expect(told).toContain('The site in apps/admin is Vite');
    const single = repositoryOf({ ...VITE_SITE, 'lib/deep/notes.txt': '' });
    expect((await initIn(single, {}, { below })).told).toContain('The site is Vite');
  });

  test('with several sites does not need --dir for deploys that are built elsewhere', async () => {
    const { told, config } = await initIn(repositoryOf(two), { provider: 'github-deployments' });
    expect(told).toContain('because the repository has several sites (--dir).');
    expect(config['deploys']).toEqual({ 'github-deployments': {} });
  });

  test('has its folders named without what a terminal would obey', async () => {
    const odd = { 'a\u001b[31m\nb/index.html': '', 'c/index.html': '' };
    expect(await refusal(repositoryOf(odd))).toContain('several sites: a b (static files), c (static files).');
    const { told } = await initIn(repositoryOf({ 'a\u001b[31m\nb/index.html': '' }));
    expect(told).toContain('  - a b is the site,');
  });

  test('may have its site named by a link', async () => {
    const repository = repositoryOf(two);
    symlinkSync('apps/web', path.join(repository.folder, 'site'));
    const { config } = await initIn(repository, { dir: 'site' });
    expect(config).toMatchObject({ deploys: { worktree: { directory: 'apps/web' } } });
  });

  test('does not have the folders that pnpm leaves out', async () => {
    const { 'package.json': _, ...packages } = two;
    const workspace = 'packages: ["apps/*", "!apps/admin"]';
    const { told } = await initIn(repositoryOf({ ...packages, 'pnpm-workspace.yaml': workspace }));
    expect(told).toContain('apps/web is the site');
  });

  test('with several sites needs --dir, and lists them', async () => {
    expect(await refusal(repositoryOf(two))).toBe(
      'error: The repository has several sites: apps/admin (Vite), apps/web (Vite).\n  → Name one of them, for example --dir apps/admin.',
    );
    const { config } = await initIn(repositoryOf(two), { dir: 'apps/web' });
    expect(config).toMatchObject({ deploys: { worktree: { directory: 'apps/web' } } });
  });

  test('has the outermost package gated that has a page, unless a framework made one', async () => {
    const plain = {
      'package.json': root,
      'packages/ui/package.json': { name: '@acme/ui' },
      'packages/web/package.json': { name: '@acme/web' },
      'packages/web/index.html': '',
      'packages/web/shop/index.html': '',
      'tools/demo/index.html': '',
    };
    const { told, config } = await initIn(repositoryOf(plain));
    expect(config['deploys']).toEqual({ worktree: { install: false, static: '.', directory: 'packages/web' } });
    expect(told).toContain('packages/web is the site, because no other folder is one (--dir).');
    const both = await initIn(repositoryOf({ ...plain, ...files }));
    expect(both.config).toMatchObject({ deploys: { worktree: { directory: 'apps/web' } } });
    expect(
      await refusal(repositoryOf({ 'one/index.html': '', 'one/deep/index.html': '', 'two/three/index.html': '' })),
    ).toMatch(/several sites: one \(static files\), two\/three \(static files\)/);
  });

  test('has the package gated in whose folder the command runs', async () => {
    const { config } = await initIn(repositoryOf(two), {}, { below: 'apps/web' });
    expect(config).toMatchObject({ deploys: { worktree: { directory: 'apps/web' } } });
  });

  test('has no folder that does not exist, or is outside', async () => {
    for (const dir of ['apps/none', '../..'])
      expect(await refusal(repositoryOf(two), { dir })).toMatch(
        /has no files of the repository\.\n.*apps\/admin, apps\/web/,
      );
  });
});

describe('the provider', () => {
  test.each([
    ['vercel.json', 'deployments'],
    ['netlify.toml', 'statuses'],
    ['wrangler.jsonc', 'statuses'],
  ])('is that of the previews where there is a %s, with the permission to find them', async (file, permission) => {
    const { config, workflow } = await initIn(repositoryOf({ ...VITE_SITE, [file]: '' }));
    expect(config['deploys']).toEqual({ 'github-deployments': {} });
    expect(workflow).toContain(`${permission}: read`);
  });

  test('can be named: folders that the workflow builds', async () => {
    const { config, workflow } = await initIn(repositoryOf(VITE_SITE), { provider: 'static' });
    expect(config['deploys']).toEqual({
      base: { static: './base/dist', spa: true },
      head: { static: './dist', spa: true },
    });
    expect(workflow.match(/run: npm ci && npm run build/g)).toHaveLength(2);
  });

  test('of addresses needs --url, and guesses that of a pull request aloud', async () => {
    const { config, told } = await initIn(repositoryOf({ 'main.c': '' }), { url: 'http://shop.invalid/' });
    const guess = 'http://pr-{pr}.shop.invalid';
    expect(config['deploys']).toEqual({ base: { url: 'http://shop.invalid' }, head: { url: guess } });
    expect(told).toContain(`Pull requests are deployed at ${guess}; if not, use --head-url.`);
    expect(told).toContain('http://shop.invalid could not be looked at: ');
    expect(await refusal(repositoryOf(VITE_SITE), { provider: 'url' })).toContain('--provider url needs the address');
  });

  test('of an address without hosts below it has an example for pull requests', async () => {
    await using site = await serveSite(() => ({ '/': {} }));
    const { config } = await initIn(repositoryOf({ 'main.c': '' }), { url: site.origin, chromePath: '/none' });
    expect(config['deploys']).toEqual({ base: { url: site.origin }, head: { url: 'https://pr-{pr}.example.com' } });
  });

  test.each([['ftp://shop.example'], ['https://user:secret@shop.example'], ['https://pr-{pr}.shop.example']])(
    '--url %s is refused',
    async (url) => {
      const block = await refusal(repositoryOf(VITE_SITE), { url });
      expect(block).toMatch(/^error: --url/);
      expect(block).not.toContain('secret@');
    },
  );
});

test('what a hostile sitemap says stays text in both files', async () => {
  const hostile = ['/a: [b, *c]', '/{{evil}}', '/\'"#x', '/%0aon:%20push', '/$(id)', '/${{secrets.X}}'];
  await using site = await serveSite((origin) => {
    const locations = hostile.map((each) => `${origin}${each}`);
    const paths = locations.map((each) => new URL(each).pathname);
    return { '/sitemap.xml': sitemapOf(locations), ...Object.fromEntries(paths.map((each) => [each, {}])) };
  });
  const repository = repositoryOf(VITE_SITE);
  const { config, workflow } = await initIn(repository, { url: site.origin });
  expect(Object.keys(config)).toEqual(['deploys', 'routes', 'budgets']);
  const { routes } = await loadConfig(CONFIG, { baseUrl: null, headUrl: null }, repository.folder);
  const asked = hostile.map((each) => new URL(each, site.origin).pathname);
  expect(asked).toEqual(expect.arrayContaining(routes.map(({ path: route }) => route)));
  expect(routes.length).toBeGreaterThan(4);
  expect(workflow).not.toContain('evil');
});

/** Takes the first choice and names no site. */
const asker = (isAgreed: boolean, asked: string[]): Asker => ({
  choose: async (question, [first = '']) => {
    asked.push(question);
    return first;
  },
  text: async (question) => {
    asked.push(question);
    return '';
  },
  confirm: async (question) => {
    asked.push(question);
    return isAgreed;
  },
});

describe('a question', () => {
  test('is asked before anything is written, and no is an answer', async () => {
    const repository = repositoryOf(VITE_SITE);
    const asked: string[] = [];
    const { told } = await initIn(repository, { isAgreed: false }, { ask: asker(false, asked) });
    expect(asked).toEqual([
      'Address of the running site, if there is one',
      'Where do base and head come from?',
      'Write this?',
    ]);
    expect(told).toMatch(/\+ {3}worktree:[\s\S]*Nothing was written\.\n$/);
    expect(existsSync(path.join(repository.folder, CONFIG))).toBe(false);
    const again = await initIn(repository, { isAgreed: false }, { ask: asker(true, asked) });
    expect(again.told).toContain('Wrote vitals-gate.yml');
  });
});
