import { describe, expect, test } from 'vitest';

import type { Checkout } from '../../../src/start/detect/checkout.ts';
import { siteIn } from '../../../src/start/detect/detect.ts';
import { openFolder } from '../../../src/start/detect/folder.ts';
import { FRAMEWORKS } from '../../../src/start/detect/frameworks.ts';
import { routesOfSource } from '../../../src/start/routes/repository-routes.ts';

type Files = Readonly<Record<string, string>>;

function checkoutOf(files: Files): Checkout {
  return { root: '/repository', files: Object.keys(files), read: async (file) => files[file] ?? null };
}

const manifest = (dependencies: readonly string[], scripts: Record<string, string> = {}): string =>
  JSON.stringify({ scripts, dependencies: Object.fromEntries(dependencies.map((name) => [name, '1.0.0'])) });

async function siteOf(files: Files) {
  return siteIn(await openFolder(checkoutOf(files), '.'), true);
}

/** As the generators of the frameworks write it, with what of it counts. */
const PROJECTS: readonly (readonly [name: string, files: Files, serving: object])[] = [
  [
    'Rails',
    { 'bin/rails': '', 'config/application.rb': '', Gemfile: '', 'package.json': manifest(['vite']) },
    { serve: expect.stringContaining('bin/rails server --port {port}') },
  ],
  ['Hugo', { 'hugo.toml': '', 'content/_index.md': '' }, { output: 'public' }],
  ['Jekyll', { '_config.yml': '', Gemfile: 'gem "jekyll"' }, { output: '_site' }],
  ['Next.js', { 'package.json': manifest(['next', 'react']), 'app/page.tsx': '' }, { bin: 'next start --port {port}' }],
  [
    'Next.js',
    { 'package.json': manifest(['next']), 'next.config.mjs': "export default { output: 'export' }" },
    { output: 'out' },
  ],
  ['Nuxt', { 'package.json': manifest(['nuxt']), 'nuxt.config.ts': '' }, { serve: 'node .output/server/index.mjs' }],
  [
    'Nuxt',
    { 'package.json': manifest(['nuxt'], { build: 'nuxt generate' }), 'nuxt.config.ts': '' },
    { output: '.output/public' },
  ],
  [
    'SvelteKit',
    { 'package.json': manifest(['@sveltejs/kit', 'vite']), 'src/app.html': '' },
    { bin: 'vite preview --port {port}' },
  ],
  [
    'SvelteKit',
    { 'package.json': manifest(['@sveltejs/kit', '@sveltejs/adapter-node']), 'src/app.html': '' },
    { serve: 'node build' },
  ],
  [
    'SvelteKit',
    { 'package.json': manifest(['@sveltejs/kit', '@sveltejs/adapter-static']), 'src/app.html': '' },
    { output: 'build' },
  ],
  ['Astro', { 'package.json': manifest(['astro']), 'astro.config.mjs': '' }, { output: 'dist' }],
  [
    'Astro',
    { 'package.json': manifest(['astro']), 'astro.config.mjs': 'export default { outDir: "./public-site/" }' },
    { output: 'public-site' },
  ],
  [
    'Astro',
    { 'package.json': manifest(['astro', '@astrojs/node']), 'astro.config.mjs': '' },
    { serve: expect.stringContaining('entry.mjs') },
  ],
  [
    'React Router',
    { 'package.json': manifest(['@react-router/dev', 'vite']) },
    { bin: 'react-router-serve ./build/server/index.js' },
  ],
  [
    'React Router',
    { 'package.json': manifest(['@react-router/dev']), 'react-router.config.ts': 'export default { ssr: false }' },
    { output: 'build/client', spa: true },
  ],
  ['Remix', { 'package.json': manifest(['@remix-run/dev', 'vite']) }, { bin: 'remix-serve ./build/server/index.js' }],
  ['Gatsby', { 'package.json': manifest(['gatsby']) }, { output: 'public' }],
  ['Docusaurus', { 'package.json': manifest(['@docusaurus/core']) }, { output: 'build' }],
  [
    'Angular',
    {
      'package.json': manifest(['@angular/core']),
      'angular.json':
        '{"projects":{"shop":{"projectType":"application","architect":{"build":{"builder":"@angular/build:application","options":{}}}}}}',
    },
    { output: 'dist/shop/browser', spa: true },
  ],
  [
    'Angular',
    {
      'package.json': manifest(['@angular/core']),
      'angular.json':
        '{"projects":{"shop":{"projectType":"application","architect":{"build":{"builder":"@angular-devkit/build-angular:browser","options":{"outputPath":"www"}}}}}}',
    },
    { output: 'www', spa: true },
  ],
  ['Vue CLI', { 'package.json': manifest(['@vue/cli-service']) }, { output: 'dist', spa: true }],
  ['Create React App', { 'package.json': manifest(['react-scripts']) }, { output: 'build', spa: true }],
  ['Eleventy', { 'package.json': manifest(['@11ty/eleventy']) }, { output: '_site' }],
  ['Vite', { 'package.json': manifest(['vite']), 'index.html': '' }, { output: 'dist', spa: true }],
  [
    'Vite',
    { 'package.json': manifest(['vite']), 'index.html': '', 'vite.config.ts': "build: { outDir: '../../etc' }" },
    { output: 'dist', spa: true },
  ],
  ['a Node.js server', { 'package.json': manifest(['express'], { start: 'node .' }) }, { script: 'start' }],
  ['static files', { 'public/index.html': '' }, { output: 'public' }],
];

describe('a framework', () => {
  test.each(PROJECTS)('is %s in %o', async (name, files, serving) => {
    const site = await siteOf(files);
    expect(site?.framework.name).toBe(name);
    expect(site?.serving).toEqual(serving);
  });

  test('has a project here', () => {
    const tried = new Set(PROJECTS.map(([name]) => name));
    expect(FRAMEWORKS.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });

  test('is not seen in a package that only builds a library, or in a broken manifest', async () => {
    expect(await siteOf({ 'package.json': manifest(['vite']), 'src/index.ts': '' })).toBeNull();
    expect(await siteOf({ 'package.json': '{ not JSON', 'vite.config.ts': '' })).toBeNull();
    expect(await siteOf({ 'package.json': '[1]' })).toBeNull();
  });
});

const pagesOf = async (files: Files) => {
  const { routes, dropped } = routesOfSource(await siteOf(files));
  return { routes: routes.map(({ path }) => path), dropped: dropped.map(({ path }) => path) };
};
const empty = (...files: readonly string[]): Files => Object.fromEntries(files.map((file) => [file, '']));

describe('the pages of the source', () => {
  test('are those of the app router, without groups, slots and intercepted ones', async () => {
    const files = empty(
      'app/page.tsx',
      'src/app/x.ts',
      'app/(shop)/cart/page.tsx',
      'app/@modal/page.tsx',
      'app/(.)photo/page.tsx',
      'app/product/[id]/page.tsx',
      'app/about/loading.tsx',
    );
    expect(await pagesOf({ ...files, 'package.json': manifest(['next']) })).toEqual({
      routes: ['/', '/cart'],
      dropped: ['/product/:id'],
    });
  });

  test('are those of the pages router, without what is not a page', async () => {
    const files = empty(
      'pages/index.jsx',
      'pages/_app.jsx',
      'pages/api/x.js',
      'pages/404.jsx',
      'pages/team/index.jsx',
      'pages/[...slug].jsx',
    );
    expect(await pagesOf({ ...files, 'package.json': manifest(['next']) })).toEqual({
      routes: ['/', '/team'],
      dropped: ['/:slug'],
    });
  });

  test('are those of SvelteKit, Astro and Nuxt', async () => {
    const svelte = empty(
      'src/app.html',
      'src/routes/+page.svelte',
      'src/routes/(app)/about/+page.svelte',
      'src/routes/[id=integer]/+page.svelte',
    );
    expect(await pagesOf({ ...svelte, 'package.json': manifest(['@sveltejs/kit']) })).toEqual({
      routes: ['/', '/about'],
      dropped: ['/:id'],
    });
    const astro = empty('src/pages/index.astro', 'src/pages/blog/a b.md', 'src/pages/_draft.md', 'src/pages/404.astro');
    expect(await pagesOf({ ...astro, 'package.json': manifest(['astro']) })).toEqual({
      routes: ['/', '/blog/a%20b'],
      dropped: [],
    });
    const nuxt = empty('nuxt.config.ts', 'app/pages/index.vue', 'app/pages/user-[id].vue', 'app/pages/about.vue');
    expect(await pagesOf({ ...nuxt, 'package.json': manifest(['nuxt']) })).toEqual({
      routes: ['/', '/about'],
      dropped: ['/user-:id'],
    });
  });

  test('are HTML files, one for many that are alike', async () => {
    const posts = Array.from({ length: 9 }, (_, index) => `blog/post-${index}.html`);
    expect(await pagesOf(empty('index.html', 'about/index.html', '404.html', ...posts))).toEqual({
      routes: ['/', '/blog/post-0.html', '/about/'],
      dropped: [],
    });
  });

  test('are the root where the source does not show them', async () => {
    expect(await pagesOf({ 'hugo.toml': '' })).toEqual({ routes: ['/'], dropped: [] });
    expect(routesOfSource(null).routes).toEqual([{ path: '/', template: '/', count: 1 }]);
  });
});

describe('a dependency alone', () => {
  const alone = { 'package.json': manifest(['next', 'vite']) };

  test('shows a site in the folder that is asked for, and nowhere else', async () => {
    expect(await siteOf(alone)).toMatchObject({ framework: { name: 'Next.js' } });
    expect(await siteIn(await openFolder(checkoutOf(alone), '.'), false)).toBeNull();
  });

  test('does not where the project runs a server of its own, or the package is a tool', async () => {
    const custom = { 'package.json': manifest(['next'], { start: 'NODE_ENV=production node server.js' }) };
    expect(await siteOf(custom)).toMatchObject({ framework: { name: 'a Node.js server' } });
    expect(await siteOf({ 'package.json': manifest(['vite']) })).toBeNull();
  });
});
