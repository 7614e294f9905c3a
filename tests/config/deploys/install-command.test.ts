import { expect, test } from 'vitest';

import { namesInstall } from '../../../src/config/deploys/install-command.ts';

test.each([
  'npm ci && npm run build',
  'npm i',
  'npm install --no-audit; npm run build',
  'npm run clean\nnpm ci',
  'npm run clean && \\\n  npm ci',
  'npm --prefix web ci',
  'cd web && npm clean-install',
  'CI=1 pnpm i --frozen-lockfile',
  'corepack pnpm install',
  'npx pnpm@9.1.0 install',
  'pnpm -C web install',
  'yarn',
  'yarn && yarn build',
  'yarn --frozen-lockfile && yarn build',
  'yarn --cwd web',
  'yarn install',
  'bun i',
  'bun install && bun run build',
  'sh -c "npm ci"',
  '(npm ci); npm start',
  '/usr/bin/npm ci',
])('%j installs', (line) => {
  expect(namesInstall(line)).toBe(true);
});

test.each([
  '',
  'npm run build',
  'npm run ci',
  'npm --silent run install',
  'npm --prefix web run build',
  'npm start -- --port {port}',
  'npx install-tool',
  'pnpm build',
  'pnpm exec vite build',
  'yarn build',
  'yarn --silent build',
  'yarn ci',
  'yarn --version',
  'bun run build',
  'make install',
  'node yarn.js install',
  'hugo --minify',
])('%j does not', (line) => {
  expect(namesInstall(line)).toBe(false);
});
