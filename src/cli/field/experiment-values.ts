import { GateError } from '../../errors.ts';
import { quote } from '../../source/diagnostic.ts';

/** `control=50,b=50`; the last `=` counts, because values may have one. */
export function sharesOf(value: string): ReadonlyMap<string, number> {
  const shares = value.split(',').map((pair): [string, number] => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, Math.max(0, at)).trim(), at < 0 ? Number.NaN : numberIn(pair.slice(at + 1))];
  });
  if (shares.every(isShare) && shares.length > 1 && new Map(shares).size === shares.length) return new Map(shares);
  const what = `--shares is ${quote(value)}, which does not give one share each to two or more values.`;
  throw new GateError('usage', { what, todo: 'Write for example --shares control=50,b=50.' });
}

const isShare = ([arm, share]: readonly [string, number]): boolean => arm !== '' && share > 0;

/** NaN unless it is a plain number. */
const numberIn = (text: string): number => (/^\s*\d{1,9}(?:\.\d{1,9})?\s*$/.test(text) ? Number(text) : Number.NaN);

/** `DE,AT`. */
export function namesOf(flag: string): (value: string) => string[] {
  return (value) => {
    const names = [...new Set(value.split(',').map((name) => name.trim()))];
    if (!names.includes('')) return names;
    const what = `${flag} is ${quote(value)}, which has an empty name.`;
    throw new GateError('usage', { what, todo: `Write for example ${flag} DE,AT.` });
  };
}

const MOST_HOURS = 24 * 366;
const HOURS_OF = { h: 1, d: 24 } as const;

/** `4h` or `2d` as hours. */
export function hoursOf(flag: string): (value: string) => number {
  return (value) => {
    const [, number = '', unit = ''] = /^(\d{1,4})(h|d)$/.exec(value) ?? [];
    const hours = Number(number) * (unit === 'd' ? HOURS_OF.d : HOURS_OF.h);
    if (hours > 0 && hours <= MOST_HOURS) return hours;
    const what = `${flag} is ${quote(value)}, which is not a number of whole hours or days.`;
    throw new GateError('usage', { what, todo: `Write for example ${flag} 4h.` });
  };
}
