import { campaignOf, type Campaign, type CampaignEnd } from '../model/campaign.ts';
import type { Attribution, Manifest } from '../model/attribution.ts';
import type { Comparison } from '../model/comparison.ts';
import type { GraphqlReport } from '../model/graphql.ts';
import { keyOf } from '../model/place.ts';
import type { LaterRecord } from '../model/record.ts';
import type { Explanation } from '../model/report.ts';
import type { Visit } from '../model/sample.ts';
import type { BudgetRow } from '../model/verdict.ts';
import type { RunLog } from './log.ts';

export { keyOf, type Place } from '../model/place.ts';

/** The campaigns of a run that were begun, in the order of the configuration. */
export function campaignsOf({ run, later }: RunLog): Campaign[] {
  const visits = Map.groupBy(later.filter(isVisit), keyOf);
  const ends = new Map(later.filter(isEnd).map((end) => [keyOf(end), end]));
  const freshEnds = new Map(later.filter(isFreshEnd).map((end) => [keyOf(end), end]));
  return run.config.routes.flatMap(({ name: route, conditions }) =>
    conditions.flatMap((condition): Campaign[] => {
      const key = keyOf({ route, condition });
      const made = visits.get(key) ?? [];
      const end: CampaignEnd | null = ends.get(key) ?? null;
      if (made.length === 0 && end === null) return [];
      const freshEnd = freshEnds.get(key) ?? null;
      return [campaignOf({ route, condition, hasBase: run.base !== null, visits: made, end, freshEnd })];
    }),
  );
}

/** Whether the run came to its end. */
export function isComplete({ later }: RunLog): boolean {
  return later.some(({ type }) => type === 'end');
}

/** What was noticed before and during the run, in that order. */
export function noticesOf({ run, later }: RunLog): string[] {
  return [...run.notices, ...later.flatMap((record) => (record.type === 'notice' ? [record.text] : []))];
}

/** What the run's GraphQL operations cost. */
export interface RecordedCosts {
  readonly comparisons: readonly Comparison[];
  readonly rows: readonly BudgetRow[];
  readonly notes: readonly string[];
  readonly report: GraphqlReport;
}

/** All costs of the run together; null where no operations are gated. */
export function costsOf({ later }: RunLog): RecordedCosts | null {
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
export function explanationsOf({ later }: RunLog): Map<string, Explanation> {
  return new Map(
    later.flatMap((record) => (record.type === 'explanation' ? [[keyOf(record), record.explanation] as const] : [])),
  );
}

/** Which commits broke each budget. */
export function attributionsOf({ later }: RunLog): Attribution[] {
  return later.flatMap((record) => (record.type === 'attribution' ? [record.attribution] : []));
}

/** What changed from base to head; null where the history is not known. */
export function manifestOf({ later }: RunLog): Manifest | null {
  return later.findLast((record) => record.type === 'manifest')?.manifest ?? null;
}

function isVisit(record: LaterRecord): record is Visit {
  return record.type === 'visit';
}

function isEnd(record: LaterRecord): record is Extract<LaterRecord, { type: 'campaign' }> {
  return record.type === 'campaign';
}

function isFreshEnd(record: LaterRecord): record is Extract<LaterRecord, { type: 'confirmation' }> {
  return record.type === 'confirmation';
}
