/**
 * One quantity of one selected field: `total = own + size × (perItem + Σ parts) + floor`. The floor is what a rule
 * `max(0, …)` adds; 0 if it does nothing.
 */
export interface Payment {
  /** Paid once, however long the list. */
  readonly own: number;
  /** Paid for each item. */
  readonly perItem: number;
  readonly size: number;
  readonly parts: readonly Part[];
  readonly floor: number;
  readonly total: number;
}

/** A payment below another, in the response and in the schema. */
export interface Part {
  readonly key: string;
  readonly coordinate: string;
  readonly payment: Payment;
  /** How often it is paid: more than once where equal selections are added up. */
  readonly count: number;
}

/**
 * A list of unknown length of things that cost nothing, or less, costs most when it is empty: so ∞ × 0 = ∞ × −1 = 0. No
 * size is below 0.
 */
export function times(size: number, cost: number): number {
  if (size === 0 || cost === 0 || (size === Infinity && cost < 0)) return 0;
  return atLeast(size * cost);
}

/** Only what has no bound is infinite, and nothing is without bound below: so sums are never NaN. */
export function plus(one: number, other: number): number {
  return atLeast(atLeast(one) + atLeast(other));
}

export function sumOfParts(parts: readonly Part[]): number {
  return parts.reduce((sum, { payment, count }) => plus(sum, count * payment.total), 0);
}

function atLeast(cost: number): number {
  return Math.max(-Number.MAX_VALUE, cost);
}

/** Whether there is nothing in a payment that could be listed. */
export function isNothing({ own, perItem, parts }: Payment): boolean {
  return own === 0 && perItem === 0 && parts.length === 0;
}
