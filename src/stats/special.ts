/** Beyond this, Stirling's series of ln Γ is exact to all digits. */
const ASYMPTOTIC = 16;
const SMALLEST = 1e-300;
const CONVERGED = 1e-16;
const MOST_TERMS = 100_000;

/** ln Γ(x), x > 0. Stirling's series (Abramowitz & Stegun 6.1.41) after the recurrence Γ(x + 1) = x Γ(x). */
export function logGamma(x: number): number {
  let argument = x;
  let product = 1;
  while (argument < ASYMPTOTIC) {
    product *= argument;
    argument += 1;
  }
  return (
    (argument - 0.5) * Math.log(argument) -
    argument +
    Math.log(2 * Math.PI) / 2 +
    remainder(argument) -
    Math.log(product)
  );
}

/** What Stirling's formula lacks at x ≥ 16. */
function remainder(x: number): number {
  const square = 1 / (x * x);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / x;
}

/** ln B(a, b): for large `a` without the difference of two large numbers. */
function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < ASYMPTOTIC) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const ratio = -(large - 0.5) * Math.log1p(small / large) - small * Math.log(small + large) + small;
  return logGamma(small) + ratio + remainder(large) - remainder(small + large);
}

/**
 * The regularised incomplete beta function I_x(a, b): its continued fraction (Abramowitz & Stegun 26.5.8) by the method of
 * Lentz, on the side where it converges. Relative error below 1e-9 for a, b ≤ 1e7.
 */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  return lentz((term) => {
    if (term === 1) return { numerator: 1, denominator: 1 };
    const m = Math.floor((term - 1) / 2);
    const numerator =
      term % 2 === 1
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    return { numerator, denominator: 1 };
  });
}

/** The upper regularised incomplete gamma function Q(a, x): series or continued fraction (Abramowitz & Stegun 6.5.29, 6.5.31). */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) return 1 - front * gammaSeries(a, x);
  return front * lentz((term) => gammaTerm(term, a, x));
}

function gammaTerm(term: number, a: number, x: number): Term {
  const m = term - 1;
  return { numerator: m === 0 ? 1 : m * (a - m), denominator: x + 2 * m + 1 - a };
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let index = 1; index <= MOST_TERMS && term > total * CONVERGED; index += 1) {
    term *= x / (a + index);
    total += term;
  }
  return total;
}

interface Term {
  readonly numerator: number;
  readonly denominator: number;
}

/** The value of the continued fraction n₁/(d₁ + n₂/(d₂ + …)) (Lentz 1976, as modified by Thompson & Barnett 1986). */
function lentz(termAt: (index: number) => Term): number {
  let value = SMALLEST;
  let upper = SMALLEST;
  let lower = 0;
  for (let index = 1; index <= MOST_TERMS; index += 1) {
    const { numerator, denominator } = termAt(index);
    lower = 1 / awayFromZero(denominator + numerator * lower);
    upper = awayFromZero(denominator + numerator / upper);
    const factor = upper * lower;
    value *= factor;
    if (Math.abs(factor - 1) < CONVERGED * 4) break;
  }
  return value;
}

const awayFromZero = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value);
