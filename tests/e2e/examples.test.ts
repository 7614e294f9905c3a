import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { EXAMPLES, runExample } from '../../scripts/examples/examples.ts';

/** Those whose pages are compared are run by `npm run examples`, every week and where they change. */
const FOLDER = path.resolve(import.meta.dirname, '../../examples');

test('every folder of the examples can be run, and is in their index', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.keys(EXAMPLES).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  const index = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
  expect(folders.filter(({ name }) => !index.includes(`[${name}](${name})`))).toEqual([]);
});

test.each(Object.keys(EXAMPLES))('the configuration of %s is valid', async (name) => {
  const config = await loadConfig(path.join(FOLDER, name, 'vitals-gate.yml'), {
    baseUrl: null,
    headUrl: null,
    visits: false,
  });
  expect(config.routes.length + (config.graphql === undefined ? 0 : 1)).toBeGreaterThan(0);
});

it('graphql: the pull request asks for more reviews, and its line is named', async () => {
  const { exitCode, comment } = await runExample('graphql');
  expect(comment).toMatch(/`operations\/ProductPage\.graphql:5` in `[0-9a-f]{7}` Change the page/);
  expect(exitCode).toBe(1);
});

it('field: the collector keeps what the beacon of each page sends, and it can be compared', async () => {
  const { exitCode, stdout } = await runExample('field');
  expect(stdout).toMatch(/home on desktop: coverage 100 %/);
  expect(stdout).toMatch(/\n {2}[0-9a-f]{7} +10 +10 +100 %/);
  expect(stdout).toContain('These page views can be compared.');
  expect(exitCode).toBe(0);
});
