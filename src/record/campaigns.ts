import { campaignOf, type Campaign } from '../model/campaign.ts';
import type { Attribution, Manifest } from '../model/attribution.ts';
import type { KnownSearch } from '../model/cause.ts';
import type { Comparison } from '../model/comparison.ts';
import type { GraphqlReport } from '../model/graphql.ts';
import { keyOf, type Place } from '../model/place.ts';
import type { RunRecord } from '../model/record.ts';
import type { Explanation } from '../model/report.ts';
import type { BudgetRow } from '../model/verdict.ts';
import type { CampaignRecord, Outline, RunLog } from './log.ts';

export { keyOf, type Place } from '../model/place.ts';

/** The campaigns of a run that were begun, in the order of the configuration: each is read when it is asked for. */
export function* campaignsOf(log: RunLog): Generator<Campaign> {
  for (const { name: route, conditions } of log.run.config.routes)
    for (const condition of conditions) {
      const campaign = campaignIn(log, { route, condition });
      if (campaign !== null) yield campaign;
    }
}

/**
 * One campaign as far as it is recorded; null if it has not begun. Records that are not written yet, such as its end,
 * may be passed as `unrecorded`. The time does not grow with the number of campaigns.
 */
export function campaignIn(log: RunLog, place: Place, unrecorded: readonly CampaignRecord[] = []): Campaign | null {
  return campaignFrom(log.run, place, [...log.recordsOf(place), ...unrecorded]);
}

function campaignFrom({ base }: RunRecord, place: Place, records: readonly CampaignRecord[]): Campaign | null {
  const { route, condition } = place;
  const visits = records.filter((record) => record.type === 'visit');
  const end = records.findLast((record) => record.type === 'campaign') ?? null;
  const freshEnd = records.findLast((record) => record.type === 'confirmation') ?? null;
  const identity = records.findLast((record) => record.type === 'identity')?.identity ?? null;
  if (visits.length === 0 && end === null) return null;
  return campaignOf({ route, condition, hasBase: base !== null, visits, end, freshEnd, identity });
}

/** Whether the run came to its end. */
export function isComplete({ later }: Outline): boolean {
  return later.some(({ type }) => type === 'end');
}

/** What was noticed before and during the run, in that order. */
export function noticesOf({ run, later }: Outline): string[] {
  return [...run.notices, ...later.flatMap((record) => (record.type === 'notice' ? [record.text] : []))];
}

/** What the run's GraphQL operations cost. */
export interface RecordedCosts {
  readonly comparisons: readonly Comparison[];
  readonly rows: readonly BudgetRow[];
  readonly notes: readonly string[];
  readonly report: GraphqlReport;
}

/** All costs of the run together; null if no operations are gated. */
export function costsOf({ later }: Outline): RecordedCosts | null {
  const parts = later.filter((record) => record.type === 'graphql');
  if (parts.length === 0) return null;
  const removed = parts.flatMap(({ report }) => report.removed ?? []);
  return {
    comparisons: later.flatMap((record) => (record.type === 'cost' ? [record.comparison] : [])),
    rows: parts.flatMap(({ rows }) => rows),
    notes: parts.flatMap(({ notes }) => notes),
    report: {
      ...parts.map(({ report: { folder } }) => (folder === undefined ? {} : { folder }))[0],
      causes: parts.flatMap(({ report }) => report.causes),
      problems: parts.flatMap(({ report }) => report.problems),
      ...(removed.length === 0 ? {} : { removed }),
    },
  };
}

/** Lighthouse's words, by `keyOf`. */
export function explanationsOf({ later }: Outline): Map<string, Explanation> {
  return new Map(
    later.flatMap((record) => (record.type === 'explanation' ? [[keyOf(record), record.explanation] as const] : [])),
  );
}

/** Why budgets are broken; the last of each is what holds. */
export function searchesOf({ later }: Outline): KnownSearch[] {
  const searches = later.flatMap((record) => (record.type === 'causes' ? [record.search] : []));
  return [...new Map(searches.map((search) => [JSON.stringify([keyOf(search), search.path]), search])).values()];
}

/** Which commits broke each budget. */
export function attributionsOf({ later }: Outline): Attribution[] {
  return later.flatMap((record) => (record.type === 'attribution' ? [record.attribution] : []));
}

/** What changed from base to head; null if the history is not known. */
export function manifestOf({ later }: Outline): Manifest | null {
  return later.findLast((record) => record.type === 'manifest')?.manifest ?? null;
}
