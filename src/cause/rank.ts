import type { FoundCause } from '../model/found-cause.ts';

/**
 * The order of the causes of a budget: reasons before what also changed, then the larger share.
 *
 * @param isInChange whether a place of the cause is in a changed hunk, which says more than a share; false where that is
 * not known
 */
export function ranking(isInChange: (cause: FoundCause) => boolean): (one: FoundCause, other: FoundCause) => number {
  return (one, other) =>
    Number(other.because) - Number(one.because) ||
    Number(isInChange(other)) - Number(isInChange(one)) ||
    shareIn(other) - shareIn(one);
}

export const byRank = ranking(() => false);

/** What is without bound is all of it. */
function shareIn({ share }: FoundCause): number {
  return share ?? 1;
}
