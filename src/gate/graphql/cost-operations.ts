import { checkGraphql, type GraphqlCheck } from '../../graphql/check/check.ts';
import { costRoutes } from '../../graphql/observed/route-costs.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { LaterRecord } from '../../model/record.ts';
import { isOwn } from '../run/shards.ts';
import type { Run } from '../run/run.ts';

/**
 * Costs every operation before the first visit: it takes seconds, and what is wrong with the files stops the run. Null
 * where no operations are gated. Of the jobs that share a run the first one records it.
 *
 * @throws GateError
 */
export async function costOperations({ config, deploys, log, observed, progress }: Run): Promise<GraphqlCheck | null> {
  if (config.graphql === null || observed === null) return null;
  const baseRef = deploys.base?.sha ?? null;
  const check = await checkGraphql(config.graphql, { baseRef, policy: config.policy, isLabel: true });
  progress.line(`GraphQL: ${check.comparisons.length} costs computed.`);
  const { comparisons, rows, notes, report } = check;
  if ((log.run.shard?.index ?? 1) === 1)
    append(log, comparisons, { type: 'graphql', rows: [...rows], notes: [...notes], report });
  return check;
}

/**
 * Costs what the routes really sent, once they have been visited. Each route is reported by its first condition only.
 */
export function costObserved({ config, log, observed }: Run, check: GraphqlCheck | null): void {
  if (config.graphql === null || observed === null || check === null || check.head === null) return;
  const { base, head } = check;
  const own = config.routes
    .filter(({ name, conditions }) => isOwn(log.run.shard ?? null, { route: name, condition: conditions[0] ?? '' }))
    .map(({ name }) => name);
  const budgets = config.graphql.budgets.filter(({ target }) => target.kind === 'route' && own.includes(target.name));
  const visits = observed.filter(({ route }) => own.includes(route));
  const { comparisons, rows, notes, problems } = costRoutes(visits, { base, head }, budgets, config.policy);
  append(log, comparisons, { type: 'graphql', rows: [...rows], notes: [...notes], report: { causes: [], problems } });
}

function append(
  log: Run['log'],
  comparisons: readonly Comparison[],
  rest: Extract<LaterRecord, { type: 'graphql' }>,
): void {
  for (const comparison of comparisons) log.append({ type: 'cost', comparison });
  log.append(rest);
}
