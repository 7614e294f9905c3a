import { readRequests } from '../../../graphql/observed/requests.ts';
import type { CostCause } from '../../../model/graphql.ts';
import { costsOf } from '../../../record/campaigns.ts';
import type { Run } from '../../run/run.ts';

/** What made the GraphQL operations cost more that a route sends: as far as its first visits showed which these are. */
export function costsOfRoute({ log, observed }: Run, route: string): CostCause[] {
  const causes = costsOf(log)?.report.causes ?? [];
  const own = causes.filter((cause) => cause.condition === 'route' && cause.route === route);
  if (own.length > 0) return own;
  const exchanges = (observed ?? []).filter((visit) => visit.route === route).flatMap((visit) => visit.exchanges);
  const sent = new Set(exchanges.flatMap(readRequests).map(({ operationName }) => operationName));
  return causes.filter((cause) => cause.condition === 'operation' && sent.has(cause.route));
}
