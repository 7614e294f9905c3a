import type { Budget, Limit } from '../../model/budget.ts';
import { formatLimit } from '../units/time-and-percent.ts';

/** Budgets of parts that leave the budget of their whole no room to be used. */
export interface Overlap {
  readonly whole: Budget;
  readonly parts: readonly Budget[];
  /** The sum in full: `lcp.ttfb 800 ms + … = 2900 ms exceeds lcp's own 2500 ms by 400 ms`. */
  readonly arithmetic: string;
}

type LimitedBudget = Budget & { readonly max: Limit };

/** What the sums of decimal scores may be off by. */
const DUST = 1e-9;

/**
 * Every budget that blocks and whose parts' blocking budgets add up to more than its own. The parts are the nearest nodes below
 * it that have a `max`: they share no time, so a head can exhaust all of them at once. Budgets that only warn stop nothing.
 */
export function findOverlaps(budgets: readonly Budget[]): Overlap[] {
  const limited = budgets.filter(
    (budget): budget is LimitedBudget => budget.max !== null && budget.enforce === 'block',
  );
  return limited.flatMap((whole): Overlap[] => {
    const parts = limited.filter((part) => isNearestBelow(whole, part, limited));
    const sum = parts.reduce((total, part) => total + part.max.value, 0);
    return sum > whole.max.value + DUST ? [{ whole, parts, arithmetic: spell(whole, parts, sum) }] : [];
  });
}

function isNearestBelow(whole: Budget, part: Budget, all: readonly Budget[]): boolean {
  return isBelow(whole, part) && !all.some((between) => isBelow(whole, between) && isBelow(between, part));
}

function isBelow(whole: Budget, part: Budget): boolean {
  return part.segments.length > whole.segments.length && whole.segments.every((id, at) => part.segments[at] === id);
}

function spell(whole: LimitedBudget, parts: readonly LimitedBudget[], sum: number): string {
  const { unit } = whole.max;
  const terms = parts.map((part) => `${part.path} ${formatLimit(part.max)}`).join(' + ');
  const total = parts.length === 1 ? '' : ` = ${formatLimit({ value: sum, unit })}`;
  const excess = formatLimit({ value: sum - whole.max.value, unit });
  return `${terms}${total} exceeds ${whole.path}'s own ${formatLimit(whole.max)} by ${excess}`;
}
