import { nodeAt, parsePath } from '../model/breakdown.ts';
import type { Comparison, Difference } from '../model/comparison.ts';
import type { NotShown, Prices, RegressionPrice, UsedPrice } from '../model/price.ts';
import { keyOf } from '../model/place.ts';
import type { BudgetRow } from '../model/verdict.ts';
import { dayOf } from '../model/waiver.ts';
import { productOf, type Factor } from '../stats/product.ts';

/** Sites and visitors change: what was seen longer ago is not a price of today. */
const MOST_AGE_DAYS = 90;
const DAY_MS = 86_400_000;

/** What a run found of its budgets. */
interface Found {
  readonly rows: readonly BudgetRow[];
  readonly comparisons: readonly Comparison[];
}

/**
 * What each confirmed regression costs that has a price of its route, its metric and its condition; a price of all
 * conditions is used where that condition has none. One per node, in the order of the rows.
 */
export function pricesOf({ rows, comparisons }: Found, { read, today }: Prices): RegressionPrice[] {
  const places = new Map(rows.filter(isConfirmed).map((row) => [JSON.stringify([keyOf(row), row.path]), row]));
  return [...places.values()].flatMap((row) => {
    const price = priceFor(row, read);
    const change = price === null ? null : changeAt(row, comparisons);
    return price === null || change === null ? [] : [regressionPrice(row, change, price, today)];
  });
}

/**
 * Whether head is shown to be worse: by fresh visits, or by a fixed number of blocks, which is one look at the full level. A
 * page that cannot be measured has no milliseconds, and what was over the limit before is not a regression.
 */
function isConfirmed({ verdict, enforce, evidence, reason }: BudgetRow): boolean {
  const isWorse = reason === 'worse' || reason === 'over';
  return verdict === 'fail' && enforce === 'block' && evidence !== 'suspected' && isWorse;
}

function priceFor({ route, condition, path }: BudgetRow, read: readonly UsedPrice[]): UsedPrice | null {
  const ofNode = read.filter((price) => price.route === route && price.metric === path);
  return (
    ofNode.find((price) => price.condition === condition) ?? ofNode.find((each) => each.condition === null) ?? null
  );
}

/** A node on both sides, in ms. */
interface Change {
  readonly base: number;
  readonly head: number;
  readonly difference: Difference;
}

function changeAt({ route, condition, path }: BudgetRow, comparisons: readonly Comparison[]): Change | null {
  const segments = parsePath(path) ?? [path];
  const found = comparisons.find(
    (each) => each.route === route && each.condition === condition && each.metric === segments[0],
  );
  if (found === undefined || found.unit !== 'ms' || found.base === null || found.difference === null) return null;
  const difference = nodeAt(found.difference, segments);
  if (difference === undefined) return null;
  const [base, head] = [found.base, found.head].map((side) => nodeAt(side, segments)?.value ?? 0);
  return { base: base ?? 0, head: head ?? 0, difference };
}

function regressionPrice(row: BudgetRow, change: Change, price: UsedPrice, today: string): RegressionPrice {
  const { route, condition, path } = row;
  const { file, kind, window, labToField } = price;
  const priced = conversionsOf(change, price, today);
  const [conversions, reason] = typeof priced === 'string' ? [null, priced] : [priced, null];
  return { route, condition, path, file, kind, conversions, reason, window, labToField };
}

function conversionsOf(
  change: Change,
  { established, per100ms, range, window, labToField }: UsedPrice,
  today: string,
): RegressionPrice['conversions'] | NotShown {
  if (!established || per100ms === null || range === null || window === null) return 'not-established';
  if (Date.parse(today) - Date.parse(dayOf(new Date(window.to))) > MOST_AGE_DAYS * DAY_MS) return 'stale';
  if (labToField === null) return 'no-lab-to-field';
  const inField = [change.base * labToField.value, change.head * labToField.value];
  if (inField.some((ms) => ms < range.from || ms > range.to)) return 'out-of-range';
  if (per100ms.high >= 0) return 'price-reaches-zero';
  if (change.difference.low <= 0) return 'change-reaches-zero';
  if (labToField.low <= 0) return 'ratio-reaches-zero';
  const loss = productOf([lossPerMs(per100ms), change.difference, labToField]);
  return { low: Math.expm1(-loss.high), high: Math.expm1(-loss.low) };
}

/** By how much the logarithm of conversions falls per ms: the interval of its coefficient is symmetric on that scale. */
function lossPerMs({ low, high }: { readonly low: number; readonly high: number }): Factor {
  const [most, least] = [-Math.log1p(low) / 100, -Math.log1p(high) / 100];
  return { value: (most + least) / 2, low: least, high: most };
}
