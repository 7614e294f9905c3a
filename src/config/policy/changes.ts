import type { PolicyChange } from '../../model/policy.ts';
import { isMap } from '../../source/is-map.ts';

/** A value as a configuration file can hold it. */
export type ConfigValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly ConfigValue[]
  | { readonly [key: string]: ConfigValue };

const MOST_CHARACTERS = 200;

/** The leaves in which two values differ, by their paths below `key`. */
export function changesBetween(
  key: string,
  base: ConfigValue,
  head: ConfigValue,
  applied: PolicyChange['applied'],
): PolicyChange[] {
  if (isMap(base) || isMap(head)) {
    const [one, other] = [isMap(base) ? base : {}, isMap(head) ? head : {}];
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return keys.flatMap((below) => changesBetween(`${key}.${below}`, one[below], other[below], applied));
  }
  const [was, is] = [textOf(base), textOf(head)];
  if (was === is) return [];
  return [{ key: cut(key), base: was === null ? null : cut(was), head: is === null ? null : cut(is), applied }];
}

/** Null if nothing is written. */
function textOf(value: ConfigValue): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
