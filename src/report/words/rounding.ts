/** How numbers are rounded, so that they do not contradict what they are held against. */

/** The unit that a number is shown in, and how exactly. */
export interface Scale {
  readonly divisor: number;
  readonly suffix: string;
  readonly decimals: number;
  /** Below this, in the unit's own terms, a number is nothing; 1e-9 where not given. */
  readonly dust?: number;
}

const EXTRA_DECIMALS = 4;
const MINUS = '−';

/** Numbers by the first of the scales, each with one more decimal, that tells them apart; equal numbers by the first. */
export function distinct(values: readonly number[], scale: (places: number) => Scale): string[] {
  const different = new Set(values).size;
  const texts = Array.from({ length: EXTRA_DECIMALS + 1 }, (_, places) =>
    values.map((value) => digits(value, scale(places), [])),
  );
  return texts.find((each) => new Set(each).size === different) ?? texts.at(-1) ?? [];
}

/** What floating-point sums leave of a zero. */
export const DUST = 1e-9;
/** A layout shift that is less than a millionth of the viewport moved nothing that a screen could show. */
export const SCORE_DUST = 1e-6;

/** Whether it is a zero to readers. */
export function isDust(value: number, dust: number): boolean {
  return Math.abs(value) < dust;
}

/** The fewest decimals, from the scale's own on, that keep the number on its side of 0 and of the limits. */
export function digits(value: number, { divisor, decimals, dust = DUST }: Scale, limits: readonly number[]): string {
  if (isDust(value, dust) && !limits.includes(0)) return '0';
  const scaled = value / divisor;
  const edges = [0, ...limits.map((edge) => edge / divisor)];
  for (let places = decimals; places <= decimals + EXTRA_DECIMALS; places += 1) {
    const rounded = Number(scaled.toFixed(places));
    if (edges.every((edge) => sameSide(rounded, scaled, edge))) return withMinus(scaled.toFixed(places));
  }
  return withMinus(awayFrom(scaled, nearest(scaled, edges), decimals + EXTRA_DECIMALS));
}

/** Equal up to floating-point dust counts as equal. */
function sameSide(rounded: number, exact: number, edge: number): boolean {
  const dust = 1e-9 * Math.max(1, Math.abs(edge));
  const side = (number: number) => (Math.abs(number - edge) <= dust ? 0 : Math.sign(number - edge));
  return side(rounded) === side(exact);
}

function nearest(value: number, edges: readonly number[]): number {
  return edges.reduce((best, edge) => (Math.abs(edge - value) < Math.abs(best - value) ? edge : best), 0);
}

function awayFrom(value: number, edge: number, places: number): string {
  const step = 10 ** places;
  const round = value > edge ? Math.ceil : Math.floor;
  return (round(value * step) / step).toFixed(places);
}

function withMinus(digitsOf: string): string {
  return digitsOf.replace('-', MINUS);
}
