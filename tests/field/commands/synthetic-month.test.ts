import { afterEach, expect, test } from 'vitest';

import type { DeployRow } from '../../../src/field/analyses/deploys.ts';
import { writeField } from '../../../src/field/synthetic/files.ts';
import { deploysOf, monthWithStep, type FieldTruth } from '../../../src/field/synthetic/truth.ts';
import { site, type Site } from './site.ts';

/*
 * A large step among few page views, so that it is quick. How small a step is found among how many page views is measured by
 * `npm run bench:field-statistics`.
 */
const MONTH: FieldTruth = { ...monthWithStep('1', 400), routes: ['list', 'product'], sessionsPerHour: 4 };
/** As many page views of its route, without the step. */
const STILL: FieldTruth = { ...MONTH, routes: ['product'], sessionsPerHour: 2, step: null };

let here: Site;
afterEach(() => here.remove());

/** What `field deploys` calls a step, as the deploy's number, route and node. */
async function stepsOf(truth: FieldTruth): Promise<{ compared: number; steps: string[] }> {
  here = await site('');
  writeField(truth, here.folder);
  const { exitCode, stdout, stderr } = await here.run('field', 'deploys', '--json');
  expect([exitCode, stderr]).toEqual([0, '']);
  const rows = JSON.parse(stdout) as DeployRow[];
  const shas = deploysOf(truth).map(({ sha }) => sha);
  const steps = rows
    .filter(({ verdict }) => verdict === 'step')
    .map(({ sha, route, condition, path }) => `${shas.indexOf(sha)} ${route} ${condition} ${path}`);
  return { compared: rows.filter(({ change }) => change !== null).length, steps };
}

test('of a month of two routes, the one step is named by its deploy, route and phase, and nothing else is', async () => {
  const { compared, steps } = await stepsOf(MONTH);
  expect(compared).toBeGreaterThan(1500);
  expect(steps.filter((step) => !step.endsWith(' lcp'))).toEqual([
    '14 product desktop lcp.resource-load-delay',
    '14 product mobile lcp.resource-load-delay',
  ]);
  // The whole moves as well; whether it stands out depends on its other phases.
  expect(['14 product desktop lcp', '14 product mobile lcp']).toEqual(
    expect.arrayContaining(steps.filter((step) => step.endsWith(' lcp'))),
  );
});

test('of the same month without its step, nothing is named', async () => {
  const { compared, steps } = await stepsOf(STILL);
  expect(compared).toBeGreaterThan(800);
  expect(steps).toEqual([]);
});
