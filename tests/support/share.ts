/** The share of `runs` simulations for which something holds. */
export function shareOf(runs: number, holds: (run: number) => boolean): number {
  return Array.from({ length: runs }, (_, run) => holds(run)).filter(Boolean).length / runs;
}

/** How far the share of an event of probability `p` is off by chance in `runs` simulations: three standard errors. */
export function chance(p: number, runs: number): number {
  return 3 * Math.sqrt((p * (1 - p)) / runs);
}
