import type { Config } from '../../model/config.ts';
import type { Condition, Route } from '../../model/route.ts';
import type { RecordedShard, Shard } from '../../model/shard.ts';
import type { Place } from '../../record/campaigns.ts';

/** The expected size of a page, kbit, and a visit's time besides the page's own, ms. Only their proportions matter. */
const PAGE_KBIT = 2000;
const OVERHEAD_MS = 1000;
const ROUND_TRIPS = 6;
const SCRIPT_MS = 150;
const STEP_MS = 700;

/** What one visit is expected to take, ms: from the configuration alone, so that every shard expects the same. */
function expectedVisitMs({ interactions, session }: Route, condition: Condition): number {
  const network = ROUND_TRIPS * condition.rttMs + (1000 * PAGE_KBIT) / condition.downKbps;
  const steps = interactions.length + (session?.setup.length ?? 0) / 4;
  return Math.round(OVERHEAD_MS + network + condition.cpuSlowdown * SCRIPT_MS + steps * STEP_MS);
}

interface Campaign extends Place {
  readonly costMs: number;
}

/** Every route under each of its conditions, in the order of the configuration. */
function campaignsOf({ routes, conditions }: Pick<Config, 'routes' | 'conditions'>): Campaign[] {
  return routes.flatMap((route) =>
    conditions
      .filter(({ name }) => route.conditions.includes(name))
      .map((condition) => ({
        route: route.name,
        condition: condition.name,
        costMs: expectedVisitMs(route, condition),
      })),
  );
}

/**
 * The campaigns of a shard. The dearest first, each goes to the shard that has the least so far (longest processing time
 * first, Graham 1969: no shard takes more than 4/3 of the best split); equal ones in the order of the configuration, to
 * the first shard. A function of the configuration alone: every job of the matrix comes to the same split.
 */
export function shardOf(config: Pick<Config, 'routes' | 'conditions'>, { index, of }: Shard): RecordedShard {
  const loads = Array.from({ length: of }, () => 0);
  const own = new Set<Campaign>();
  const campaigns = campaignsOf(config);
  for (const campaign of campaigns.toSorted((one, other) => other.costMs - one.costMs)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + campaign.costMs;
    if (least === index - 1) own.add(campaign);
  }
  const places = campaigns.filter((campaign) => own.has(campaign));
  return { index, of, campaigns: places.map(({ route, condition }) => ({ route, condition })) };
}

/** What this job measures: every route under each of its conditions, in the order of the configuration. */
export function campaignsIn(
  { routes, conditions }: Pick<Config, 'routes' | 'conditions'>,
  shard: RecordedShard | null,
): { readonly route: Route; readonly condition: Condition }[] {
  return routes.flatMap((route) =>
    conditions
      .filter(({ name: condition }) => route.conditions.includes(condition))
      .filter(({ name: condition }) => isOwn(shard, { route: route.name, condition }))
      .map((condition) => ({ route, condition })),
  );
}

/** Whether this job measures a campaign; without shards it measures all of them. */
export function isOwn(shard: RecordedShard | null, place: Place): boolean {
  return (
    shard === null ||
    shard.campaigns.some(({ route, condition }) => route === place.route && condition === place.condition)
  );
}

/** What a job says of its part before it begins. */
export function describeShard({ index, of, campaigns }: RecordedShard): string {
  const names = campaigns.map(({ route, condition }) => `${route} · ${condition}`);
  return `Shard ${index} of ${of}: ${names.length === 0 ? 'there is nothing left for it' : names.join(', ')}.`;
}
