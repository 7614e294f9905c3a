/** What a share lacks as a floating-point number: `0.57 * 100` is 56.99999999999999. */
const DUST = 1e-9;

/** A share in whole percent, rounded down, so that 100 is all of them. */
export function wholePercent(share: number): number {
  return Math.floor(share * 100 + DUST);
}
