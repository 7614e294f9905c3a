/** How a deploy that had slept woke up. */
export interface Warmth {
  /** What each unrecorded visit took, ms; null if it failed. */
  readonly visitsMs: readonly (number | null)[];
  /** Whether two visits in a row agreed. */
  readonly isWarm: boolean;
}

const MAX_VISITS = 5;
/** If consecutive visits differ by less than this, the deploy is warm. */
const AGREEMENT = 0.1;

/** Visits a deploy until two visits in a row agree within 10 %, at most 5 times. Visits that fail agree with none. */
export async function warmUp(visitMs: () => Promise<number | null>): Promise<Warmth> {
  const visitsMs: (number | null)[] = [];
  while (visitsMs.length < MAX_VISITS) {
    visitsMs.push(await visitMs());
    const [before, last] = [visitsMs.at(-2) ?? null, visitsMs.at(-1) ?? null];
    if (before !== null && last !== null && Math.abs(before - last) <= AGREEMENT * Math.max(before, last))
      return { visitsMs, isWarm: true };
  }
  return { visitsMs, isWarm: false };
}

/** What a reader should know of it; null if the first visit was as fast as the last. */
export function describeWarmth(side: string, { visitsMs, isWarm }: Warmth): string | null {
  const measured = visitsMs.filter((ms) => ms !== null);
  const [cold, warm] = [measured[0], measured.at(-1)];
  if (cold === undefined || warm === undefined) return null;
  if (!isWarm)
    return `The ${side} deploy was not steady after ${visitsMs.length} unrecorded visits (${listOf(measured)}): its numbers vary.`;
  if (cold <= warm * (1 + AGREEMENT)) return null;
  return `The ${side} deploy was cold: its first visit took ${Math.round(cold - warm)} ms longer (${listOf(measured)}). The numbers in this report do not include that.`;
}

function listOf(visitsMs: readonly number[]): string {
  return `LCP ${visitsMs.map((ms) => Math.round(ms)).join(', ')} ms`;
}
