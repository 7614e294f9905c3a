import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildCollector, type CollectorBundle } from '../../scripts/bundle/collector.ts';
import type * as nodeCollector from '../../src/field/collector/node.ts';
import type * as webCollector from '../../src/field/collector/web.ts';
import { RECORD } from '../field/collector/records.ts';

const MOST_BYTES = 150_000;
const folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-bundle-'));
let bundle: CollectorBundle;
beforeAll(async () => {
  bundle = await buildCollector(folder);
  for (const { path: file, contents } of bundle.files) writeFileSync(file, contents);
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(path.join(folder, name)).href);
const importsOf = (name: string): readonly string[] => {
  const [, output] = Object.entries(bundle.metafile.outputs).find(([file]) => path.basename(file) === name) ?? [];
  return output?.imports.map((each) => each.path) ?? ['there is no such file'];
};

test('the collector in dist is one file without imports, and answers', async () => {
  const { createCollector } = (await load('collector.js')) as typeof webCollector;
  expect(importsOf('collector.js')).toEqual([]);
  const lines: string[] = [];
  const append = async (added: readonly string[]) => {
    lines.push(...added);
    return 'stored' as const;
  };
  const collect = createCollector({ origins: ['https://shop.example'], store: { append } });
  const send = async (record: object): Promise<Response> => {
    const request = new Request('https://shop.example/vitals', { method: 'POST', body: JSON.stringify(record) });
    return collect(request, { address: '203.0.113.7' });
  };
  expect((await send(RECORD)).status).toBe(204);
  expect(lines).toHaveLength(1);
  expect(await (await send({ ...RECORD, sha: 1 })).json()).toEqual({ error: 'line 1: sha must be a string' });
});

test('the collector for Node imports Node and the other file alone, and has all that the other one has', async () => {
  const others = importsOf('collector-node.js').filter((name) => !name.startsWith('node:'));
  expect(others).toEqual(['./collector.js']);
  const node = (await load('collector-node.js')) as typeof nodeCollector;
  const web = (await load('collector.js')) as typeof webCollector;
  expect(node).toMatchObject({ ...web });
  expect(Object.keys(node).toSorted()).toEqual([
    'NdjsonStore',
    'createCollector',
    'createNodeListener',
    'createReceiver',
  ]);
});

test('the collector is small enough for an edge function', () => {
  const sizes = bundle.files.map(({ path: file, contents }) => [path.basename(file), contents.byteLength] as const);
  expect(sizes.filter(([, bytes]) => bytes > MOST_BYTES)).toEqual([]);
  expect(sizes).toHaveLength(2);
});
