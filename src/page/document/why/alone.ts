import { seenVisit } from '../../../cause/seen-visit.ts';
import { SIDES, type Side } from '../../../model/deploy.ts';
import type { Diagnosis, DiagnosedRequest } from '../../../model/diagnosis.ts';

type Requests = ReadonlyMap<string, DiagnosedRequest>;

/**
 * Which requests only one of two diagnostic visits makes, by their index in it: none where a side was not visited. Names
 * that a build gives to its files do not count.
 *
 * @param shas of both commits
 */
export function aloneIn(diagnosis: Diagnosis, shas: readonly string[]): Readonly<Record<Side, readonly number[]>> {
  const [base, head] = SIDES.map((side) => diagnosis.visits.find((visit) => visit.side === side));
  if (base === undefined || head === undefined) return { base: [], head: [] };
  const before: Requests = seenVisit(base, diagnosis.base ?? '', shas).requests;
  const after: Requests = seenVisit(head, diagnosis.head, shas).requests;
  return { base: missing(before, after, base.requests), head: missing(after, before, head.requests) };
}

function missing(own: Requests, other: Requests, all: readonly DiagnosedRequest[]): number[] {
  return [...own].flatMap(([key, request]) => (other.has(key) ? [] : [all.indexOf(request)]));
}
