/**
 * `npm run bench:causes [-- [--nulls N] [ID…]]`: what the built gate says of each pull request of `fixtures/causes`, whose
 * base and head are commits of a repository: the first cause, its share, its place, and how long it was looked for.
 * `--nulls`: base against itself, measured all the same, so many times. Exit code 1 where a row is not as it should be.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { execa } from 'execa';

import type { CauseFixture, Side } from '../fixtures/causes/cause-fixture.ts';
import { CAUSE_FIXTURES } from '../fixtures/causes/index.ts';
import { filesOf, writeFiles } from '../fixtures/causes/repository.ts';
import { serveCause } from '../fixtures/causes/serve.ts';
import { resultSchema, type Result } from '../src/model/result.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** The fewest that can be red: what these pull requests break is many times what visits differ by. */
const BLOCKS = '3';

const { values: options, positionals: ids } = parseArgs({
  allowPositionals: true,
  options: { nulls: { type: 'string', default: '0' } },
});

if (options.nulls === '0') {
  const fixtures = CAUSE_FIXTURES.filter(({ id }) => ids.length === 0 || ids.includes(id));
  for (const fixture of fixtures) if (!(await examine(fixture))) process.exitCode = 1;
} else {
  for (let run = 0; run < Number(options.nulls); run += 1) if (!(await examineNull(run))) process.exitCode = 1;
}

async function examine(fixture: CauseFixture): Promise<boolean> {
  const { result, seconds, explained } = await gate(fixture, { base: 'base', head: 'head' });
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
    `${isRight ? 'pass' : 'FAIL'}  ${fixture.id.padEnd(26)} ${said} · ${seconds} s, ${explained} s of it for the cause`,
  );
  if (!isRight)
    console.log(
      `      wanted ${file}:${line}; ${result.verdict}; ${JSON.stringify(result.causes ?? null).slice(0, 600)}`,
    );
  return isRight;
}

async function examineNull(run: number): Promise<boolean> {
  const fixture = CAUSE_FIXTURES[run % CAUSE_FIXTURES.length];
  if (fixture === undefined) throw new Error('there are no fixtures');
  const { result, seconds } = await gate(fixture, { base: 'base', head: 'base' });
  const isRight = result.causes === undefined && result.verdict === 'pass';
  console.log(
    `${isRight ? 'pass' : 'FAIL'}  base against base of ${fixture.id}: ${result.verdict}, ${result.causes?.length ?? 'no'} causes · ${seconds} s`,
  );
  return isRight;
}

function share(fraction: number | null): string {
  return fraction === null ? '—' : `${Math.round(100 * fraction)} %`;
}

async function gate(
  fixture: CauseFixture,
  sides: Readonly<Record<Side, Side>>,
): Promise<{ readonly result: Result; readonly seconds: number; readonly explained: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-causes-'));
  const git = async (...args: string[]): Promise<string> => (await execa('git', args, { cwd: folder })).stdout;
  const [base, head] = [await serveCause(fixture, sides.base), await serveCause(fixture, sides.head)];
  try {
    await git('init', '--quiet');
    const shas: Record<string, string> = {};
    for (const side of ['base', 'head'] as const) {
      await writeFiles(await filesOf(fixture, sides[side]), folder);
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
    if (exitCode === undefined || exitCode > 1) throw new Error(`${fixture.id}: ${stderr}`);
    const ended = performance.now();
    const result = resultSchema.parse(JSON.parse(await readFile(path.join(folder, 'out/result.json'), 'utf8')));
    const explained = decidedAt === began ? 0 : (ended - decidedAt) / 1000;
    return { result, seconds: Math.round((ended - began) / 1000), explained: Math.round(explained) };
  } finally {
    await base.close();
    await head.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Served = Awaited<ReturnType<typeof serveCause>>;

function deployOf({ url, hosts }: Served): unknown {
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
