import { sanitizeLine } from '../../text/sanitize.ts';
import { stripQueries } from '../../text/strip-query.ts';

/** Longer texts of a page are of no use to a reader. */
const MOST = 4000;

/**
 * The value with each of its strings as one line of visible characters, without secrets and without the
 * queries of addresses. The keys of its objects are the gate's own.
 */
export function visible<Value>(value: Value): Value {
  if (typeof value === 'string') return stripQueries(sanitizeLine(value, MOST)) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => visible(item)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visible(item as unknown)])) as Value;
}
