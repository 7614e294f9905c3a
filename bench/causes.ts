/**
 * `npm run bench:causes [-- [--nulls N] [NAME…]]`: what the built gate says of each pull request of `fixtures/causes` and of
 * `fixtures/react-shop`, whose base and head are commits of a repository: the first cause, its share, its place, and how long
 * it was looked for. A name is a cause's id, `react` or `react-VARIANT`. `--nulls`: base against itself, measured all the
 * same, so many times. `--keep`: the folder of each run stays. Exit code 1 where a row is not as it should be.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { execa } from 'execa';

import type { CauseFixture, Files, Side } from '../fixtures/causes/cause-fixture.ts';
import { CAUSE_FIXTURES } from '../fixtures/causes/index.ts';
import { filesOf, writeFiles } from '../fixtures/causes/repository.ts';
import { serveCause, type ServedCause } from '../fixtures/causes/serve.ts';
import { serveVariant, sourcesOf } from '../fixtures/react-shop/serve.ts';
import { REACT_VARIANTS } from '../fixtures/react-shop/variants.ts';
import { resultSchema, type Result } from '../src/model/result.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** The fewest that can be red: what these pull requests break is many times what visits differ by. */
const BLOCKS = '3';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { nulls: { type: 'string', default: '0' }, keep: { type: 'boolean', default: false } },
});

/** A pull request, with how its sides are written and served. */
interface Row {
  readonly name: string;
  readonly fixture: CauseFixture;
  readonly files: (side: Side) => Promise<Files>;
  readonly serve: (side: Side) => Promise<Pick<ServedCause, 'url' | 'close'> & Partial<ServedCause>>;
}

const ROWS: readonly Row[] = [
  ...CAUSE_FIXTURES.map((fixture) => ({
    name: fixture.id,
    fixture,
    files: (side: Side) => filesOf(fixture, side),
    serve: (side: Side) => serveCause(fixture, side),
  })),
  ...REACT_VARIANTS.map((fixture) => ({
    name: `react-${fixture.name}`,
    fixture,
    files: (side: Side) => sourcesOf(fixture, side),
    serve: (side: Side) => serveVariant(fixture, side),
  })),
];

if (options.nulls === '0') {
  const asked = ROWS.filter(
    ({ name }) =>
      names.length === 0 || names.some((each) => each === name || (each === 'react' && name.startsWith('react-'))),
  );
  for (const row of asked) if (!(await examine(row))) process.exitCode = 1;
} else {
  for (let run = 0; run < Number(options.nulls); run += 1) if (!(await examineNull(run))) process.exitCode = 1;
}

async function examine(row: Row): Promise<boolean> {
  const { name, fixture } = row;
  const { result, seconds, explained } = await gate(row, { base: 'base', head: 'head' });
  const [first] = result.causes ?? [];
  const [place] = first?.places ?? [];
  const { file, line, lastLine = line } = fixture.place;
  const isThere = place?.file === file && place.line >= line && place.line <= lastLine && place.inChange === true;
  const isRight = first?.id === fixture.id && first.because && isThere;
  const said =
    first === undefined
      ? 'nothing'
      : `${first.id} ${share(first.share)} at ${place?.file ?? place?.url}:${place?.line}`;
  console.log(
    `${isRight ? 'pass' : 'FAIL'}  ${name.padEnd(26)} ${said} · ${seconds} s, ${explained} s of it for the cause`,
  );
  if (!isRight)
    console.log(
      `      wanted ${file}:${line}; ${result.verdict}; ${JSON.stringify(result.causes ?? null).slice(0, 600)}`,
    );
  return isRight;
}

async function examineNull(run: number): Promise<boolean> {
  const row = ROWS[run % ROWS.length];
  if (row === undefined) throw new Error('there are no fixtures');
  const { result, seconds } = await gate(row, { base: 'base', head: 'base' });
  const isRight = result.causes === undefined && result.verdict === 'pass';
  console.log(
    `${isRight ? 'pass' : 'FAIL'}  base against base of ${row.name}: ${result.verdict}, ${result.causes?.length ?? 'no'} causes · ${seconds} s`,
  );
  return isRight;
}

function share(fraction: number | null): string {
  return fraction === null ? '—' : `${Math.round(100 * fraction)} %`;
}

async function gate(
  { name, fixture, files, serve }: Row,
  sides: Readonly<Record<Side, Side>>,
): Promise<{ readonly result: Result; readonly seconds: number; readonly explained: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-causes-'));
  const git = async (...args: string[]): Promise<string> => (await execa('git', args, { cwd: folder })).stdout;
  const [base, head] = [await serve(sides.base), await serve(sides.head)];
  try {
    await git('init', '--quiet');
    const shas: Record<string, string> = {};
    for (const side of ['base', 'head'] as const) {
      await writeFiles(await files(sides[side]), folder);
      await git('add', '-A');
      await git(
        '-c',
        'user.name=Bench',
        '-c',
        'user.email=bench@example.org',
        'commit',
        '--quiet',
        '--allow-empty',
        '-m',
        side,
      );
      shas[side] = await git('rev-parse', 'HEAD');
    }
    await writeFile(path.join(folder, 'vitals-gate.yml'), configOf(fixture, base, head));
    const labels = ['--base-sha', shas['base'] ?? '', '--head-sha', shas['head'] ?? ''];
    const run = ['run', ...labels, '--blocks', BLOCKS, '--lighthouse', 'never', '--measure-identical', '--out', 'out'];
    const began = performance.now();
    let decidedAt = began;
    const gated = execa(process.execPath, [path.join(ROOT, 'dist/cli.js'), ...run], { cwd: folder, reject: false });
    gated.stderr.on('data', (text: Buffer) => {
      if (text.toString().includes('looking for the cause')) decidedAt = performance.now();
    });
    const { exitCode, stderr } = await gated;
    if (exitCode === undefined || exitCode > 1) throw new Error(`${name}: ${stderr}`);
    const ended = performance.now();
    const result = resultSchema.parse(JSON.parse(await readFile(path.join(folder, 'out/result.json'), 'utf8')));
    const explained = decidedAt === began ? 0 : (ended - decidedAt) / 1000;
    return { result, seconds: Math.round((ended - began) / 1000), explained: Math.round(explained) };
  } finally {
    await base.close();
    await head.close();
    if (options.keep) console.log(`      ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  }
}

type Served = Awaited<ReturnType<Row['serve']>>;

function deployOf({ url, hosts = {} }: Served): unknown {
  return Object.keys(hosts).length === 0 ? { url } : { url, hosts };
}

/** YAML is JSON as well. */
function configOf(fixture: CauseFixture, base: Served, head: Served): string {
  const { metric, interactions = [], condition = {}, graphql } = fixture;
  const { rttMs = 40, cpuSlowdown = 1 } = condition;
  const budgets = Object.fromEntries(
    ['lcp', 'inp', 'cls'].map((each) => [
      each,
      each === metric ? { 'max-increase': metric === 'cls' ? 0.02 : ['5 %', '50 ms'] } : null,
    ]),
  );
  return JSON.stringify({
    deploys: { base: deployOf(base), head: deployOf(head) },
    conditions: { bench: { extends: 'desktop', rtt: `${rttMs} ms`, cpu: cpuSlowdown } },
    routes: [{ name: 'page', path: '/', conditions: ['bench'], interactions: interactions.map(stepOf), budgets }],
    'allow-hosts': ['127.0.0.1', 'localhost'],
    ...(graphql === undefined ? {} : { graphql }),
  });
}

function stepOf(step: NonNullable<CauseFixture['interactions']>[number]): unknown {
  if (step.action === 'click' || step.action === 'hover' || step.action === 'tap')
    return { [step.action]: step.selector };
  throw new Error(`the bench has no words for ${step.action}`);
}
