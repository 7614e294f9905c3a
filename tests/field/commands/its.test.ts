import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ItsResult } from '../../../src/field/analyses/its.ts';
import { writeField } from '../../../src/field/synthetic/files.ts';
import { deploysOf, MONTH, type FieldTruth } from '../../../src/field/synthetic/truth.ts';
import { lackingIn } from '../../support/field/page.ts';
import { site, type Site } from './site.ts';

/* Four weeks of few page views. The second of three deploys adds 100 ms, and a campaign 400 ms more from the next day on. */
const PHASE = { route: 'product', path: 'lcp.resource-load-delay' };
const TRUTH: FieldTruth = {
  ...MONTH,
  routes: ['product'],
  sessionsPerHour: 4,
  deployEveryHours: 13 * 24,
  step: { deploy: 1, ...PHASE, ms: 100 },
  campaign: { day: 14, days: 9, ...PHASE, ms: 400 },
};
const DEPLOY = deploysOf(TRUTH)[1] ?? { sha: '', at: '' };
const CAMPAIGN = '{ name: autumn sale, from: 2026-10-19, to: 2026-10-27 }';
const OF_PRODUCT = ['--route', 'product', '--metric', PHASE.path];
const ON_MOBILE = [...OF_PRODUCT, '--condition', 'mobile'];

const NDJSON = 'beacons-*.ndjson';
/** The same records, which are read sooner. */
const PARQUET = 'all.parquet';

const configOf = (covariates: string, beacons = PARQUET): string =>
  `routes: [{ name: product, path: /p }]\nfield: { beacons: "${beacons}", deploys: deploys.ndjson, covariates: [${covariates}] }\n`;

let here: Site;
beforeAll(async () => {
  here = await site('');
  writeField(TRUTH, here.folder);
  await here.run('field', 'load', '--parquet', path.join(here.folder, PARQUET));
}, 60_000);
afterAll(() => here.remove());

async function its(covariates: string, ...argv: readonly string[]) {
  await here.write('vitals-gate.yml', configOf(covariates));
  return here.run('field', 'its', ...argv);
}

async function resultOf(covariates: string, ...argv: readonly string[]) {
  const ran = await its(covariates, ...argv, '--json');
  return { ...ran, result: JSON.parse(ran.stdout) as ItsResult };
}

test('without the campaign its time counts as the step, and with it the step is found', async () => {
  const argv = [...ON_MOBILE, '--deploy', DEPLOY.sha];
  const { result: without } = await resultOf('', ...argv);
  await here.write('vitals-gate.yml', configOf(CAMPAIGN, NDJSON));
  const { exitCode, stderr, stdout } = await here.run('field', 'its', ...argv, '--json');
  const result = JSON.parse(stdout) as ItsResult;
  expect(without.step?.low).toBeGreaterThan(150);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(result.step?.low).toBeGreaterThan(0);
  expect(result.step?.low).toBeLessThan(100);
  expect(result.step?.high).toBeGreaterThan(100);
  expect(result.covariates).toEqual([expect.objectContaining({ name: 'autumn sale', stretches: 36 })]);
  expect(result.covariates[0]?.low).toBeLessThan(400);
  expect(result.covariates[0]?.high).toBeGreaterThan(400);
  expect(result).toMatchObject({
    established: true,
    kind: 'association',
    reason: null,
    route: 'product',
    condition: 'mobile',
    metric: PHASE.path,
    at: DEPLOY.at,
    sha: DEPLOY.sha,
    slope: null,
    notInModel: ['week of year'],
    placebos: { rank: 1 },
    stretches: 112,
    stretchHours: 6,
  });
  expect(result.placebos.n).toBeGreaterThan(40);
  expect(result.coverage.before).toBeCloseTo(0.95, 1);
  expect(result.sql.join('\n')).toContain('GROUP BY');
});

test('what did not change at the deploy is not established, and the exit code is 0', async () => {
  const argv = ['--route', 'product', '--metric', 'inp', '--condition', 'mobile', '--deploy', DEPLOY.sha.slice(0, 7)];
  const { result, exitCode } = await resultOf(CAMPAIGN, ...argv);
  expect([exitCode, result.established, result.reason]).toEqual([0, false, 'contains-zero']);
});

test('the instant of a deploy is the deploy, and another one is a date', async () => {
  const { result: same } = await resultOf(CAMPAIGN, ...ON_MOBILE, '--at', DEPLOY.at);
  expect(same.sha).toBe(DEPLOY.sha);
  const { result: date } = await resultOf(CAMPAIGN, ...ON_MOBILE, '--at', '2026-10-12');
  expect(date).toMatchObject({ at: '2026-10-12T00:00:00.000Z', sha: null, established: false });
});

test('a covariate that begins with the step is refused by its name', async () => {
  const alike = '{ name: new team, from: 2026-10-12, to: 2026-12-31 }';
  const { result, exitCode, stderr } = await resultOf(alike, ...ON_MOBILE, '--at', '2026-10-12');
  expect(result).toMatchObject({ established: false, reason: 'like-covariate', alike: ['new team'], step: null });
  expect([exitCode, stderr]).toEqual([3, 'note: the covariate "new team" cannot be told apart from the step.\n']);
});

test('covariates outside of the window are not in the model, and a note says so', async () => {
  const covariates = '{ name: christmas, days: [2026-12-25] }, { name: all year, from: 2026-01-01, to: 2026-12-31 }';
  const { result, stderr } = await resultOf(covariates, ...ON_MOBILE, '--deploy', DEPLOY.sha);
  expect(result.notInModel).toEqual(['week of year', 'christmas', 'all year']);
  expect(stderr).toBe(
    'note: the covariate "christmas" has no day with page views in the window, so it is not in the model.\n' +
      'note: the covariate "all year" covers the whole window, so it is not in the model.\n',
  );
});

test('covariates of the same days are in the model together, and a note says that they have no number each', async () => {
  const { result, stderr } = await resultOf(
    `${CAMPAIGN}, ${CAMPAIGN.replace('autumn', 'other')}`,
    ...ON_MOBILE,
    '--deploy',
    DEPLOY.sha,
  );
  expect(result.step?.high).toBeLessThan(300);
  expect(result.covariates.map(({ value }) => value)).toEqual([null, null]);
  expect(stderr).toContain('note: the covariate "other sale" cannot be told apart from the rest of the model.\n');
});

test('with --slope the change of the trend is estimated, too', async () => {
  const { result } = await resultOf(CAMPAIGN, ...ON_MOBILE, '--deploy', DEPLOY.sha, '--slope');
  expect(result.slope?.low).toBeLessThan(0);
  expect(result.slope?.high).toBeGreaterThan(0);
});

test('the report says what was found, in text and in Markdown', async () => {
  const argv = [...OF_PRODUCT, '--deploy', DEPLOY.sha, '--markdown', path.join(here.folder, 'its.md')];
  const html = path.join(here.folder, 'its.html');
  const { stdout, stderr } = await its(CAMPAIGN, ...argv, '--html', html);
  expect(lackingIn(await readFile(html, 'utf8'), stdout)).toEqual([]);
  expect(stdout).toMatch(
    /^Page views of the 28 days up to .* UTC\.\n\nLCP › resource load delay of product on mobile at \w{7}, 2026-10-18 10:00 UTC\n/,
  );
  expect(stdout).toMatch(
    /\n {2}autumn sale +\+\d+ ms \(\d+ to \d+\) +36\n\nThe step is established\. It is an association,/,
  );
  expect(stderr).toBe(
    'note: --condition is not given, so the report is about the one with the most page views, of desktop, mobile.\n',
  );
  const markdown = await readFile(path.join(here.folder, 'its.md'), 'utf8');
  expect(markdown).toContain('\n### `LCP › resource load delay` of `product` on `mobile` at `');
  expect(markdown).toMatch(/\n\| `autumn sale` \| `\+\d+ ms \(\d+ to \d+\)` \| `36` \|\n/);
});

describe('where the page views cannot say', () => {
  test.each([
    ['the deploy is later than the window', ['--deploy', DEPLOY.sha, '--until', '2026-10-10'], 'no-data-after'],
    ['the date is earlier than the window', ['--at', '2025-10-10'], 'no-data-before'],
    ['the condition has no page views', ['--deploy', DEPLOY.sha, '--condition', 'tablet'], 'no-data'],
    ['the window has no page views', ['--at', '2026-01-01', '--until', '2026-01-02'], 'no-data'],
  ])('because %s, the reason says it and the exit code is 3', async (_what, argv, reason) => {
    const { result, exitCode } = await resultOf(CAMPAIGN, ...OF_PRODUCT, ...argv);
    expect([exitCode, result.reason, result.step]).toEqual([3, reason, null]);
  });

  test('because no file matches, a note says where they were looked for', async () => {
    await here.write('vitals-gate.yml', configOf(CAMPAIGN, 'nowhere/*.ndjson'));
    const ran = await here.run('field', 'its', ...ON_MOBILE, '--deploy', DEPLOY.sha, '--json');
    expect([ran.exitCode, JSON.parse(ran.stdout)]).toEqual([3, expect.objectContaining({ reason: 'no-data' })]);
    expect(ran.stderr).toMatch(/^note: .*No file in .* matches nowhere/);
  });
});

describe('wrong use', () => {
  test.each([
    ['no route', ['--deploy', 'a'], '--route is missing.'],
    ['neither a deploy nor a date', ['--route', 'product'], '--deploy and --at are missing.'],
    ['both', ['--route', 'product', '--deploy', 'a', '--at', '2026-10-12'], '--deploy and --at exclude each other.'],
    ['a route that is not declared', ['--route', 'produkt', '--at', '2026-10-12'], 'Did you mean "product"?'],
    ['no date', ['--route', 'product', '--at', '2026-02-30'], '--at is "2026-02-30", which is neither a day nor'],
    ['no metric', ['--route', 'product', '--at', '2026-10-12', '--metric', 'lpc'], 'error: --metric: '],
    [
      'what only the lab measures',
      ['--route', 'product', '--at', '2026-10-12', '--metric', 'bytes'],
      '--metric is "bytes", which page views do not record.',
    ],
    [
      'a commit that is not in the list',
      ['--route', 'product', '--deploy', 'ffffffff'],
      'deploys.ndjson:1:1: error: --deploy is "ffffffff", which is not a commit of the list of deploys.\n  → Name one of its commits, or a time with --at. The last ones are ',
    ],
  ])('of %s is said, and the exit code is 2', async (_what, argv, message) => {
    const { exitCode, stderr } = await its('', ...argv);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('of a deploy without a list is said where the list would be named', async () => {
    await here.write('vitals-gate.yml', configOf('').replace('deploys: deploys.ndjson, ', ''));
    const { exitCode, stderr } = await here.run('field', 'its', ...ON_MOBILE, '--deploy', DEPLOY.sha);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('does not say where deploys are listed')]);
  });
});

test('--print-sql prints the queries', async () => {
  const { exitCode, stdout } = await its(CAMPAIGN, ...ON_MOBILE, '--deploy', DEPLOY.sha, '--print-sql', 'postgres');
  expect(exitCode).toBe(0);
  expect(stdout.match(/^SELECT /gm)).toHaveLength(3);
  expect(stdout).toContain("= 'product' THEN CASE WHEN device = 'mobile' THEN 10000");
});
