/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The 95 % interval of a share: Wilson 1927, "Probable inference, the law of succession, and statistical inference", Journal of
 * the American Statistical Association 22.
 *
 * @param n more than 0
 */
export function wilson(y: number, n: number): { low: number; high: number } {
  const rate = y / n;
  const weight = 1 + Z ** 2 / n;
  const middle = (rate + Z ** 2 / (2 * n)) / weight;
  const reach = (Z / weight) * Math.sqrt((rate * (1 - rate)) / n + Z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
