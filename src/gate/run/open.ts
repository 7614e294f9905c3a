import { availableParallelism } from 'node:os';

import { openDeploys, type OpenDeploys } from '../../deploys/deploys.ts';
import { preflight } from '../../deploys/preflight.ts';
import { findChrome } from '../../lab/browser/chrome-path.ts';
import { Lab } from '../../lab/lab.ts';
import type { Unreachable } from '../../model/campaign.ts';
import type { Rules } from '../../judge/judge.ts';
import type { RunRecord } from '../../model/record.ts';
import type { Config } from '../../model/config.ts';
import type { Side } from '../../model/deploy.ts';
import type { Progress } from '../../model/progress.ts';
import type { RecordedShard } from '../../model/shard.ts';
import { laneCount, lanesOf } from '../../model/lanes.ts';
import { LogFile } from '../../record/log.ts';
import { makeOutputFolder } from '../../report/files/files.ts';
import { Replayer } from '../../replay/replayer.ts';
import { reproduceCommand } from '../../report/words/reproduce.ts';
import { controlPage, hostNotices } from './control-page.ts';
import { Lanes } from './lanes.ts';
import { looksAtBytes } from './identity.ts';
import type { RunOptions } from '../options.ts';
import { originsOf } from './origins.ts';
import { calibrationRules, rulesOf } from './plan.ts';
import { runRecord } from './run-record.ts';
import type { Run } from './run.ts';
import { campaignsIn } from './shards.ts';

type Purpose = RunRecord['purpose'];

/** A run before its first record. */
export type Stage = Pick<Run, 'config' | 'deploys' | 'lab' | 'out' | 'progress' | 'signal'>;

/** What every run needs, opened and closed again: the output folder, the deploys, Chrome and the shapers. */
export async function inLab<Result>(
  config: Config,
  options: RunOptions,
  progress: Progress,
  signal: AbortSignal,
  body: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const out = await makeOutputFolder(options.out);
  const chromePath = await findChrome(options.chromePath, process.env);
  for (const warning of config.warnings) progress.line(warning);
  const deploys = await openDeploys(config, { ...options, out, signal }, progress.line);
  try {
    const { settleMs, conditions, allowHosts } = config;
    const lanes = laneCount(config.deciding.lanes, availableParallelism());
    const about = { chromePath, env: process.env, settleMs, signal, log: progress.line, allowHosts, lanes };
    const lab = await Lab.open(about, conditions);
    try {
      for (const deploy of [deploys.base, deploys.head]) if (deploy !== null) lab.admit(deploy.url);
      return await body({ config, deploys, lab, out, progress, signal });
    } finally {
      await lab.close();
    }
  } finally {
    await deploys.close();
  }
}

/** What a run measures of what is configured, and where it is recorded. */
export interface Part {
  /** Absent or null: all of it. */
  readonly shard?: RecordedShard | null;
  /** How many routes are visited at a time; absent: what the configuration says of this machine. */
  readonly lanes?: 1 | 2;
  /** The name of the record, where it is not that of every run. */
  readonly file?: string;
}

/** Records what is known before the first visit, because the terms of the decision may not change afterwards. */
export async function begin(
  stage: Stage,
  options: RunOptions,
  purpose: Purpose,
  { shard = null, file, ...asked }: Part = {},
): Promise<Run> {
  const { config, deploys, lab, out, progress, signal } = stage;
  const unreachable = await findUnreachable(config, deploys, signal);
  const control = controlPage(config.control, deploys);
  const planned = rulesOf(config, options.blocks, control !== null);
  const rules = purpose === 'calibration' ? calibrationRules(planned, config) : planned;
  const routes = campaignsIn(config, shard).map(({ route }) => route);
  const lanes = asked.lanes ?? lanesOf(config.deciding.lanes, routes, availableParallelism());
  const notices = [...config.warnings, ...deploys.notices, ...hostNotices(control, deploys), ...laneNotices(lanes)];
  const chrome = await lab.version();
  const reproduce = reproduceCommand(options);
  const { repository = null, repositoryUrl = null, pageUrl = null } = options;
  const log = new LogFile(
    out,
    runRecord({
      purpose,
      config,
      rules,
      deploys,
      chrome,
      notices,
      reproduce,
      shard,
      repository,
      repositoryUrl,
      pageUrl,
      origins: await originsOf(config, deploys),
      lanes,
    }),
    file,
  );
  const observed = config.graphql === null || purpose !== 'gate' ? null : [];
  return {
    config,
    rules,
    deploys,
    unreachable,
    control,
    lab,
    lanes: new Lanes(lanes),
    log,
    observed,
    openReplays: replaysOf(stage, rules, purpose),
    out,
    progress,
    signal,
  };
}

/** What a reader of the levels must know. */
function laneNotices(lanes: number): string[] {
  if (lanes === 1) return [];
  return [
    'Routes without an absolute budget and without one on INP were visited two at a time, on base and head alike.',
  ];
}

/** The deploys may move between two batches: their servers swap ports when a red is confirmed. */
function replaysOf({ config, deploys, signal }: Stage, rules: Rules, purpose: Purpose): Run['openReplays'] {
  if (!looksAtBytes({ config, rules, deploys }, purpose)) return null;
  const { allowHosts } = config;
  return () => {
    const { base, head } = deploys;
    if (base === null) throw new Error('a run that compares bytes has a base');
    return new Replayer({ deploys: { base, head }, allowHosts, seed: [base.sha ?? '', head.sha ?? ''], signal });
  };
}

/** The deploys without a listening server, and why. None of their routes can be measured. */
async function findUnreachable(config: Config, deploys: OpenDeploys, signal: AbortSignal): Promise<Unreachable> {
  const ask = async (side: Side): Promise<string | null> => {
    const deploy = deploys[side];
    // Where hosts are mapped, the name alone does not say where the deploy is.
    if (deploy === null || deploy.hosts !== undefined || config.conditions.some(({ hosts }) => hosts !== undefined))
      return null;
    return preflight(deploy.url, signal);
  };
  const [base, head] = await Promise.all([ask('base'), ask('head')]);
  return { base, head };
}
