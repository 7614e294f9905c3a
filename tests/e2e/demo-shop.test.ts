import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { buildShop } from '../../fixtures/shop/build.ts';
import { HEAD_FAULTS } from '../../fixtures/shop/faults.ts';
import { serveShop, type ServedShop } from '../../fixtures/shop/serve.ts';
import { CLI, vitalsGate } from '../support/gate.ts';
import { resultSchema } from '../../src/model/result.ts';

const CONFIG = path.resolve(import.meta.dirname, '../../fixtures/shop/vitals-gate.yml');

let folder: string;
let base: ServedShop;
let head: ServedShop;
let baseSha: string;
let headSha: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-dist-'));
  baseSha = await buildShop({ out: path.join(folder, 'base') });
  headSha = await buildShop({ out: path.join(folder, 'head'), faults: HEAD_FAULTS });
  base = await serveShop(path.join(folder, 'base'));
  head = await serveShop(path.join(folder, 'head'));
  await cp(path.dirname(CLI), path.join(folder, 'alone'), { recursive: true });
});
afterAll(async () => {
  await base.close();
  await head.close();
  await rm(folder, { recursive: true, force: true });
});

it('dist alone, with no node_modules above it, gates a route of the demo shop, Lighthouse and all', async () => {
  const { exitCode, stderr } = await vitalsGate(
    folder,
    [
      'run',
      `--config=${CONFIG}`,
      '--route=product',
      '--blocks=4',
      `--base-url=${base.url}`,
      `--base-sha=${baseSha}`,
      `--head-url=${head.url}`,
      `--head-sha=${headSha}`,
    ],
    { cli: path.join(folder, 'alone/cli.js') },
  );
  expect(exitCode, stderr).toBe(1);

  const out = path.join(folder, 'vitals-gate-out');
  const result = resultSchema.parse(JSON.parse(await readFile(path.join(out, 'result.json'), 'utf8')));
  const [lcp, inp, cls] = result.comparisons;
  const part = (of: typeof lcp, id: string): number => of?.difference?.parts.find((each) => each.id === id)?.value ?? 0;
  expect(lcp?.effect).toBe('worse');
  expect(part(lcp, 'resource-load-delay')).toBeGreaterThan(200);
  expect(inp?.effect).toBe('worse');
  expect(part(inp, 'processing-duration')).toBeGreaterThan(0.7 * (inp?.difference?.value ?? Infinity));
  expect(cls?.effect).toBe('same');

  const comment = await readFile(path.join(out, 'comment.md'), 'utf8');
  expect(comment).toMatch(/LCP, by resource load delay/);
  expect(comment).toMatch(/INP, by processing duration/);
  expect(comment).toContain(headSha.slice(0, 7));
  expect(comment).toContain('LCP request discovery');
  expect(await readdir(path.join(out, 'lighthouse'))).toEqual([
    'product-mobile-base.html',
    'product-mobile-base.json',
    'product-mobile-head.html',
    'product-mobile-head.json',
  ]);
});
