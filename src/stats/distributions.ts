/**
 * The t that |Student's T| stays below with probability `central`, e.g. 0.95. `degrees` a positive integer.
 * Abramowitz & Stegun 26.7.3–4: a finite series in θ = atan(t / √ν), bisected; relative error below 1e-12.
 */
export function studentQuantile(central: number, degrees: number): number {
  let low = 0;
  let high = Math.PI / 2;
  for (let round = 0; round < 60; round += 1) {
    const theta = (low + high) / 2;
    if (studentCentral(theta, degrees) < central) low = theta;
    else high = theta;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}

/** P(|T| ≤ √ν · tan θ). */
function studentCentral(theta: number, degrees: number): number {
  const odd = degrees % 2 === 1;
  const cosine = Math.cos(theta);
  let term = odd ? cosine : 1;
  let series = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine;
    series += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * series) : Math.sin(theta) * series;
}

/** The z that a standard normal exceeds with probability `p` ≤ ½. Absolute error below 1e-6. */
export function normalUpperQuantile(p: number): number {
  let low = 0;
  let high = 8;
  for (let round = 0; round < 60; round += 1) {
    const z = (low + high) / 2;
    if (normalUpperTail(z) > p) low = z;
    else high = z;
  }
  return (low + high) / 2;
}

/** Coefficients of the Chebyshev fit to erfc in Numerical Recipes (3rd ed., 6.2.2), fractional error below 1.2e-7. */
const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];

/** P(Z > z) for z ≥ 0. */
function normalUpperTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const polynomial = ERFC.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return 0.5 * t * Math.exp(-x * x + polynomial);
}

/** P(X ≤ k) for k = 0…n, X binomial. Recurrence on logarithms, so that no n underflows; absolute error below 1e-12. */
export function binomialCdf(n: number, probability: number): number[] {
  const odds = Math.log(probability / (1 - probability));
  let logMass = n * Math.log1p(-probability);
  let cumulated = Math.exp(logMass);
  const cdf = [cumulated];
  for (let k = 1; k <= n; k += 1) {
    logMass += Math.log((n - k + 1) / k) + odds;
    cumulated += Math.exp(logMass);
    cdf.push(cumulated);
  }
  return cdf;
}
