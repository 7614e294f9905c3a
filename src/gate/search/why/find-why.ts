import { findCauses, type BrokenBudget } from '../../../cause/find-causes.ts';
import { worstFirst } from '../../../cause/rank.ts';
import type { GraphqlCheck } from '../../../graphql/check/check.ts';
import type { Judgement } from '../../../judge/judge.ts';
import { parsePath } from '../../../model/breakdown.ts';
import { keyOf } from '../../../model/place.ts';
import type { RunOptions } from '../../options.ts';
import type { Run } from '../../run/run.ts';
import { brokenPaths } from '../broken-paths.ts';
import { keepDiagnosis } from './diagnostics-folder.ts';
import { diagnoseCampaign } from './diagnose-campaign.ts';
import { Locator } from './locator.ts';
import { operationsOfRoute } from './route-costs.ts';

/** Whether and how a reason is looked for. */
export type Explaining = Pick<RunOptions, 'explain' | 'sourceMaps'>;

/**
 * Records why each budget is broken that head broke. Diagnostic visits to both sides show it: of broken routes only, the
 * worst one first, while there is time. What made a cost grow needs no visit, and is told by the
 * report.
 *
 * @param costs null where no operations are gated
 */
export async function findWhy(
  run: Run,
  judgement: Judgement,
  { explain = 'never', sourceMaps = null }: Explaining,
  costs: GraphqlCheck | null,
): Promise<void> {
  const { config, deploys, signal, log, progress } = run;
  if (explain === 'never' || deploys.base === null) return;
  const deadline = performance.now() + config.explain.maxMs;
  const locator = new Locator(run, sourceMaps ?? config.sourceMaps);
  const campaigns = Map.groupBy(brokenBudgets(judgement), ({ comparison }) => keyOf(comparison));
  for (const [worst, ...others] of campaigns.values()) {
    if (worst === undefined) continue;
    signal.throwIfAborted();
    const place = { route: worst.comparison.route, condition: worst.comparison.condition };
    const diagnosed = await diagnoseCampaign(run, place, deadline);
    if ('why' in diagnosed) {
      const text = `Why ${place.route} · ${place.condition} got worse was not looked into: ${diagnosed.why}.`;
      log.append({ type: 'notice', text });
      progress.line(text);
      continue;
    }
    await keepDiagnosis(run, diagnosed.diagnosis);
    const commits = { base: deploys.base.sha, head: deploys.head.sha };
    const asked = operationsOfRoute(costs, run.observed ?? [], place.route);
    for (const broken of [worst, ...others]) {
      const found = findCauses({ ...broken, ...asked }, diagnosed.diagnosis, commits);
      log.append({ type: 'causes', search: await locator.known(found, diagnosed) });
    }
  }
}

/** What head broke of what visits measure, the worst first. */
function brokenBudgets({ campaigns, comparisons }: Judgement): BrokenBudget[] {
  return campaigns
    .flatMap((campaign) =>
      brokenPaths(campaign).flatMap((path): BrokenBudget[] => {
        const metric = parsePath(path)?.[0];
        const comparison = comparisons.find((each) => keyOf(each) === keyOf(campaign) && each.metric === metric);
        return comparison === undefined ? [] : [{ path, comparison }];
      }),
    )
    .toSorted(worstFirst);
}
