/**
 * `npm run bench:ten-routes [-- --without-lighthouse]`: how long a pull request of ten mobile routes takes, LCP, INP and
 * CLS each, where nothing is slower: once with another comment in the HTML, so that every route is measured, and once
 * with identical bytes. Beside it Lighthouse CI on the same pages: three runs per URL and side, a new Chrome each, as
 * `lhci collect` makes them with the same Lighthouse. (Lighthouse measures no INP, because nothing interacts with the
 * page.) Takes about 17 minutes on two idle cores; needs a built dist. Exits 1 when an aim is missed.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { execa } from 'execa';

import { buildShop } from '../fixtures/shop/build.ts';
import { serveShop, type ServedShop } from '../fixtures/shop/serve.ts';
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
const LIMIT_SECONDS = { measured: 240, identical: 30 } as const;
const TIMES_FASTER = 3;

const { values: flags } = parseArgs({ options: { 'without-lighthouse': { type: 'boolean', default: false } } });
const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bench-'));
const served = async (name: string, faults: readonly string[]): Promise<ServedShop> => {
  await buildShop({ out: path.join(folder, name), faults });
  return serveShop(path.join(folder, name));
};
const base = await served('base', []);
const same = await served('same', []);
const commented = await served('commented', ['comment']);
try {
  const seconds = { identical: await timed(() => gate(same)), measured: await timed(() => gate(commented)) };
  for (const kind of ['identical', 'measured'] as const) {
    console.log(`${kind}: ${seconds[kind].toFixed(0)} s (the aim is under ${LIMIT_SECONDS[kind]} s)`);
    if (seconds[kind] > LIMIT_SECONDS[kind]) process.exitCode = 1;
  }
  if (!flags['without-lighthouse']) {
    const theirs = await timed(lighthouseCi);
    const faster = theirs / seconds.measured;
    console.log(
      `Lighthouse CI: ${theirs.toFixed(0)} s, ${PATHS.length * 2 * LIGHTHOUSE_RUNS} runs; vitals-gate is ${faster.toFixed(1)} times as fast (the aim is ${TIMES_FASTER})`,
    );
    if (faster < TIMES_FASTER) process.exitCode = 1;
  }
} finally {
  for (const shop of [base, same, commented]) await shop.close();
  await rm(folder, { recursive: true, force: true });
}

/** Seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function gate(head: ServedShop): Promise<void> {
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
  const chromeFlags =
    '--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync';
  for (const { url } of [base, commented])
    for (const at of PATHS)
      for (let run = 0; run < LIGHTHOUSE_RUNS; run += 1)
        await execa(
          'lighthouse',
          [
            `${url}${at}`,
            '--quiet',
            '--output=json',
            `--output-path=${folder}/report.json`,
            `--chrome-flags=${chromeFlags}`,
          ],
          { preferLocal: true, localDir: ROOT, env: { CHROME_PATH: chrome } },
        );
}
