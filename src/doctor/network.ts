import type { Config } from '../model/config.ts';
import { SIDES, type Side } from '../model/deploy.ts';
import { inTime, ok, type Finding } from './check.ts';
import { unread } from './judge/config.ts';
import { judgeDeploy } from './judge/deploys.ts';
import { judgeHistory, withoutRepository, type HistoryFacts } from './judge/git.ts';
import { judgePermissions } from './judge/permissions.ts';
import { judgeProof } from './judge/proof.ts';
import { needsHistory, needsOf } from './known.ts';
import type { DeployQuestion } from './probe/deploys.ts';
import { LIMITS, type Asked, type Stage } from './stage.ts';

/** What is asked of origin, of GitHub and of the deploys. The proof is asked of those deploys that answer. */
export function networkChecks(asked: Asked): { readonly stage: Stage; readonly proof: () => Promise<Finding> } {
  const { known, place, probes } = asked;
  const { config, context, event, git, refusal } = known;
  const isNeeded = needsHistory(config);
  const history = 'cause' in git ? null : probes.askHistory(git, event);
  const [base, head] = SIDES.map((side) => deployCheck(side, asked, history));
  const stage: Stage = {
    history: inTime(LIMITS.network, async () =>
      history === null ? withoutRepository(isNeeded) : judgeHistory(await history, isNeeded),
    ),
    permissions: inTime(LIMITS.network, async () => {
      const request = { context, env: place.env, needs: needsOf(config, event) };
      return refusal ?? judgePermissions(await probes.askPermissions(request));
    }),
    ...(base && { base }),
    ...(head && { head }),
  };
  return { stage, proof: () => proofCheck(asked, history, stage) };
}

type History = Promise<HistoryFacts> | null;

function deployCheck(side: Side, asked: Asked, history: History): Promise<Finding> {
  const { config } = asked.known;
  return inTime(LIMITS.network, async (signal) => {
    if (config === null) return unread();
    if (config.routes.length === 0) return ok(NOT_VISITED);
    return judgeDeploy(await asked.probes.askDeploy(await questionOf(config, side, asked, history, signal)));
  });
}

const NOT_VISITED = 'The configuration has no routes, so deploys are not visited.';

async function proofCheck(asked: Asked, history: History, stage: Stage): Promise<Finding> {
  const { config } = asked.known;
  if (config === null) return unread();
  if (config.routes.length === 0) return ok(NOT_VISITED);
  return inTime(LIMITS.proof, async (signal) => {
    const questions: DeployQuestion[] = [];
    for (const side of SIDES)
      if ((await stage[side])?.status === 'ok') questions.push(await questionOf(config, side, asked, history, signal));
    return judgeProof(await asked.probes.askProof(config, questions));
  });
}

async function questionOf(
  config: Config,
  side: Side,
  { known: { context, event, git }, place: { env }, probes }: Asked,
  history: History,
  signal: AbortSignal,
): Promise<DeployQuestion> {
  const sha = event === null ? null : side === 'head' ? event.headSha : ((await history)?.base ?? null);
  return { config, side, sha, event, git, env, signal, environments: probes.environmentsOf(context, env) };
}
