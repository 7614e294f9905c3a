/**
 * `npm run bench:field-experiments [-- RUNS [DESIGN]]`: how often the whole of `field experiment`, from files of page views and orders to
 * its verdict, establishes an effect where there is none, and how often its interval holds one that is there. Everything is
 * seeded; 200 runs of a design take some two minutes.
 *
 * Exit code 1 if more than 5 % of the runs without an effect have an established one by more than chance (1 %).
 */
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ExperimentResult } from '../src/field/analyses/experiment/result.ts';
import type { ExperimentPlan } from '../src/field/commands/experiment-request.ts';
import { findExperiment } from '../src/field/commands/experiment.ts';
import { readSetup } from '../src/field/commands/reading.ts';
import {
  drawnTrial,
  groupedTrial,
  switchedTrial,
  TREATED_COUNTRIES,
  trialRecords,
  type TrialTruth,
} from '../src/field/synthetic/trial.ts';
import { binomialCdf } from '../src/stats/distributions.ts';
import { percent, table } from './simulation/markdown.ts';

const RUNS = Number(process.argv[2] ?? '200');
const SESSIONS = 1500;
const ADDED_MS = 150;
const MODULES = path.resolve(import.meta.dirname, '../node_modules');
const CONFIG =
  'field: { beacons: beacons.ndjson, events: { files: orders.ndjson, session: session, time: t, value: value } }\n';
const OPTIONS = {
  config: 'vitals-gate.yml',
  json: true,
  by: null,
  sha: null,
  until: null,
  environment: null,
  lab: null,
  markdown: null,
  html: null,
  printSql: null,
  route: 'product',
  condition: null,
  out: null,
};

interface Trial {
  readonly name: string;
  readonly plan: ExperimentPlan;
  readonly truth: (effect: Pick<TrialTruth, 'seed' | 'sessions' | 'lift' | 'addedMs'>) => TrialTruth;
}

const OF_FLAG = { flag: 'hero', control: null } as const;
const TRIALS: readonly Trial[] = [
  {
    name: 'A/B',
    plan: { design: 'ab', ...OF_FLAG, shares: null },
    truth: (effect) => drawnTrial({ ...effect, controlShare: 0.5 }),
  },
  {
    name: 'holdback of a tenth',
    plan: {
      design: 'holdback',
      ...OF_FLAG,
      shares: new Map([
        ['control', 10],
        ['b', 90],
      ]),
    },
    truth: (effect) => drawnTrial({ ...effect, controlShare: 0.1 }),
  },
  {
    name: 'differences, 4 of 8 countries',
    plan: {
      design: 'did',
      group: 'country',
      treated: TREATED_COUNTRIES,
      at: '2026-10-19T00:00:00.000Z',
      deploy: null,
      flag: null,
      randomised: true,
    },
    truth: groupedTrial,
  },
  {
    name: 'switchback of 4 hours',
    plan: {
      design: 'switchback',
      ...OF_FLAG,
      periodHours: 4,
      burnInHours: 0,
      at: null,
      group: null,
      together: true,
    },
    truth: (effect) => switchedTrial({ ...effect, periodHours: 4 }),
  },
];

const linesOf = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function run(
  folder: string,
  truth: TrialTruth,
  plan: ExperimentPlan,
  outcome: string,
): Promise<ExperimentResult> {
  const { records, orders } = trialRecords(truth);
  await writeFile(path.join(folder, 'beacons.ndjson'), linesOf(records));
  await writeFile(path.join(folder, 'orders.ndjson'), linesOf(orders));
  const place = { cwd: folder, env: {}, now: new Date('2026-11-30T00:00:00Z') };
  const { json } = await findExperiment(await readSetup(OPTIONS, place), { ...OPTIONS, plan, outcome }, place);
  return json as ExperimentResult;
}

/** Runs without an effect for conversions, and with 150 ms more of LCP. */
async function lookAt(folder: string, { name, plan, truth }: Trial): Promise<string[]> {
  let established = 0;
  let held = 0;
  for (let seed = 0; seed < RUNS; seed += 1) {
    const of = { seed: `${name} ${seed}`, sessions: SESSIONS };
    const nothing = await run(folder, truth({ ...of, lift: 0, addedMs: 0 }), plan, 'conversion');
    if (nothing.established) established += 1;
    const { effect } = await run(folder, truth({ ...of, lift: 0, addedMs: ADDED_MS }), plan, 'lcp');
    if (effect !== null && (effect.low ?? -Infinity) <= ADDED_MS && ADDED_MS <= (effect.high ?? Infinity)) held += 1;
  }
  if (established > 0 && (binomialCdf(RUNS, 0.05)[established - 1] ?? 0) > 0.99) process.exitCode = 1;
  return [name, String(RUNS), percent(established / RUNS), percent(held / RUNS)];
}

const folder = await mkdtemp(path.join(tmpdir(), 'field-experiments-'));
try {
  await symlink(MODULES, path.join(folder, 'node_modules'));
  await writeFile(path.join(folder, 'vitals-gate.yml'), CONFIG);
  const rows: string[][] = [];
  const asked = process.argv[3];
  for (const trial of TRIALS.filter(({ plan }) => asked === undefined || plan.design === asked))
    rows.push(await lookAt(folder, trial));
  console.log(table(['design', 'runs', 'established without an effect', 'interval holds the truth'], rows));
} finally {
  await rm(folder, { recursive: true, force: true });
}
