import type { Answer } from '../model/answers.ts';
import type { MeasuredBecause } from '../model/identity.ts';
import { headerDifference, valuesOf } from './headers.ts';

/** In what two answers to the same request differ, or that this cannot be said. */
export interface Difference {
  readonly because: Extract<MeasuredBecause, 'differs' | 'unreadable'>;
  readonly what: string;
}

/** Redirects, and what has no body by its status (RFC 9110, section 15): no page can read any of it. */
const WITHOUT_BODY = new Set([204, 205, 301, 302, 303, 304, 307, 308]);

export function hasReadableBody({ status }: Pick<Answer, 'status'>): boolean {
  return !WITHOUT_BODY.has(status);
}

/** The first difference of two answers; null if there is none, or none but what a replay settles (`isForReplay`). */
export function differenceBetween(base: Answer, head: Answer): Difference | null {
  if (base.status !== head.status) return differs('status');
  if (base.kind !== head.kind) return differs('kind');
  const header = headerDifference(base.headers, head.headers);
  return header === null ? bodyDifference(base, head) : differs(header);
}

/** Whether it is a GET that the deploy answered, so that it can be sent again without Chrome. Early hints are no answer. */
export function isRepeatable({ method, isSameOrigin, status }: Answer): boolean {
  return method === 'GET' && isSameOrigin && status >= 200;
}

/** Whether an interaction may have led to it, and it answers as what changed something does: with no body that may be stored. */
export function mayHaveChanged({ isAfterInput, status, headers }: Answer): boolean {
  if (!isAfterInput) return false;
  const isStored = !/\bno-store\b/i.test(valuesOf(headers, 'cache-control').join());
  return !hasReadableBody({ status }) || !isStored || valuesOf(headers, 'set-cookie').length > 0;
}

/** Whether Chrome did not keep the bodies of both, so that only a replay can compare them. */
export function isForReplay(base: Answer, head: Answer): boolean {
  return isRepeatable(base) && isRepeatable(head) && (base.body === null || head.body === null);
}

function bodyDifference(base: Answer, head: Answer): Difference | null {
  if (base.body !== null && head.body !== null) {
    if (base.body.stable !== head.body.stable) return differs('body');
    return isSameLength(base, head) ? null : differs('header content-length');
  }
  return isForReplay(base, head) ? null : { because: 'unreadable', what: 'body' };
}

/** Compressed lengths of bodies that differ in hashes only may differ by so much. */
const LENGTH_TOLERANCE = { bytes: 100, share: 0.02 };

/** Whether the same body is sent in as many bytes: how well it is compressed is a part of how fast it loads. */
export function isCloseInSize(base: number, head: number): boolean {
  const { bytes, share } = LENGTH_TOLERANCE;
  return Math.abs(head - base) <= Math.max(bytes, share * Math.min(base, head));
}

/** Equal bodies have equal lengths, those of two builds nearly equal ones. A length that only one side says is none. */
function isSameLength(base: Answer, head: Answer): boolean {
  const [onBase, onHead] = [base, head].map(({ headers }) => valuesOf(headers, 'content-length')[0]);
  if (onBase === undefined || onHead === undefined || onBase === onHead) return true;
  return isCloseInSize(Number(onBase), Number(onHead));
}

function differs(what: string): Difference {
  return { because: 'differs', what };
}
