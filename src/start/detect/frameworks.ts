import type { Framework } from './framework.ts';
import { nextAppPage, astroPage, HTML_FILES, nuxtPage, pageOfPages, svelteKitPage } from './page-files.ts';

const VITE_CONFIG = /^vite\.config\.[cm]?[jt]s$/;
const OUT_DIR = /\boutDir\s*:\s*['"]([\w./-]+)['"]/;
/** Rails refuses to start in production without one. It protects nothing here. */
const RAILS = 'RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1';

/**
 * The frameworks, and what their generators write by default. The first whose signs are there counts, so those that build
 * with the tools of others come before them.
 */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'Rails',
    signs: [{ file: /^bin\/rails$/ }, { file: /^config\/application\.rb$/ }],
    toolchain: 'ruby',
    install: 'bundle install',
    build: { command: `${RAILS} bin/rails assets:precompile db:prepare` },
    serving: { serve: `${RAILS} RAILS_SERVE_STATIC_FILES=1 bin/rails server --port {port}` },
    ready: '/up',
    caveat: 'Rails redirects to https in production where force_ssl is set without assume_ssl.',
  },
  {
    name: 'Hugo',
    signs: [{ file: /^(?:hugo\.(?:toml|ya?ml|json)|config\/_default\/hugo\.(?:toml|ya?ml|json))$/ }],
    toolchain: 'hugo',
    build: { command: 'hugo --minify' },
    serving: { output: 'public' },
  },
  {
    name: 'Jekyll',
    signs: [{ file: /^_config\.ya?ml$/ }, { file: /^Gemfile$/, text: /\b(?:jekyll|github-pages)\b/ }],
    toolchain: 'ruby',
    install: 'bundle install',
    build: { command: 'bundle exec jekyll build' },
    serving: { output: '_site' },
  },
  {
    name: 'Next.js',
    signs: [{ packages: ['next'] }, { file: /^(?:next\.config\.[cm]?[jt]s|(?:src\/)?(?:app|pages)\/.+)$/ }],
    toolchain: 'node',
    build: { bin: 'next build' },
    serving: { bin: 'next start --port {port}' },
    variants: [
      {
        file: /^next\.config\.[cm]?[jt]s$/,
        text: /\boutput\s*:\s*['"]export['"]/,
        serving: { output: 'out' },
      },
    ],
    pages: { files: /^(?:src\/)?(?:app|pages)\//, pathOf: (file) => nextAppPage(file) ?? pageOfPages(file) },
  },
  {
    name: 'Nuxt',
    signs: [{ packages: ['nuxt'] }, { file: /^nuxt\.config\.[cm]?[jt]s$/ }],
    toolchain: 'node',
    build: { bin: 'nuxt build' },
    serving: { serve: 'node .output/server/index.mjs' },
    variants: [
      { file: /^package\.json$/, text: /"build"\s*:\s*"[^"]*nux[it] generate/, serving: { output: '.output/public' } },
    ],
    pages: { files: /^(?:app\/)?pages\/.+\.vue$/, pathOf: nuxtPage },
  },
  {
    name: 'SvelteKit',
    signs: [{ packages: ['@sveltejs/kit'] }, { file: /^src\/(?:routes\/|app\.html$)/ }],
    toolchain: 'node',
    build: { bin: 'vite build' },
    serving: { bin: 'vite preview --port {port}' },
    variants: [
      { packages: ['@sveltejs/adapter-static'], serving: { output: 'build' } },
      { packages: ['@sveltejs/adapter-node'], serving: { serve: 'node build' } },
    ],
    pages: { files: /^src\/routes\/(?:.*\/)?\+page\.svelte$/, pathOf: svelteKitPage },
  },
  {
    name: 'Astro',
    signs: [{ packages: ['astro'] }, { file: /^(?:astro\.config\.[cm]?[jt]s|src\/pages\/.+)$/ }],
    toolchain: 'node',
    build: { bin: 'astro build' },
    serving: { output: 'dist' },
    variants: [
      { packages: ['@astrojs/node'], serving: { serve: 'HOST=127.0.0.1 node dist/server/entry.mjs' } },
      {
        file: /^astro\.config\.[cm]?[jt]s$/,
        text: /\badapter\s*:/,
        serving: { bin: 'astro preview --port {port}' },
      },
    ],
    outputIn: { file: /^astro\.config\.[cm]?[jt]s$/, text: OUT_DIR },
    pages: { files: /^src\/pages\/.+\.(?:astro|mdx?|html)$/, pathOf: astroPage },
  },
  {
    name: 'React Router',
    signs: [{ packages: ['@react-router/dev'] }],
    toolchain: 'node',
    build: { bin: 'react-router build' },
    serving: { bin: 'react-router-serve ./build/server/index.js' },
    variants: [
      {
        file: /^react-router\.config\.[cm]?[jt]s$/,
        text: /\bssr\s*:\s*false\b/,
        serving: { output: 'build/client', spa: true },
      },
    ],
  },
  {
    name: 'Remix',
    signs: [{ packages: ['@remix-run/dev'] }],
    toolchain: 'node',
    build: { bin: 'remix vite:build' },
    serving: { bin: 'remix-serve ./build/server/index.js' },
  },
  {
    name: 'Gatsby',
    signs: [{ packages: ['gatsby'] }],
    toolchain: 'node',
    build: { bin: 'gatsby build' },
    serving: { output: 'public' },
    pages: { files: /^src\/pages\/.+\.(?:[jt]sx?|mdx?)$/, pathOf: pageOfPages },
  },
  {
    name: 'Docusaurus',
    signs: [{ packages: ['@docusaurus/core'] }],
    toolchain: 'node',
    build: { bin: 'docusaurus build' },
    serving: { output: 'build' },
  },
  {
    name: 'Angular',
    signs: [{ packages: ['@angular/core'] }, { file: /^angular\.json$/ }],
    toolchain: 'node',
    build: { bin: 'ng build' },
    serving: { output: 'dist', spa: true },
  },
  {
    name: 'Vue CLI',
    signs: [{ packages: ['@vue/cli-service'] }],
    toolchain: 'node',
    build: { bin: 'vue-cli-service build' },
    serving: { output: 'dist', spa: true },
    outputIn: { file: /^vue\.config\.[cm]?[jt]s$/, text: /\boutputDir\s*:\s*['"]([\w./-]+)['"]/ },
  },
  {
    name: 'Create React App',
    signs: [{ packages: ['react-scripts'] }],
    toolchain: 'node',
    build: { bin: 'react-scripts build' },
    serving: { output: 'build', spa: true },
  },
  {
    name: 'Eleventy',
    signs: [{ packages: ['@11ty/eleventy'] }],
    toolchain: 'node',
    build: { bin: 'eleventy' },
    serving: { output: '_site' },
    outputIn: { file: /^(?:\.eleventy|eleventy\.config)\.[cm]?js$/, text: /\boutput\s*:\s*['"]([\w./-]+)['"]/ },
  },
  {
    name: 'Vite',
    isTool: true,
    signs: [{ packages: ['vite'] }, { file: /^(?:index\.html|src\/index\.html)$/ }],
    toolchain: 'node',
    build: { bin: 'vite build' },
    serving: { output: 'dist', spa: true },
    outputIn: { file: VITE_CONFIG, text: OUT_DIR },
  },
  {
    name: 'a Node.js server',
    signs: [{ file: /^package\.json$/, text: /"start"\s*:\s*"/ }],
    isGeneric: true,
    toolchain: 'node',
    build: null,
    serving: { script: 'start' },
    caveat: 'The server must listen on the port in the environment variable PORT.',
  },
  ...['.', 'public', 'site', 'www', 'docs', 'dist', 'build'].map((folder) => ({
    name: 'static files',
    signs: [{ file: new RegExp(folder === '.' ? '^index\\.html$' : `^${folder}/index\\.html$`) }],
    isGeneric: true,
    toolchain: 'none' as const,
    build: null,
    serving: { output: folder },
    pages: { files: HTML_FILES, pathOf: htmlPathIn(folder) },
  })),
];

function htmlPathIn(folder: string): (file: string) => string | null {
  const prefix = folder === '.' ? '' : `${folder}/`;
  return (file) => {
    if (!file.startsWith(prefix) || /(?:^|\/)(?:404|50x|500|node_modules)\b/.test(file)) return null;
    return file.slice(prefix.length).replace(/(?:^|(?<=\/))index\.html?$/, '');
  };
}
