import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

import { recordsOf, writeRecords } from '../../support/recorded.ts';
import { site, views, type Site } from './site.ts';

const CONFIG = 'field: { beacons: "field/**/*.ndjson" }\nroutes: [{ name: product, path: /p }]\n';

let here: Site;
afterEach(() => here.remove());

/** Below the phases the lab has what the field does not: scripts by their names. */
function withScripts(records: ReturnType<typeof recordsOf>): ReturnType<typeof recordsOf> {
  const text = JSON.stringify(records);
  const named = text.replaceAll(
    /("id":"element-render-delay","value":([\d.]+),"parts":\[)\]/g,
    '$1{"id":"app.js","value":$2,"parts":[]}]',
  );
  expect(named).not.toBe(text);
  return JSON.parse(named) as ReturnType<typeof recordsOf>;
}

async function ratio(beacons: string, ...argv: readonly string[]) {
  // A budget on another percentile does not change what is compared.
  here = await site(`${CONFIG}budgets: { lcp: { max: 1 s, percentile: 90 } }\n`);
  await here.write('field/1.ndjson', beacons);
  writeRecords(path.join(here.folder, 'out'), withScripts(recordsOf({ routes: [{ name: 'product' }] })));
  return here.run('field', 'ratio', '--lab', path.join(here.folder, 'out/samples.ndjson'), ...argv);
}

interface Row {
  readonly path: string;
  readonly field: number | null;
  readonly lab: number | null;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason: string | null;
}

test('a node that both have has a ratio with its interval; what one of them lacks has a reason', async () => {
  const { exitCode, stdout } = await ratio(views(100, 4000), '--json');
  const rows = JSON.parse(stdout) as Row[];
  const lcp = rows.find((row) => row.path === 'lcp');
  expect(exitCode).toBe(0);
  expect(lcp).toMatchObject({ field: 4074, reason: null });
  expect(lcp?.ratio).toBeCloseTo(4074 / (lcp?.lab ?? 0), 10);
  expect(lcp?.low).toBeLessThan(lcp?.ratio ?? 0);
  expect(lcp?.high).toBeGreaterThan(lcp?.ratio ?? Infinity);
  expect(rows.find((row) => row.path === 'lcp.ttfb')).toMatchObject({ field: null, ratio: null, reason: 'no-field' });
  expect(rows.filter((row) => row.path.includes('app.js'))).toEqual([]);
});

test('page views of another route have nothing in common with the lab', async () => {
  expect((await ratio(views(100, 4000, { route: 'other' }))).exitCode).toBe(3);
});

test('without files of page views the list is empty, and a note says where they were looked for', async () => {
  here = await site(CONFIG);
  writeRecords(path.join(here.folder, 'out'), recordsOf({ routes: [{ name: 'product' }] }));
  const argv = ['field', 'ratio', '--lab', path.join(here.folder, 'out')];
  const ran = await here.run(...argv, '--json');
  expect([ran.exitCode, ran.stdout]).toEqual([3, '[]\n']);
  expect(ran.stderr).toMatch(/^note: .*vitals-gate\.yml:1:19: No file in .* matches field/);
  expect((await here.run(...argv)).stdout).toBe('No page views are recorded.\n');
});

test('without a run of the lab the error says how to make one', async () => {
  here = await site(CONFIG);
  await here.write('field/1.ndjson', views(1, 1000));
  const ran = await here.run('field', 'ratio', '--lab', 'nowhere');
  expect([ran.exitCode, ran.stderr]).toEqual([
    2,
    'error: There is no run of the lab in nowhere to compare page views with.\n  → Run `vitals-gate run` first, or name its output folder with --lab.\n',
  ]);
});
