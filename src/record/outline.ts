import type { LaterRecord } from '../model/record.ts';
import type { Evidence, Visit } from '../model/sample.ts';

/** Of a visit everything but what it measured: that stays in the file, and is read back campaign by campaign. */
export type OutlinedVisit = Omit<Visit, 'outcome'> & { readonly outcome: OutlinedOutcome };

type OutlinedOutcome =
  | { readonly status: 'measured'; readonly evidence: Pick<Evidence, 'refused'> }
  | { readonly status: 'failed'; readonly code: string };

/** A record as a run keeps it in memory. */
export type OutlinedRecord = Exclude<LaterRecord, Visit> | OutlinedVisit;

/** One value for nearly all visits, because a run keeps as many of them as it makes. */
const MEASURED: OutlinedOutcome = { status: 'measured', evidence: {} };

export function outlined(record: LaterRecord): OutlinedRecord {
  if (record.type !== 'visit') return record;
  return { ...record, outcome: outlinedOutcome(record.outcome) };
}

function outlinedOutcome(outcome: Visit['outcome']): OutlinedOutcome {
  if (outcome.status === 'failed') return { status: 'failed', code: outcome.code };
  const { refused } = outcome.evidence;
  return refused === undefined ? MEASURED : { status: 'measured', evidence: { refused } };
}
