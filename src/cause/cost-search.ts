import { jsonNumber, nodeAt, parsePath } from '../model/breakdown.ts';
import type { CauseSearch, FoundCause } from '../model/cause.ts';
import type { CostShare } from '../model/graphql.ts';
import type { BrokenBudget } from './find-causes.ts';
import { fact, subject } from './finding.ts';
import { isMore } from './graphql.ts';
import { byRank } from './rank.ts';
import { LEAST_SHARE } from './weigh.ts';

const MOST_SHARES = 10;

/** Why a budget on a cost is broken: what made it grow. Costs are exact, so that no visit has to show it again. */
export function costSearch({ path, comparison, costs = [] }: BrokenBudget): CauseSearch {
  const { route, condition, metric, unit, base, head, difference } = comparison;
  const segments = parsePath(path) ?? [];
  const change = difference === null ? 0 : (nodeAt(difference, segments)?.value ?? difference.value);
  const about = { route, condition, path };
  if (!(change > 0)) return { ...about, reproduced: true, causes: [] };
  const finite = Number.isFinite(change) ? change : null;
  const shares = costs.filter((cost) => cost.metric === metric).flatMap((cost) => cost.shares.filter(isMore));
  const causes = shares.slice(0, MOST_SHARES).map((share): FoundCause => ({
    id: 'graphql-cost-grown',
    ...about,
    metric,
    unit,
    part: segments.slice(0, 1),
    change: finite,
    partChange: finite,
    amount: share.amount,
    share: finite === null ? null : Math.min(1, share.fraction),
    because: share.fraction >= LEAST_SHARE,
    facts: [fact('cost', base === null ? null : jsonNumber(base.value), jsonNumber(head.value))],
    places: share.where === null ? [] : [{ kind: 'source', role: 'operation', where: share.where }],
    subject: subject({ name: nameOf(share) ?? route }),
  }));
  return { ...about, reproduced: true, causes: causes.toSorted(byRank) };
}

function nameOf({ by, path, coordinate }: CostShare): string | null {
  return by === 'document' ? (path ?? coordinate) : coordinate;
}
