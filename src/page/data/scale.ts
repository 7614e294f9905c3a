/** The values that an axis reaches over; `to` is larger. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

/** Room beyond the outermost values, as a fraction of what lies between them. */
const ROOM = 0.04;

/** A scale that shows all values, with some room on both sides; at 0 only below negative values. */
export function scaleOver(values: readonly number[]): Scale {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { from: 0, to: 1 };
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const between = most - least;
  const room = between > 0 ? between * ROOM : Math.abs(most) * ROOM || 1;
  return { from: least >= 0 ? Math.max(0, least - room) : least - room, to: most + room };
}

/** A scale from 0 to a little beyond the largest value, for lengths. */
export function scaleFromZero(values: readonly number[]): Scale {
  return { from: 0, to: scaleOver([0, ...values]).to };
}

/** Where a value lies: 0 at the start of the scale, 1 at its end; values beyond it are at its ends. */
export function fractionAt(value: number, { from, to }: Scale): number {
  const fraction = (value - from) / (to - from);
  return Math.min(1, Math.max(0, fraction));
}

/** `12.5%`, for attributes of SVG that are relative to the width of the drawing. */
export function percentAt(value: number, scale: Scale): string {
  return inPercent(fractionAt(value, scale));
}

export function inPercent(fraction: number): string {
  return `${Number((100 * fraction).toFixed(3))}%`;
}

/** How a text that belongs to a place lies beside it, so that it is not cut off at the ends of the drawing. */
export function anchorAt(fraction: number): 'start' | 'middle' | 'end' {
  if (fraction < NEAR_END) return 'start';
  return fraction > 1 - NEAR_END ? 'end' : 'middle';
}
const NEAR_END = 0.08;

/** Steps that a reader can count in. */
const STEPS = [1, 2, 5, 10] as const;

/** Round values inside the scale, 1, 2 or 5 times a power of ten apart, at most `most` of them. */
export function ticksOf({ from, to }: Scale, most: number): number[] {
  const least = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * (STEPS.find((each) => each * power >= least) ?? 10);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: last - first + 1 }, (_, index) => withoutDust((first + index) * step));
}

/** What floating-point steps add: 0.30000000000000004. */
function withoutDust(value: number): number {
  return Number(value.toPrecision(12));
}
