import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { ROOT } from '../../scripts/bundle/paths.ts';
import { declarations } from '../../scripts/bundle/types.ts';

/** A project that has installed the package, and no other one than the types of Node. */
const project = mkdtempSync(path.join(tmpdir(), 'vitals-gate-consumer-'));
beforeAll(() => {
  const installed = path.join(project, 'node_modules/vitals-gate');
  for (const [name, text] of Object.entries(declarations())) {
    const file = path.join(installed, 'dist', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  cpSync(path.join(ROOT, 'package.json'), path.join(installed, 'package.json'));
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** What the compiler says of the project's one file. */
function compile(source: string): string {
  const options = {
    module: 'nodenext',
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    lib: ['es2024', 'dom'],
    types: ['node'],
    typeRoots: [path.join(ROOT, 'node_modules/@types')],
  };
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['main.ts'] }));
  writeFileSync(path.join(project, 'main.ts'), source);
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' }).stdout;
}

test('a strict project compiles against the beacon and both forms of the collector', () => {
  const source = `
import { createServer } from 'node:http';
import { vitalsGate, type BeaconOptions } from 'vitals-gate/beacon';
import { createCollector, type BeaconStore, type Collector } from 'vitals-gate/collector';
import { createNodeListener, createReceiver, NdjsonStore } from 'vitals-gate/collector/node';

const options: BeaconOptions = { endpoint: '/vitals', sha: () => '0b1c2d3', state: 'fresh', consent: async () => true };
vitalsGate(options);

const queue: BeaconStore = { append: async (lines) => (lines.length > 9 ? 'full' : 'stored') };
const collect: Collector = createCollector({ origins: ['*'], store: queue, limits: { requestsPerSecond: 0 } });
export const response: Promise<Response> = collect(new Request('https://a.example'), { address: '' });

const store = await NdjsonStore.open({ dir: 'field', onNotice: console.error });
const receive = createReceiver({ origins: ['https://shop.example'], store, countryHeader: null });
createServer(createNodeListener(receive, { addressHeader: null, onError: console.error })).listen(0);
await store.close();
`;
  expect(compile(source)).toBe('');
});

test('a wrong option is an error where it is written', () => {
  const source = `
import { vitalsGate } from 'vitals-gate/beacon';
import { createCollector } from 'vitals-gate/collector';
vitalsGate({ sha: '0b1c2d3' });
createCollector({ origins: 'https://shop.example', store: { append: async () => 'lost' } });
`;
  const codes = [...compile(source).matchAll(/main\.ts.*error (TS\d+)/g)].map(([, code]) => code);
  expect(codes).toEqual(['TS2741', 'TS2322', 'TS2322']);
});
