import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { buildShop } from '../../fixtures/shop/build.ts';
import { HEAD_FAULTS } from '../../fixtures/shop/faults.ts';
import { serveShop, type ServedShop } from '../../fixtures/shop/serve.ts';
import { CLI, vitalsGate } from '../support/gate.ts';
import { resultSchema } from '../../src/model/result.ts';

/** One route of the shop, on a quicker phone than the demo's. */
const CONFIG = `
routes: [{ name: product, path: /p/42, conditions: [phone], interactions: [{ click: '#add' }] }]
conditions: { phone: { rtt: 80 ms, down: 6000 kbit/s, cpu: 2 } }
settle: 200 ms
budgets:
  lcp: { max: 2500 ms, max-increase: [5 %, 50 ms] }
  inp: { max: 200 ms, max-increase: [10 %, 16 ms] }
  cls: { max: 0.1, max-increase: 0.02 }
`;

let folder: string;
let base: ServedShop;
let head: ServedShop;
let baseSha: string;
let headSha: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-dist-'));
  baseSha = await buildShop({ out: path.join(folder, 'base') });
  await writeFile(path.join(folder, 'shop.yml'), CONFIG);
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
      '--config=shop.yml',
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
  // How long the script takes to ask for the image is the machine's; that it is what LCP waits for is not.
  expect(part(lcp, 'resource-load-delay')).toBeGreaterThan(0.8 * (lcp?.difference?.value ?? Infinity));
  expect(inp?.effect).toBe('worse');
  expect(part(inp, 'processing-duration')).toBeGreaterThan(0.7 * (inp?.difference?.value ?? Infinity));
  expect(cls?.effect).toBe('same');

  const comment = await readFile(path.join(out, 'comment.md'), 'utf8');
  expect(comment).toMatch(/Because: \*\*resource load delay/);
  expect(comment).toMatch(/Because: \*\*processing duration/);
  expect(comment).toContain(headSha.slice(0, 7));
  expect(comment).toContain('LCP request discovery');
  expect(await readdir(path.join(out, 'lighthouse'))).toEqual([
    'product-phone-base.html',
    'product-phone-base.json',
    'product-phone-head.html',
    'product-phone-head.json',
  ]);
});
