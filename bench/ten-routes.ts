/**
 * `npm run bench:ten-routes`: how long an unchanged pull request of ten mobile routes takes, LCP, INP and CLS each,
 * beside Lighthouse CI on the same pages: three runs per URL and side, a new Chrome each, as `lhci collect` makes them
 * with the same Lighthouse. (Lighthouse measures no INP, because nothing interacts with the page.) Takes about a
 * quarter of an hour; needs a built dist.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import { buildShop } from '../fixtures/shop/build.ts';
import { serveShop } from '../fixtures/shop/serve.ts';
import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { resultSchema } from '../src/model/result.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const PATHS = Array.from({ length: 10 }, (_, index) => `/p/${33 + index}`);
const CONFIG = `routes:
${PATHS.map((at) => `  - { name: product-${at.slice(3)}, path: ${at}, interactions: [{ click: '#add' }] }`).join('\n')}
budgets:
  lcp: { max-increase: [5 %, 50 ms] }
  inp: { max-increase: [10 %, 16 ms] }
  cls: { max-increase: 0.02 }
`;
/** The default of `lhci collect`. */
const LIGHTHOUSE_RUNS = 3;
const LIMIT_SECONDS = 300;

const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bench-'));
await buildShop({ out: path.join(folder, 'shop') });
const base = await serveShop(path.join(folder, 'shop'));
const head = await serveShop(path.join(folder, 'shop'));
try {
  const ours = await timed(gate);
  console.log(`vitals-gate: ${ours.toFixed(0)} s (the aim is under ${LIMIT_SECONDS} s)`);
  const theirs = await timed(lighthouseCi);
  const visits = PATHS.length * 2 * LIGHTHOUSE_RUNS;
  console.log(
    `Lighthouse CI: ${theirs.toFixed(0)} s, ${visits} runs; vitals-gate takes ${(ours / theirs).toFixed(2)} of that`,
  );
  if (ours > LIMIT_SECONDS || ours > theirs) process.exitCode = 1;
} finally {
  await base.close();
  await head.close();
  await rm(folder, { recursive: true, force: true });
}

/** Seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function gate(): Promise<void> {
  await writeFile(path.join(folder, 'vitals-gate.yml'), CONFIG);
  const { exitCode, stderr } = await execa(
    process.execPath,
    [path.join(ROOT, 'dist/cli.js'), 'run', '--base-url', base.url, '--head-url', head.url, '--lighthouse', 'never'],
    { cwd: folder, reject: false, env: { CI: 'true' } },
  );
  if (exitCode !== 0) throw new Error(`vitals-gate ended with ${exitCode}: ${stderr}`);
  const out = path.join(folder, 'vitals-gate-out');
  const { verdict, comparisons } = resultSchema.parse(
    JSON.parse(await readFile(path.join(out, 'result.json'), 'utf8')),
  );
  const samples = await readFile(path.join(out, 'samples.ndjson'), 'utf8');
  const visits = samples.split('\n').filter((line) => line.startsWith('{"type":"visit"')).length;
  const effects = ['same', 'better', 'unclear', 'worse'].map(
    (effect) => `${comparisons.filter((each) => each.effect === effect).length} ${effect}`,
  );
  console.log(`vitals-gate: ${verdict}, ${visits} visits, ${comparisons.length} comparisons: ${effects.join(', ')}`);
}

async function lighthouseCi(): Promise<void> {
  const chrome = await findChrome(null, process.env);
  const flags = '--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync';
  for (const { url } of [base, head])
    for (const at of PATHS)
      for (let run = 0; run < LIGHTHOUSE_RUNS; run += 1)
        await execa(
          'lighthouse',
          [`${url}${at}`, '--quiet', '--output=json', `--output-path=${folder}/report.json`, `--chrome-flags=${flags}`],
          { preferLocal: true, localDir: ROOT, env: { CHROME_PATH: chrome } },
        );
}
