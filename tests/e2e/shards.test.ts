import { afterAll, beforeAll, expect, it } from 'vitest';

import { runRecordSchema } from '../../src/model/record.ts';
import { vitalsGate, workspace, type Workspace } from '../support/gate.ts';
import { html, serveSite, slow, type Site } from '../support/site.ts';

const PAGE = html('<h1>Some large text</h1>');

let base: Site;
let head: Site;
let work: Workspace;
beforeAll(async () => {
  base = await serveSite({ '/': slow(20, PAGE), '/product': slow(20, PAGE) });
  // Bytes are the same on the busiest machine: three blocks decide two budgets only where each block says the same.
  head = await serveSite({ '/': slow(20, PAGE), '/product': slow(20, `${PAGE}<!--${'x'.repeat(100_000)}-->`) });
  work = await workspace();
  await work.write(
    'vitals-gate.yml',
    `deploys: { base: { url: "${base.url}" }, head: { url: "${head.url}" } }
routes:
  - { name: home, path: /, conditions: [fast] }
  - { name: product, path: /product, conditions: [fast] }
conditions: { fast: { extends: desktop, rtt: 20 ms, down: 50000 kbit/s } }
budgets: { bytes: { max-increase: [5 %, 20 kB] } }
settle: 100 ms
`,
  );
});
afterAll(async () => {
  await base.close();
  await head.close();
  await work.remove();
});

it('jobs measure a part each without a verdict, and a report judges them as one run', async () => {
  const measure = (shard: string, out: string) =>
    vitalsGate(work.folder, ['measure', '--shard', shard, '--out', out, '--blocks', '3', '--lighthouse', 'never']);
  const first = await measure('1/2', 'one');
  const second = await measure('2/2', 'two');
  expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
  expect(second.stdout).toMatch(/two\/samples\.ndjson\n?$/);
  await expect(work.read('two/result.json')).rejects.toThrow('ENOENT');

  const records = await Promise.all(['one', 'two'].map((out) => work.read(`${out}/samples.ndjson`)));
  const runs = records.map((text) => runRecordSchema.parse(JSON.parse(text.split('\n')[0] ?? '')));
  expect(runs.map(({ shard }) => shard?.campaigns.map(({ route }) => route))).toEqual([['home'], ['product']]);
  // α is shared by the budgets of the whole run, also where a job measures one of them.
  expect(runs.map(({ config }) => config.routes.length)).toEqual([2, 2]);

  const report = await vitalsGate(work.folder, ['report', 'one', 'two']);
  expect(report.exitCode).toBe(1);
  const { budgets, comparisons } = await work.result();
  expect(budgets.map(({ route, verdict }) => [route, verdict])).toEqual([
    ['home', 'pass'],
    ['product', 'fail'],
  ]);
  expect(comparisons.map(({ route }) => route)).toContain('home');

  const missing = await vitalsGate(work.folder, ['report', 'two']);
  expect(missing.exitCode).toBe(1);
  expect(missing.stdout).toContain('Shard 1 of 2 is missing');
  expect((await vitalsGate(work.folder, ['report', 'one'])).exitCode).toBe(3);
});
