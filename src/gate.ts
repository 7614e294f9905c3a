import path from 'node:path';

import { loadConfig } from './config/load.ts';
import { selectRoutes } from './config/select.ts';
import { openDeploys, type OpenDeploys } from './deploys/deploys.ts';
import type { RunEvent } from './deploys/git/choose.ts';
import type { RepositoryApi } from './deploys/github/api.ts';
import { preflight } from './deploys/preflight.ts';
import { causeOf, GateError } from './errors.ts';
import { calibrateLog } from './gate/calibrate.ts';
import { attributeBroken } from './gate/attribute-broken.ts';
import { checkGraphqlOf } from './gate/check-graphql.ts';
import { costObserved, costOperations } from './gate/cost-operations.ts';
import { explainBroken } from './gate/explain-broken.ts';
import { controlPage, hostNotices } from './gate/hosts.ts';
import { assertDecidable, rulesOf } from './gate/plan.ts';
import { readPolicy, type ContentsApi, type PolicyRequest } from './gate/policy.ts';
import { Pursuit } from './gate/pursuit.ts';
import { runRecord } from './gate/record.ts';
import { reportOf, type Outcome } from './gate/report.ts';
import { collectBlobs, type ReportOptions } from './gate/report-blobs.ts';
import type { Run } from './gate/run.ts';
import { runTasks } from './gate/schedule.ts';
import { describeShard, isOwn, shardOf } from './gate/shards.ts';
import { distrust, gone, proofOf } from './gate/trust.ts';
import { warmDeploys } from './gate/warm.ts';
import type { CampaignCalibration } from './judge/calibration.ts';
import type { Judgement } from './judge/judge.ts';
import { findChrome } from './lab/chrome-path.ts';
import { Lab } from './lab/lab.ts';
import type { Absent } from './model/campaign.ts';
import type { CommentMode, Config } from './model/config.ts';
import type { Side } from './model/deploy.ts';
import type { GateReport } from './model/report.ts';
import type { RecordedShard, Shard } from './model/shard.ts';
import type { Verdict } from './model/verdict.ts';
import { LogFile, SAMPLES, type RunLog } from './record/log.ts';
import { readLog } from './record/read.ts';
import { count } from './report/format.ts';
import { makeOutputFolder, writeReport, type ReportFiles } from './report/files.ts';
import { reproduceCommand } from './report/reproduce.ts';

/** What a run is asked to do, from the command line or the action's inputs; null where not given. */
export interface RunOptions {
  /** Path of the configuration file, as given. */
  readonly config: string;
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  readonly baseSha: string | null;
  readonly headSha: string | null;
  /** What started the run, and the repository's API; absent outside of workflows. */
  readonly event?: RunEvent | null;
  readonly api?: RepositoryApi | null;
  /** The output folder, as given. */
  readonly out: string;
  /** Exactly this many blocks per campaign, with a single look; null: the planned looks. */
  readonly blocks: number | null;
  /** Only these routes and conditions; all where empty. */
  readonly routes: readonly string[];
  readonly conditions: readonly string[];
  readonly lighthouse: 'on-failure' | 'always' | 'never';
  readonly chromePath: string | null;
  /** The commit whose policy applies; absent or null: the configuration file as it is. */
  readonly policyAt?: PolicyRequest | null;
  /** Where that is read without a clone. */
  readonly contents?: ContentsApi | null;
  /** Where the event that started the run says that head is. */
  readonly eventUrl?: string | null;
  /** `owner/name`, in a workflow. */
  readonly repository?: string | null;
}

/** What measuring without a verdict is asked to do. */
export interface MeasureOptions extends RunOptions {
  /** The part that this job measures; null: all of it. */
  readonly shard: Shard | null;
}

export interface GateOutcome {
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
  readonly report: GateReport;
  readonly files: ReportFiles;
  /** When the configuration wants it on the pull request; absent where no configuration says. */
  readonly comment?: CommentMode;
}

/** What the run tells its audience while it works. */
export interface Progress {
  /** A line of text that stays. */
  readonly line: (text: string) => void;
  /** A campaign begins: how many visits it will make at most. */
  readonly begin: (campaign: string, visits: number) => void;
  /** One visit of it is made. */
  readonly advance: (campaign: string) => void;
  readonly end: (campaign: string, note: string) => void;
}

/**
 * The pipeline: config → deploys → lab → compare → judge → explain → report. Throws GateError for what must stop; a
 * broken budget or a page that cannot be measured is an outcome.
 */
export async function runGate(options: RunOptions, progress: Progress, signal: AbortSignal): Promise<GateOutcome> {
  const config = await configOf(options);
  if (config.routes.length === 0) return checkOperations(config, options);
  let run: Run | undefined;
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      run = await begin(stage, options, 'gate');
      await measureProven(run);
      // The verdict stands and is on disk before Lighthouse, which only explains it, may take its time or its leave.
      const { judgement } = await publish(run);
      await explained(run, judgement, options.lighthouse);
      return { ...outcomeOf(await publish(run)), comment: config.comment };
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw await interrupted(causeOf(signal.reason), options, run, error);
  }
}

/**
 * The pipeline up to the samples: what `report` judges, alone or with those of other jobs. Returns the path of
 * samples.ndjson; throws GateError for what must stop.
 */
export async function runMeasure(options: MeasureOptions, progress: Progress, signal: AbortSignal): Promise<string> {
  const config = await configOf(options);
  if (config.routes.length === 0) throw new GateError('usage', NOTHING_TO_VISIT);
  const shard = options.shard === null ? null : shardOf(config, options.shard);
  if (shard !== null) progress.line(describeShard(shard));
  let run: Run | undefined;
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      run = await begin(stage, options, 'gate', shard);
      await measureProven(run);
      await explained(run, reportOf(run.log).judgement, options.lighthouse);
      return path.join(run.out, SAMPLES);
    });
  } catch (cause) {
    if (!signal.aborted) throw cause;
    const by = causeOf(signal.reason);
    run?.log.append({ type: 'notice', text: `Stopped by ${by}: this is what was measured until then.` });
    throw new GateError('measure-interrupted', { signal: by, out: options.out }, { cause });
  }
}

const NOTHING_TO_VISIT = {
  what: 'The configuration declares no routes, so there is nothing to measure.',
  todo: 'Run `vitals-gate run` or `vitals-gate graphql check`: neither makes visits for GraphQL operations.',
};

/** With no page to visit, what operations cost is the whole run: it starts no Chrome. */
async function checkOperations(config: Config, { baseSha, event, out, ...options }: RunOptions): Promise<GateOutcome> {
  const baseRef = baseSha ?? baseOfEvent(event ?? null);
  const outcome = await checkGraphqlOf(config, { config: options.config, baseRef, isLabel: true, out });
  return { ...outcome, comment: config.comment };
}

function baseOfEvent(event: RunEvent | null): string | null {
  if (event?.kind === 'pull-request') return event.baseSha;
  return event?.kind === 'push' ? event.before : null;
}

/** The configuration under the policy that applies, checked to be decidable. */
async function configOf(options: RunOptions): Promise<Config> {
  const { policyAt: asked = null, contents = null } = options;
  const policy = asked === null ? null : await readPolicy(asked, { config: options.config, contents });
  const config = selectRoutes(await loadConfig(options.config, { ...options, policy }), options);
  assertDecidable(rulesOf(config, options.blocks, false), config.deploys.base !== null);
  return config;
}

/** Which commit and which request did it. Whoever stops this keeps the verdict that it would have explained. */
async function explained(run: Run, judgement: Judgement, lighthouse: RunOptions['lighthouse']): Promise<void> {
  try {
    await attributeBroken(run, judgement);
    await explainBroken(run, judgement, lighthouse);
  } catch (error) {
    if (!run.signal.aborted) throw error;
    const text = `Stopped by ${causeOf(run.signal.reason)} while the verdict was being explained: everything was measured.`;
    run.log.append({ type: 'notice', text });
    run.progress.line(text);
  }
}

type Stage = Pick<Run, 'config' | 'deploys' | 'lab' | 'out' | 'progress' | 'signal'>;

/** What every run needs, opened and closed again: the output folder, the deploys, Chrome and the shapers. */
async function inLab<Result>(
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
    const { settleMs, conditions } = config;
    const lab = await Lab.open({ chromePath, env: process.env, settleMs, signal, log: progress.line }, conditions);
    try {
      return await body({ config, deploys, lab, out, progress, signal });
    } finally {
      await lab.close();
    }
  } finally {
    await deploys.close();
  }
}

/** What a calibration is asked to do; the options of a run that mean something to it. */
export type CalibrateOptions = Pick<
  RunOptions,
  'config' | 'baseUrl' | 'baseSha' | 'out' | 'blocks' | 'routes' | 'conditions' | 'chromePath'
>;

/** Blocks per campaign where nobody says otherwise: as many as the default plan has at most. */
const CALIBRATION_BLOCKS = 15;

/** Visits the base deploy against itself, and says what can be told from its noise. */
export async function runCalibration(
  asked: CalibrateOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<CampaignCalibration[]> {
  const same = { headUrl: asked.baseUrl, headSha: asked.baseSha, lighthouse: 'never' } as const;
  const options: RunOptions = { ...asked, ...same, blocks: asked.blocks ?? CALIBRATION_BLOCKS };
  const loaded = selectRoutes(await loadConfig(options.config, { ...options, isHeadOptional: true }), options);
  const source = loaded.deploys.base ?? loaded.deploys.head;
  const config: Config = { ...loaded, deploys: { base: source, head: source } };
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      const run = await begin(stage, options, 'calibration');
      await measure(run);
      return calibrateLog(run.log, run.out);
    });
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new GateError('calibration-interrupted', { signal: causeOf(signal.reason), out: asked.out }, { cause });
  }
}

/** The same from the samples of a calibration that was made before. */
export async function recalibrate(folder: string): Promise<CampaignCalibration[]> {
  return calibrateLog(await readLog(folder), path.resolve(folder));
}

/** Judges a recorded run again: takes no configuration, network or Chrome, and writes what the run wrote. */
export async function judgeFolder(folder: string): Promise<GateOutcome> {
  const log = await readLog(folder);
  const { purpose, shard } = log.run;
  if (purpose !== 'gate') throw new GateError('only-a-calibration', { out: folder });
  if (shard !== undefined && shard.of > 1)
    throw new GateError('only-a-shard', { out: folder, index: shard.index, of: shard.of });
  return outcomeOf(await publish({ log, out: path.resolve(folder) }));
}

/** Judges the samples of any number of jobs as one run. */
export async function runReport(options: ReportOptions): Promise<GateOutcome> {
  const { log, out } = await collectBlobs(options);
  const outcome = outcomeOf(await publish({ log, out }));
  const { comment } = log.run.config;
  return comment === undefined ? outcome : { ...outcome, comment };
}

/** What is known before the first visit: nothing that decides may change after it. */
async function begin(
  stage: Stage,
  options: RunOptions,
  purpose: 'gate' | 'calibration',
  shard: RecordedShard | null = null,
): Promise<Run> {
  const { config, deploys, lab, out, progress, signal } = stage;
  const absent = await whoIsAbsent(config, deploys, signal);
  const control = controlPage(config.control, deploys);
  const rules = rulesOf(config, options.blocks, control !== null);
  const notices = [...config.warnings, ...deploys.notices, ...hostNotices(control, deploys)];
  const chrome = await lab.version();
  const reproduce = reproduceCommand(options);
  const { repository = null } = options;
  const log = new LogFile(
    out,
    runRecord({ purpose, config, rules, deploys, chrome, notices, reproduce, shard, repository }),
  );
  const observed = config.graphql === null || purpose !== 'gate' ? null : [];
  return { config, rules, deploys, absent, control, lab, log, observed, out, progress, signal };
}

/** Measures between two proofs that each deploy serves what it is labelled with: without them there is nothing to judge. */
async function measureProven(run: Run): Promise<void> {
  const { config, deploys, log, signal } = run;
  const costs = await costOperations(run);
  const proof = await proofOf(config, deploys, signal);
  if (proof.doubt !== null) {
    distrust(run, proof.doubt);
    costObserved(run, costs);
    log.append({ type: 'end' });
    return;
  }
  await warmDeploys(run);
  await measure(run);
  costObserved(run, costs);
  const doubt = (await gone(deploys)) ?? (await proof.again());
  if (doubt !== null) distrust(run, doubt);
}

/** Every route under each of its conditions. */
async function measure(run: Run): Promise<void> {
  const { config, log, progress } = run;
  const { maxMinutes } = config.deciding;
  const tasks = config.routes.flatMap((route) =>
    config.conditions
      .filter(({ name: condition }) => route.conditions.includes(condition))
      .filter(({ name: condition }) => isOwn(log.run.shard ?? null, { route: route.name, condition }))
      .map((condition) => new Pursuit(run, route, condition)),
  );
  const expired = await runTasks(tasks, maxMinutes === null ? null : maxMinutes * 60_000);
  if (expired.length > 0) {
    const text = `The time of the run (max-minutes: ${maxMinutes}) was up before ${count(expired.length, 'campaign')} could be decided: ${shortList(expired)}.`;
    log.append({ type: 'notice', text });
    progress.line(text);
  }
  log.append({ type: 'end' });
}

const MOST_NAMES = 10;

function shortList(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

interface Written extends Outcome {
  readonly files: ReportFiles;
}

async function publish({ log, out }: { readonly log: RunLog; readonly out: string }): Promise<Written> {
  const outcome = reportOf(log);
  return { ...outcome, files: await writeReport(outcome.report, out) };
}

function outcomeOf({ judgement, report, files }: Written): GateOutcome {
  return { verdict: judgement.verdict, exitCode: judgement.exitCode, report, files };
}

/** What is left of a run that was stopped: it is judged as far as it came. */
async function interrupted(by: string, options: RunOptions, run: Run | undefined, cause: unknown): Promise<GateError> {
  const detail = { signal: by, out: options.out };
  if (run === undefined || !run.log.later.some(({ type }) => type === 'visit'))
    return new GateError('interrupted-early', detail, { cause });
  run.log.append({ type: 'notice', text: `Stopped by ${by}: this is what was measured until then.` });
  await publish(run);
  return new GateError('interrupted', detail, { cause });
}

/** Which deploys nothing listens at, and why: then no route of theirs can be measured. */
async function whoIsAbsent(config: Config, deploys: OpenDeploys, signal: AbortSignal): Promise<Absent> {
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
