import type { CostShare } from '../../model/graphql.ts';

/** A share, and its amount with lists without bound counted as very long ones. */
export interface WeighedShare {
  readonly share: CostShare;
  readonly weight: number;
}

/** The same line of a schema makes many operations dearer: their shares are one. */
export function together(shares: readonly WeighedShare[], whole: number): CostShare[] {
  const groups = Map.groupBy(shares, ({ share: { by, coordinate, where } }) => JSON.stringify([by, coordinate, where]));
  const sums = Array.from(groups.values(), sumOfShares).flat();
  const size = Number.isFinite(whole) ? Math.abs(whole) : sums.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  return largestFirst(
    sums.map(({ share, weight }) => ({
      weight,
      share: { ...share, fraction: size === 0 ? 0 : Math.abs(weight) / size },
    })),
  );
}

/** None of nothing. */
function sumOfShares(group: readonly WeighedShare[]): WeighedShare[] {
  const [first] = group;
  if (first === undefined) return [];
  const weight = group.reduce((sum, each) => sum + each.weight, 0);
  const isFinite = group.every(({ share }) => share.amount !== null);
  return [{ weight, share: { ...first.share, amount: isFinite ? weight : null } }];
}

export function largestFirst(shares: readonly WeighedShare[]): CostShare[] {
  return shares.map(({ share }) => share).toSorted((one, other) => other.fraction - one.fraction);
}
