import { createHash } from 'node:crypto';

import type { Result } from '../model/result.ts';
import { COMMENT_MARKER } from '../report/comment/comment.ts';
import type { RunId } from './context.ts';
import { redact } from '../text/redactor.ts';

/** What the first line of a published comment says of it, for machines. */
export interface Stamp {
  /** Which of several comments on a pull request this is; of plain characters; null for that of the default file. */
  readonly key: string | null;
  readonly run: RunId;
  /** Digest of the verdicts: two comments with one state say the same. */
  readonly state: string;
}

const START = COMMENT_MARKER.replace(/ ?-->$/, '');
const KEY = /[\w.~/-]{1,80}/.source;
const STAMP = new RegExp(`^${START} (?:key=(${KEY}) )?run=(\\d{1,15}) attempt=(\\d{1,6}) state=([0-9a-f]{16}) -->`);

/** The comment with its stamp in place of the bare marker. */
export function stamped(markdown: string, { key, run, state }: Stamp): string {
  const about = key === null ? START : `${START} key=${key}`;
  return redact(markdown).replace(
    COMMENT_MARKER,
    () => `${about} run=${run.id} attempt=${run.attempt} state=${state} -->`,
  );
}

/** Whether it is the comment of that key. Only the beginning counts: the marker may be quoted further down. */
export function hasMarker(body: string, key: string | null): boolean {
  if (key !== null) return body.startsWith(`${START} key=${key} `);
  return body === COMMENT_MARKER || (body.startsWith(`${START} `) && !body.startsWith(`${START} key=`));
}

/** Null if the comment carries none, or a broken one. */
export function stampOf(body: string): Stamp | null {
  const [, key = null, id, attempt, state] = STAMP.exec(body) ?? [];
  if (id === undefined || attempt === undefined || state === undefined) return null;
  return { key, run: { id: Number(id), attempt: Number(attempt) }, state };
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
