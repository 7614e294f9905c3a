import type { GraphqlCheck } from '../../graphql/check/check.ts';
import { count } from '../../report/words/format.ts';
import { costObserved, costOperations } from '../graphql/cost-operations.ts';
import { CampaignLoop } from './campaign-loop.ts';
import { Pace } from './pace.ts';
import type { Preparation } from './preparation.ts';
import type { Run } from './run.ts';
import { runTasks } from './schedule.ts';
import { campaignsIn } from './shards.ts';
import { allOf, Survey } from './survey.ts';
import { discardAll, serverLost, proofOf } from './deploy-proof.ts';
import { warmDeploys } from './wake-deploys.ts';

/**
 * Measures between two proofs that each deploy serves the commit of its label. Without them the samples cannot be
 * judged.
 * Returns what GraphQL operations cost; null where none are gated.
 */
export async function measureProven(run: Run): Promise<GraphqlCheck | null> {
  const { config, deploys, log, signal } = run;
  const costs = await costOperations(run);
  const proof = await proofOf(config, deploys, signal);
  if (proof.doubt !== null) {
    discardAll(run, proof.doubt);
  } else {
    await warmDeploys(run);
    await measure(run);
    const doubt = (await serverLost(deploys)) ?? (await proof.again());
    if (doubt !== null) discardAll(run, doubt);
  }
  costObserved(run, costs);
  // Not before: a run that is stopped during the second proof does not know what it measured.
  log.append({ type: 'end' });
  return costs;
}

/** Measures every route under each of its conditions. The caller records the end. */
export async function measure(run: Run): Promise<void> {
  const { config, log, progress, lanes } = run;
  const { maxMinutes } = config.deciding;
  const limitMs = maxMinutes === null ? null : maxMinutes * 60_000;
  const expired = await runTasks(campaignLoops(run, limitMs), { limitMs, lanes: lanes.count });
  if (expired.length > 0) {
    const text = `The run’s time (max-minutes: ${maxMinutes}) ran out before ${count(expired.length, 'campaign')} could be decided: ${shortList(expired)}.`;
    log.append({ type: 'notice', text });
    progress.line(text);
  }
}

/** The campaigns of a run, which warm up together and share its time. */
export function campaignLoops(run: Run, limitMs: number | null): CampaignLoop[] {
  const { config, log, progress, lanes } = run;
  const pace = new Pace(limitMs, lanes.count);
  const survey = new Survey<Preparation>({
    announce: (batch) => progress.line(warmUpText(batch)),
    identify: (batch) => identify(run, batch),
  });
  const loops = campaignsIn(config, log.run.shard ?? null).map(
    ({ route, condition }) => new CampaignLoop(run, { survey, pace }, route, condition),
  );
  survey.expect(loops.map(({ preparation }) => preparation));
  pace.expect(loops);
  return loops;
}

/** No page is open meanwhile, because response times are compared. */
async function identify({ openReplays }: Run, batch: readonly Preparation[]): Promise<void> {
  const replays = openReplays?.();
  if (replays === undefined) return;
  await allOf(batch.map((each) => each.identify(replays)));
}

function warmUpText(batch: readonly Preparation[]): string {
  return `Warming up ${shortList(batch.map(({ name }) => name))}.`;
}

const MOST_NAMES = 10;

function shortList(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
