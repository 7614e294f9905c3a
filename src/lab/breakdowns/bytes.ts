import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import { RESOURCE_TYPES } from '../../model/metrics/bytes.ts';
import type { ReadingOf } from '../../model/sample.ts';
import { stableSource } from '../../text/stable-path.ts';
import { stripQuery } from '../../text/strip-query.ts';
import type { VisitContext } from './evidence.ts';
import type { Transfer } from '../visit/transfers.ts';

/** Paths told apart of each type, as many as a comparison tells apart beside the remainder of the smallest. */
const MOST_PATHS = 199;
const REST = 'other';

/**
 * What a page transferred, in bytes, as the sum over types of resources, and of each over paths: below the deploy's URL,
 * or with the origin where it is another's; content hashes replaced by `*`, so that two builds have the same parts. What
 * is asked for under one path several times is one part. `budgeted`: the paths that budgets name, as a breakdown has them:
 * they are told apart however small they are, because a visit that has them in the remainder would lack them.
 */
export function bytesReading(
  transfers: readonly Transfer[],
  deployUrl: string,
  budgeted: readonly (readonly string[])[] = [],
): ReadingOf<'bytes'> {
  const parts = RESOURCE_TYPES.map((type) => {
    const own = transfers.filter((transfer) => transfer.type === type && transfer.bytes > 0);
    const named = budgeted.flatMap(([metric, of, path]) => (metric === 'bytes' && of === type && path ? [path] : []));
    return told(type, paths(own, deployUrl), new Set(named));
  });
  return { status: 'measured', breakdown: sumOf('bytes', parts) };
}

/** What a visit's transfer size lacks, in sentences. */
export function bytesNotes(around: Pick<VisitContext, 'transfers' | 'hasServiceWorker'>): string[] {
  const notes: string[] = [];
  const unknown = around.transfers.filter(({ isBodyUnknown }) => isBodyUnknown);
  const [first] = unknown;
  if (first !== undefined) {
    const more = unknown.length === 1 ? '' : ` and ${unknown.length - 1} more`;
    notes.push(
      `The transfer size has only the headers of ${stripQuery(first.url)}${more}: Chrome does not say how long the body was.`,
    );
  }
  if (around.hasServiceWorker)
    notes.push('The page has a service worker: what that requests by itself is not in the transfer size.');
  return notes;
}

/** The parts of a type: those that are named, the largest, and the rest as one. */
function told(type: string, parts: readonly Breakdown[], named: ReadonlySet<string>): Breakdown {
  const room = MOST_PATHS - parts.filter(({ id }) => named.has(id)).length;
  const small = new Set(parts.filter(({ id }) => !named.has(id)).slice(Math.max(0, room)));
  const kept = parts.filter((part) => !small.has(part));
  const rest = sumOf(REST, [...small]).value;
  return sumOf(type, rest === 0 ? kept : [...kept, leaf(REST, rest)]);
}

/** The largest first. */
function paths(transfers: readonly Transfer[], deployUrl: string): Breakdown[] {
  const sums = new Map<string, number>();
  for (const { url, bytes } of transfers) {
    const path = stableSource(url, deployUrl);
    sums.set(path, (sums.get(path) ?? 0) + bytes);
  }
  return [...sums].map(([path, sum]) => leaf(path, sum)).toSorted((one, other) => other.value - one.value);
}
