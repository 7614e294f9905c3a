import type { Answer } from '../model/answers.ts';
import type { MeasuredBecause } from '../model/identity.ts';
import { headerDifference, valuesOf, type Headers } from './headers.ts';

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
  if ((base.protocol ?? null) !== (head.protocol ?? null)) return differs('protocol');
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
/** The same of equal bodies that a server compresses with each answer: it cuts them elsewhere each time. */
const CUT_BYTES = 64;

/** A body as it was sent. */
export interface SentBody {
  /** Of the decoded body; undefined: unknown. */
  readonly raw: string | undefined;
  readonly bytes: number;
  /** Whether its length was known before it was sent. */
  readonly isDeclared: boolean;
}

/** Whether the same body is sent in as many bytes: how well it is compressed is a part of how fast it loads. */
export function isSentAlike(base: SentBody, head: SentBody): boolean {
  const more = Math.abs(head.bytes - base.bytes);
  if (base.raw !== undefined && base.raw === head.raw)
    return more <= (base.isDeclared || head.isDeclared ? 0 : CUT_BYTES);
  const { bytes, share } = LENGTH_TOLERANCE;
  return more <= Math.max(bytes, share * Math.min(base.bytes, head.bytes));
}

/** A length that only one side says is none. */
function isSameLength(base: Answer, head: Answer): boolean {
  const [onBase, onHead] = [declaredLength(base.headers), declaredLength(head.headers)];
  if (onBase === null || onHead === null) return true;
  const isDeclared = true;
  return isSentAlike(
    { raw: base.body?.raw, bytes: onBase, isDeclared },
    { raw: head.body?.raw, bytes: onHead, isDeclared },
  );
}

export function declaredLength(headers: Headers): number | null {
  const [length] = valuesOf(headers, 'content-length');
  return length === undefined ? null : Number(length);
}

function differs(what: string): Difference {
  return { because: 'differs', what };
}
