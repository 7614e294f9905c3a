import type { BrokenBudget } from '../../../cause/find-causes.ts';
import { worstFirst, type RankedBudget } from '../../../cause/rank.ts';
import { isBlamed } from '../../../explain/broken-node.ts';
import type { Judgement } from '../../../judge/judge.ts';
import { parsePath } from '../../../model/breakdown.ts';
import { keyOf } from '../../../model/place.ts';
import { brokenPaths } from '../broken-paths.ts';

/** What head broke of what visits measure, in the order in which it is looked into. */
export function brokenBudgets({ campaigns, comparisons }: Judgement): BrokenBudget[] {
  return campaigns
    .flatMap((campaign) =>
      brokenPaths(campaign).flatMap((path): RankedBudget[] => {
        const metric = parsePath(path)?.[0];
        const comparison = comparisons.find((each) => keyOf(each) === keyOf(campaign) && each.metric === metric);
        const rows = campaign.findings.map(({ row }) => row).filter((row) => row.path === path);
        const isBlocking = rows.some((row) => row.verdict === 'fail' && isBlamed(row) && row.enforce === 'block');
        return comparison === undefined ? [] : [{ path, comparison, isBlocking }];
      }),
    )
    .toSorted(worstFirst)
    .map(({ path, comparison }) => ({ path, comparison }));
}
