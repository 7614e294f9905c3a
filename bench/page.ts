/**
 * `npm run bench:page`: what the report page of 60 routes under two conditions, 40 blocks each, takes from a phone. The
 * gate itself measures it under `mobile`: LCP and CLS of the load, and INP while folds are opened and the visits of a
 * campaign are scrolled, and shown by the parts of LCP. Takes five minutes; needs a built dist. Exits with 1 when an
 * aim is missed.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import type { Comparison } from '../src/model/comparison.ts';
import { resultSchema } from '../src/model/result.ts';
import { anchorOf } from '../src/page/data/outline.ts';
import { renderPage } from '../src/page/document/document.ts';
import { quantity } from '../src/report/words/format.ts';
import { GOLDEN } from '../tests/page/golden.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const BLOCKS = 5;
/** What the 75th percentile of the visits may be: ms, ms and the score. */
const MOST = { lcp: 1000, inp: 200, cls: 0 } as const;
const METRICS = ['lcp', 'inp', 'cls'] as const;

/** A slower route: its folds hold the most. */
const PLACE = { route: 'route-6', condition: 'mobile' } as const;
const ROUTE = `[id="${anchorOf('route', PLACE)}"]`;
const SAMPLES = `[id="${anchorOf('samples', PLACE)}"]`;
const CONFIG = `settle: 500 ms
deploys: { base: { static: page }, head: { static: page } }
routes:
  - name: page
    path: /
    interactions:
      - click: '${ROUTE} > summary'
      - scroll: { to: '${ROUTE} .metric' }
      - click: '${ROUTE} .chart:has(.limits) .numbers summary'
      - click: '${SAMPLES} > summary'
      - scroll: { by: 3000 }
      - scroll: { by: -3000 }
      - select: { selector: '${SAMPLES} select', value: lcp }
      - scroll: { by: 3000 }
      - scroll: { by: -3000 }
      - click: '${SAMPLES} > summary'
budgets: { lcp: { max: ${MOST.lcp} ms }, inp: { max: ${MOST.inp} ms }, cls: { max: 0.001 } }
`;

const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bench-'));
try {
  const page = renderPage(GOLDEN['sixty-routes']);
  await mkdir(path.join(folder, 'page'));
  await writeFile(path.join(folder, 'page/index.html'), page);
  console.log(`The page: ${(Buffer.byteLength(page) / 1000).toFixed(0)} kB`);
  for (const { metric, unit, head } of await measured()) {
    const aim = METRICS.find((each) => each === metric);
    if (aim === undefined) continue;
    const isKept = aim === 'cls' ? head.value === MOST.cls : head.value < MOST[aim];
    console.log(
      `${metric}: ${quantity(head.value, unit)}, the aim is ${aim === 'cls' ? '0' : `under ${MOST[aim]} ms`}`,
    );
    if (!isKept) process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What the visits say of the page; it must pass its own budgets, too. */
async function measured(): Promise<readonly Comparison[]> {
  await writeFile(path.join(folder, 'vitals-gate.yml'), CONFIG);
  const cli = [path.join(ROOT, 'dist/cli.js'), 'run', '--blocks', String(BLOCKS), '--lighthouse', 'never'];
  const { exitCode, stdout, stderr } = await execa(process.execPath, cli, {
    cwd: folder,
    reject: false,
    env: { CI: 'true' },
  });
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`vitals-gate ended with ${exitCode}: ${stderr}`);
  if (exitCode === 1) process.exitCode = 1;
  console.log(stdout);
  const result = await readFile(path.join(folder, 'vitals-gate-out/result.json'), 'utf8');
  return resultSchema.parse(JSON.parse(result)).comparisons;
}
