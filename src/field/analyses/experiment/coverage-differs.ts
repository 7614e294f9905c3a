import type { SessionSums } from '../../questions/experiment.ts';

type Counts = Pick<SessionSums, 'starts' | 'ended'>;

const MOST_DIFFERENCE = 0.01;
/** In standard errors: p < 0.001, as for a sample ratio, so that the check stops few experiments by chance. */
const CERTAIN = 3.29;

/**
 * Whether the share of landing views that ended differs between arms, by more than chance and by more than a point: then other
 * sessions are heard of. Of two pairs, as in a difference in differences, their differences are compared.
 */
export function coverageDiffers(...pairs: readonly (readonly [one: Counts, other: Counts])[]): boolean {
  if (pairs.flat().some(({ starts }) => starts === 0)) return false;
  const changes = pairs.map(([one, other]) => shareOf(one) - shareOf(other));
  const difference = changes.reduce((sum, change, index) => sum + (index === 0 ? change : -change), 0);
  const variance = pairs.reduce((sum, [one, other]) => sum + varianceOf(one, other), 0);
  return Math.abs(difference) > Math.max(MOST_DIFFERENCE, CERTAIN * Math.sqrt(variance));
}

const shareOf = ({ starts, ended }: Counts): number => ended / starts;

/** With the share that both have in common. */
function varianceOf(one: Counts, other: Counts): number {
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  return pooled * (1 - pooled) * (1 / one.starts + 1 / other.starts);
}
