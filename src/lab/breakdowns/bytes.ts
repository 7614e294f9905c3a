import { capped, leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import { RESOURCE_TYPES } from '../../model/metrics/bytes.ts';
import type { ReadingOf } from '../../model/sample.ts';
import { stableSource } from '../../text/stable-path.ts';
import type { Transfer } from '../visit/transfers.ts';

/** Paths told apart of each type; the smallest of more are the remainder. */
const MOST_PATHS = 30;
const REST = 'other';

/**
 * What a page transferred, in bytes, as the sum over types of resources, and of each over paths: below the deploy's URL,
 * or with the origin where it is another's; content hashes replaced by `*`, so that two builds have the same parts. What
 * is asked for under one path several times is one part.
 */
export function bytesReading(transfers: readonly Transfer[], deployUrl: string): ReadingOf<'bytes'> {
  const parts = RESOURCE_TYPES.map((type) => {
    const own = transfers.filter((transfer) => transfer.type === type && transfer.bytes > 0);
    return capped(sumOf(type, paths(own, deployUrl)), MOST_PATHS, REST);
  });
  return { status: 'measured', breakdown: sumOf('bytes', parts) };
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
