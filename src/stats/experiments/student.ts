import { logGamma, regularisedBeta, upperGamma } from '../special.ts';

/** P(Z > z) of a standard normal. */
function normalUpper(z: number): number {
  const half = upperGamma(0.5, (z * z) / 2) / 2;
  return z >= 0 ? half : 1 - half;
}

/** P(T > t) of Student's t. `degrees` need not be whole. */
export function studentUpper(t: number, degrees: number): number {
  const half = regularisedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t >= 0 ? half : 1 - half;
}

/** P(|T| ≥ |t|). */
export function studentTwoSided(t: number, degrees: number): number {
  return 2 * studentUpper(Math.abs(t), degrees);
}

/**
 * The t that is exceeded with probability `p` < ½. `degrees` need not be whole, as those of Welch are not. (What a recorded run
 * is judged by again is `studentQuantile`, for whole degrees.)
 */
export function studentUpperQuantile(p: number, degrees: number): number {
  return increasingRoot((t) => p - studentUpper(t, degrees));
}

/** A noncentrality of so many times t is exceeded by all but e⁻¹⁵⁰. */
const CERTAIN = 40;

/**
 * P(T > t) of the noncentral t, t ≥ 0 and noncentrality ≥ 0: a Poisson mixture of beta distributions (Lenth 1989, "Cumulative
 * distribution function of the non-central t distribution", Applied Statistics 38, algorithm AS 243). Weights are taken on the
 * log scale, so that a large noncentrality does not underflow.
 */
export function noncentralStudentUpper(t: number, degrees: number, noncentrality: number): number {
  if (noncentrality === 0) return studentUpper(t, degrees);
  if (noncentrality > CERTAIN * (1 + t)) return 1;
  const x = (t * t) / (t * t + degrees);
  const mean = noncentrality ** 2 / 2;
  const reach = 12 * Math.sqrt(mean) + 40;
  let below = 0;
  for (let j = Math.max(0, Math.floor(mean - reach)); j <= mean + reach; j += 1) {
    const even = Math.exp(j * Math.log(mean) - mean - logGamma(j + 1));
    const odd = (noncentrality / Math.SQRT2) * Math.exp(j * Math.log(mean) - mean - logGamma(j + 1.5));
    below += even * regularisedBeta(x, j + 0.5, degrees / 2) + odd * regularisedBeta(x, j + 1, degrees / 2);
  }
  return Math.max(0, 1 - normalUpper(noncentrality) - below / 2);
}

const ROUNDS = 100;

/** Where a function that increases from below 0 crosses 0, above 0; bisected to the last digit. */
export function increasingRoot(of: (x: number) => number): number {
  let low = 0;
  let high = 1;
  while (of(high) < 0 && high < Number.MAX_SAFE_INTEGER) {
    low = high;
    high *= 2;
  }
  for (let round = 0; round < ROUNDS && high - low > high * Number.EPSILON; round += 1) {
    const middle = (low + high) / 2;
    if (of(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
