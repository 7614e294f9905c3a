import { visibleText } from '../../report/words/page-link.ts';

/**
 * The value with each of its strings as one line of visible characters, without secrets and without the
 * queries of addresses. The keys of its objects are the gate's own.
 */
export function visible<Value>(value: Value): Value {
  if (typeof value === 'string') return visibleText(value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => visible(item)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visible(item as unknown)])) as Value;
}
