import { availableParallelism } from 'node:os';

import type { Config } from '../../model/config.ts';
import { CORES_FOR_TWO_LANES, type LaneSetting } from '../../model/lanes.ts';
import type { RunLog } from '../../record/log.ts';
import { TWO_LANES } from '../../record/read.ts';
import type { RunOptions } from '../options.ts';
import { campaignLoops, measure } from './measure.ts';
import { begin, type Stage } from './open.ts';
import type { Run } from './run.ts';
import { runTasks } from './schedule.ts';
import { campaignsIn } from './shards.ts';

/** In how many lanes to measure: those that were asked for, else those that a run here may have. */
export function lanesToCalibrate(
  asked: readonly (1 | 2)[] | null,
  setting: LaneSetting,
  cores = availableParallelism(),
): readonly (1 | 2)[] {
  if (asked !== null) return asked;
  return setting !== 1 && cores >= CORES_FOR_TWO_LANES ? [1, 2] : [1];
}

/** The configuration under which Chrome is opened once for each of these lanes. */
export function withLanes(config: Config, counts: readonly (1 | 2)[]): Config {
  return { ...config, deciding: { ...config.deciding, lanes: counts.includes(2) ? 2 : 1 } };
}

/** Measures every campaign in each number of lanes; their records, in this order. */
export async function measureInLanes(
  stage: Stage,
  options: RunOptions,
  counts: readonly (1 | 2)[],
): Promise<readonly RunLog[]> {
  const logs: RunLog[] = [];
  for (const [index, lanes] of counts.entries()) {
    const run = await begin(stage, options, 'calibration', { lanes, ...(index > 0 && { file: TWO_LANES }) });
    if (counts.length > 1) stage.progress.line(lanes === 1 ? 'In one lane:' : 'In two lanes:');
    await (lanes === 1 ? measure(run) : measureInCompany(run));
    run.log.append({ type: 'end' });
    logs.push(run.log);
  }
  return logs;
}

/** Measures every campaign while the next one is visited, so that all of its visits have company, to the last. */
async function measureInCompany(run: Run): Promise<void> {
  const campaigns = campaignsIn(run.config, null);
  for (const [index, task] of campaignLoops(run, null).entries()) {
    const next = campaigns[(index + 1) % campaigns.length];
    if (next === undefined) throw new Error('there is a campaign');
    await inCompany(
      () => run.lanes.share(() => run.lab.visit(next.route, next.condition, run.deploys.head, { lane: 1 })),
      () => runTasks([task], { limitMs: null }),
    );
  }
}

/** Runs the body while visits that are not recorded are made, one after the other. Resolves or rejects when both have ended. */
async function inCompany(visit: () => Promise<unknown>, body: () => Promise<unknown>): Promise<void> {
  const state = { isOver: false };
  const company = async (): Promise<void> => {
    while (!state.isOver) await visit();
  };
  const ended = await Promise.allSettled([body().finally(() => (state.isOver = true)), company()]);
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}
