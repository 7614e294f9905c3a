import { createHash } from 'node:crypto';

import type { Result } from '../model/result.ts';
import { COMMENT_MARKER } from '../report/comment.ts';
import type { RunId } from './context.ts';

/** What the first line of a published comment says of it, for machines. */
export interface Stamp {
  readonly run: RunId;
  /** Digest of the verdicts: two comments with one state say the same. */
  readonly state: string;
}

const START = COMMENT_MARKER.replace(/ ?-->$/, '');
const STAMP = /^<!-- vitals-gate run=(\d{1,15}) attempt=(\d{1,6}) state=([0-9a-f]{16}) -->/;

/** The comment with its stamp in place of the bare marker. */
export function stamped(markdown: string, { run, state }: Stamp): string {
  return markdown.replace(COMMENT_MARKER, `${START} run=${run.id} attempt=${run.attempt} state=${state} -->`);
}

/** Only the beginning counts: the marker may be quoted further down. */
export function hasMarker(body: string): boolean {
  return body === COMMENT_MARKER || body.startsWith(`${START} `);
}

/** Null where the comment carries none, or a broken one. */
export function stampOf(body: string): Stamp | null {
  const [, id, attempt, state] = STAMP.exec(body) ?? [];
  if (id === undefined || attempt === undefined || state === undefined) return null;
  return { run: { id: Number(id), attempt: Number(attempt) }, state };
}

/** Whether `one` is a later run, or a later attempt of the same, than `other`. */
export function isNewer(one: RunId, other: RunId): boolean {
  return one.id > other.id || (one.id === other.id && one.attempt > other.attempt);
}

/** The verdict and the verdict of every budget, digested; not the numbers, which differ from run to run. */
export function stateOf({ verdict, budgets }: Result): string {
  const rows = budgets.map((row) => [row.route, row.condition, row.path, row.kind, row.verdict, row.reason]);
  return createHash('sha256')
    .update(JSON.stringify([verdict, rows]))
    .digest('hex')
    .slice(0, 16);
}
