/**
 * `npm run bench:decisions [-- null | regressions]`: what the gate decides on real Chrome, with its planned looks.
 *
 * null: 20 runs of two routes of the demo shop, whose head has another comment in its HTML, every other one with the
 * second core kept busy.
 * regressions: 3 runs each of about +12 % in every LCP phase and of about +48 ms in an INP handler.
 *
 * A row is appended to vitals-gate-out/bench-decisions.ndjson after each run, and runs that have one are not repeated, so
 * that it resumes. Takes about an hour from the start; needs a built dist.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import { buildShop } from '../fixtures/shop/build.ts';
import { serveShop } from '../fixtures/shop/serve.ts';
import { resultSchema, type Result } from '../src/model/result.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROWS = path.join(ROOT, 'vitals-gate-out/bench-decisions.ndjson');

const PRODUCT = "- { name: product, path: /p/42, interactions: [{ click: '#add' }] }";
const LISTING = '- { name: listing, path: /list, budgets: { inp: null } }';
const BUDGETS = `budgets:
  lcp: { max-increase: [5 %, 50 ms] }
  inp: { max-increase: [10 %, 16 ms] }
  cls: { max-increase: 0.02 }
`;

/** One run to make, and where its change must be found. */
interface Case {
  readonly id: string;
  readonly faults: readonly string[];
  readonly routes: string;
  readonly busy: boolean;
  /** The path of the part that must carry most of the change; null if nothing changed. */
  readonly part: readonly string[] | null;
}

interface Row {
  readonly id: string;
  readonly exitCode: number;
  readonly seconds: number;
  readonly visits: number;
  readonly effects: readonly string[];
  readonly found: boolean | null;
  /** How much worse the metric is, in the unit of the metric; null where nothing changed. */
  readonly change: number | null;
}

const NULLS: readonly Case[] = Array.from({ length: 20 }, (_, run) => ({
  id: `null-${run + 1}${run % 2 === 1 ? '-busy' : ''}`,
  // Identical bytes would not be measured.
  faults: ['comment'],
  routes: `routes:\n  ${PRODUCT}\n  ${LISTING}\n`,
  busy: run % 2 === 1,
  part: null,
}));

const REGRESSIONS: readonly Case[] = (
  [
    ['origin-delay=120', 'lcp', 'ttfb'],
    ['late-hero=60', 'lcp', 'resource-load-delay'],
    ['bigger-hero=24', 'lcp', 'resource-load-duration'],
    ['blocking-stylesheet=240', 'lcp', 'element-render-delay'],
    ['slow-add-to-cart=4', 'inp', 'processing-duration'],
  ] as const
).flatMap(([fault, ...part]) =>
  [1, 2, 3].map((run) => ({
    id: `${fault}-${run}`,
    faults: [fault],
    routes: `routes:\n  ${PRODUCT}\n`,
    busy: false,
    part,
  })),
);

const only = process.argv[2];
const cases = [...(only === 'regressions' ? [] : NULLS), ...(only === 'null' ? [] : REGRESSIONS)];
mkdirSync(path.dirname(ROWS), { recursive: true });
for (const each of cases) {
  if (rows().some(({ id }) => id === each.id)) continue;
  const row = await runCase(each);
  appendFileSync(ROWS, `${JSON.stringify(row)}\n`);
  console.log(JSON.stringify(row));
}
summary();

function rows(): Row[] {
  if (!existsSync(ROWS)) return [];
  const lines = readFileSync(ROWS, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Row);
}

async function runCase({ id, faults, routes, busy, part }: Case): Promise<Row> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bench-'));
  const burner = busy ? spawn(process.execPath, ['-e', 'for (;;);']) : null;
  try {
    const baseSha = await buildShop({ out: path.join(folder, 'base') });
    const headSha = await buildShop({ out: path.join(folder, 'head'), faults });
    const base = await serveShop(path.join(folder, 'base'), { sha: baseSha });
    const head = await serveShop(path.join(folder, 'head'), { sha: headSha });
    try {
      await writeFile(path.join(folder, 'vitals-gate.yml'), routes + BUDGETS);
      const began = performance.now();
      const urls = ['--base-url', base.url, '--head-url', head.url, '--base-sha', id, '--head-sha', `${id}-head`];
      const run = ['run', ...urls, '--lighthouse', 'never', '--out', 'out'];
      const { exitCode, stderr } = await execa(process.execPath, [path.join(ROOT, 'dist/cli.js'), ...run], {
        cwd: folder,
        reject: false,
        env: { CI: 'true' },
      });
      if (exitCode === undefined || exitCode > 1) throw new Error(`${id}: ${stderr}`);
      const seconds = Math.round((performance.now() - began) / 1000);
      const result = resultSchema.parse(JSON.parse(await readFile(path.join(folder, 'out/result.json'), 'utf8')));
      const samples = await readFile(path.join(folder, 'out/samples.ndjson'), 'utf8');
      const visits = samples.split('\n').filter((line) => line.startsWith('{"type":"visit"')).length;
      const effects = result.comparisons.map(({ route, metric, effect }) => `${route} ${metric} ${effect}`);
      const found = part === null ? null : isFound(result, part);
      return { id, exitCode, seconds, visits, effects, found, change: part === null ? null : changeOf(result, part) };
    } finally {
      await base.close();
      await head.close();
    }
  } finally {
    burner?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether the metric's budget failed and most of its change is in the part. */
function isFound({ budgets, comparisons }: Result, [metric, phase]: readonly string[]): boolean {
  const failed = budgets.some(({ path: at, verdict }) => at === metric && verdict === 'fail');
  const difference = comparisons.find((comparison) => comparison.metric === metric)?.difference ?? null;
  const part = difference?.parts.find(({ id }) => id === phase)?.value ?? 0;
  return failed && difference !== null && part > 0.7 * difference.value;
}

function changeOf({ comparisons }: Result, [metric]: readonly string[]): number | null {
  const value = comparisons.find((comparison) => comparison.metric === metric)?.difference?.value;
  return value === undefined ? null : Math.round(value);
}

function summary(): void {
  const all = rows();
  const nulls = all.filter(({ found }) => found === null);
  const effects = nulls.flatMap((row) => row.effects);
  const share = (effect: string): string =>
    `${((100 * effects.filter((each) => each.endsWith(effect)).length) / Math.max(effects.length, 1)).toFixed(0)} %`;
  console.log(
    `${nulls.length} unchanged runs: ${nulls.filter(({ exitCode }) => exitCode !== 0).length} blocked; same ${share('same')}, better ${share('better')}, unclear ${share('unclear')}, worse ${share('worse')}; ${mean(nulls.map(({ seconds }) => seconds))} s and ${mean(nulls.map(({ visits }) => visits))} visits a run`,
  );
  const changed = all.filter(({ found }) => found !== null);
  if (nulls.some(({ exitCode }) => exitCode !== 0) || changed.some(({ found }) => found !== true)) process.exitCode = 1;
  console.log(
    `${changed.length} regressions: ${changed.filter(({ found }) => found === true).length} found in the right phase; ${mean(changed.map(({ seconds }) => seconds))} s and ${mean(changed.map(({ visits }) => visits))} visits a run`,
  );
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)).toFixed(0);
}
