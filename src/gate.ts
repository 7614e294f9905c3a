import path from 'node:path';

import { loadConfig } from './config/load.ts';
import { selectRoutes } from './config/select.ts';
import type { RunEvent } from './git/choose.ts';
import { causeOf, GateError } from './errors.ts';
import { calibrateLogs, readCalibration } from './gate/verdict/calibrate.ts';
import { checkGraphqlOf } from './gate/graphql/check.ts';
import { concludeRun, explained, stoppedText } from './gate/verdict/conclude.ts';
import { lanesToCalibrate, measureInLanes, withLanes } from './gate/run/calibration.ts';
import { measureProven } from './gate/run/measure.ts';
import type { CalibrateOptions, MeasureOptions, RunOptions } from './gate/options.ts';
import { publish, type GateOutcome } from './gate/verdict/publish.ts';
import { assertDecidable, rulesOf } from './gate/run/plan.ts';
import { followMain } from './gate/history/follow-main.ts';
import { withMachineSpread } from './gate/history/machine-spread.ts';
import { sinceAnchor } from './gate/history/since-anchor.ts';
import { readPolicy } from './gate/verdict/read-policy.ts';
import { withPrices } from './gate/verdict/read-prices.ts';
import { judgementOf } from './gate/verdict/judge-log.ts';
import { collectBlobs } from './gate/verdict/collect-blobs.ts';
import type { ReportOptions } from './gate/verdict/report-options.ts';
import type { Run } from './gate/run/run.ts';
import { describeShard, shardOf } from './gate/run/shards.ts';
import { begin, inLab } from './gate/run/open.ts';
import type { CalibrationInLanes } from './judge/lane-calibration.ts';
import type { Config } from './model/config.ts';
import type { RunRecord } from './model/record.ts';
import type { Progress } from './model/progress.ts';
import { SAMPLES } from './record/log.ts';
import { readLog } from './record/read.ts';
import { assertReplaceable, PAGE } from './report/files/page-file.ts';

/**
 * The pipeline: config → deploys → lab → compare → judge → explain → report. Throws GateError for what must stop; a
 * broken budget or a page that cannot be measured is an outcome.
 */
export async function runGate(given: RunOptions, progress: Progress, signal: AbortSignal): Promise<GateOutcome> {
  const { config, options } = await askedOf(given);
  if (config.routes.length === 0) return checkOperations(config, options);
  let isBegun = false;
  try {
    const outcome = await inLab(config, options, progress, signal, async (stage) => {
      const run = await begin(stage, options, 'gate');
      isBegun = true;
      return { ...(await concludeRun(run, options)), ...commentOf(config) };
    });
    return signal.aborted ? outcome : await followMain(outcome, options.history ?? null);
  } catch (cause) {
    if (!signal.aborted || isBegun) throw cause;
    throw new GateError('interrupted-early', { signal: causeOf(signal.reason), out: options.out }, { cause });
  }
}

/**
 * The pipeline up to the samples: what `report` judges, alone or with those of other jobs. Returns the path of
 * samples.ndjson; throws GateError for what must stop.
 */
export async function runMeasure(given: MeasureOptions, progress: Progress, signal: AbortSignal): Promise<string> {
  const { config, options } = await askedOf(given);
  if (config.routes.length === 0) throw new GateError('usage', NOTHING_TO_VISIT);
  const shard = options.shard === null ? null : shardOf(config, options.shard);
  if (shard !== null) progress.line(describeShard(shard));
  let run: Run | undefined;
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      run = await begin(stage, options, 'gate', { shard });
      const costs = await measureProven(run);
      await explained(run, judgementOf(run.log), options, costs);
      return path.join(run.out, SAMPLES);
    });
  } catch (cause) {
    if (!signal.aborted) throw cause;
    const by = causeOf(signal.reason);
    run?.log.append({ type: 'notice', text: stoppedText(by) });
    throw new GateError('measure-interrupted', { signal: by, out: options.out }, { cause });
  }
}

const NOTHING_TO_VISIT = {
  what: 'The configuration declares no routes, so there is nothing to measure.',
  todo: 'Run `vitals-gate run` or `vitals-gate graphql check`: neither makes visits for GraphQL operations.',
};

/** With no page to visit, what operations cost is the whole run: it starts no Chrome. */
async function checkOperations(
  config: Config,
  { baseSha, event = null, out, repositoryUrl = null, pageUrl = null, ...options }: RunOptions,
): Promise<GateOutcome> {
  const baseRef = baseSha ?? baseOfEvent(event);
  const headSha = options.headSha ?? event?.headSha ?? null;
  const outcome = await checkGraphqlOf(config, {
    config: options.config,
    baseRef,
    headSha,
    isLabel: true,
    out,
    repositoryUrl,
    pageUrl,
  });
  return { ...outcome, ...commentOf(config) };
}

/** When and as which of several the report becomes a comment, as far as the configuration says. */
function commentOf({
  comment,
  commentKey,
}: Pick<RunRecord['config'], 'comment' | 'commentKey'>): Pick<GateOutcome, 'comment' | 'commentKey'> {
  return { ...(comment === undefined ? {} : { comment }), ...(commentKey === undefined ? {} : { commentKey }) };
}

function baseOfEvent(event: RunEvent | null): string | null {
  if (event?.kind === 'pull-request') return event.baseSha;
  return event?.kind === 'push' ? event.before : null;
}

/** The configuration under the policy that applies, checked to be decidable; and the options under both. */
async function askedOf<Options extends RunOptions>(given: Options) {
  const { config, options } = await sinceAnchor({ config: await configOf(given), options: given });
  return { config: await withMachineSpread(config, given.history ?? null), options };
}

async function configOf(options: RunOptions): Promise<Config> {
  const { policyAt: asked = null, contents = null } = options;
  const policy = asked === null ? null : await readPolicy(asked, { config: options.config, contents });
  const config = asAsked(selectRoutes(await loadConfig(options.config, { ...options, policy }), options), options);
  assertDecidable(rulesOf(config, options.blocks, false), config.deploys.base !== null);
  return withPrices(config, { contents });
}

/** What is asked for beside the file may only add measurements: no policy of base is weakened by it. */
function asAsked(config: Config, { measureIdentical = false }: RunOptions): Config {
  return measureIdentical ? { ...config, policy: { ...config.policy, measureIdentical } } : config;
}

/** Default number of blocks per campaign: the maximum of the default plan. */
const CALIBRATION_BLOCKS = 15;

/** Compares the base deploy with itself, and reports what its noise allows to detect. */
export async function runCalibration(
  { lanes, ...asked }: CalibrateOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<CalibrationInLanes[]> {
  const same = { headUrl: asked.baseUrl, headSha: asked.baseSha, lighthouse: 'never' } as const;
  const options: RunOptions = { ...asked, ...same, blocks: asked.blocks ?? CALIBRATION_BLOCKS };
  const loaded = selectRoutes(await loadConfig(options.config, { ...options, isHeadOptional: true }), options);
  const source = loaded.deploys.base ?? loaded.deploys.head;
  const counts = lanesToCalibrate(lanes, loaded.deciding.lanes);
  const config = withLanes({ ...loaded, deploys: { base: source, head: source } }, counts);
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      return calibrateLogs(await measureInLanes(stage, options, counts), stage.out);
    });
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new GateError('calibration-interrupted', { signal: causeOf(signal.reason), out: asked.out }, { cause });
  }
}

/** The same from the samples of a calibration that was made before. */
export async function recalibrate(folder: string): Promise<CalibrationInLanes[]> {
  return calibrateLogs(await readCalibration(folder), path.resolve(folder));
}

/** Judges a recorded run again: takes no configuration, network or Chrome, and writes what the run wrote. */
export async function judgeFolder(folder: string): Promise<GateOutcome> {
  const log = await readLog(folder);
  const { purpose, shard } = log.run;
  if (purpose !== 'gate') throw new GateError('only-a-calibration', { out: folder });
  if (shard !== undefined && shard.of > 1)
    throw new GateError('only-a-shard', { out: folder, index: shard.index, of: shard.of });
  const out = path.resolve(folder);
  await assertReplaceable(path.join(out, PAGE));
  return publish({ log, out });
}

/** Judges the samples of any number of jobs as one run. */
export async function runReport(options: ReportOptions): Promise<GateOutcome> {
  const { log, out } = await collectBlobs(options);
  const outcome = { ...(await publish({ log, out })), ...commentOf(log.run.config) };
  return options.isOfMain === true ? followMain(outcome, options.history ?? null) : outcome;
}
