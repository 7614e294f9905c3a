import type { Side } from '../model/deploy.ts';

/** A source of uniform numbers in [0, 1). */
export type Random = () => number;

/** The six ways to make two of a block's four visits on head. */
const ARRANGEMENTS = [
  ['head', 'head', 'base', 'base'],
  ['head', 'base', 'head', 'base'],
  ['head', 'base', 'base', 'head'],
  ['base', 'head', 'head', 'base'],
  ['base', 'head', 'base', 'head'],
  ['base', 'base', 'head', 'head'],
] as const satisfies readonly (readonly Side[])[];

/** A generator that gives the same numbers for the same parts, so that a run can be repeated. mulberry32 (T. Ettinger). */
export function seededRandom(...seedParts: readonly string[]): Random {
  let state = hash(seedParts.join('\0'));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The order of a block's four visits, drawn uniformly: never "base first", for the second of a pair may be slower. */
export function blockOrder(random: Random): readonly Side[] {
  return ARRANGEMENTS[Math.floor(random() * ARRANGEMENTS.length)] ?? ARRANGEMENTS[0];
}

/** FNV-1a of the UTF-16 code units, 32 bits, with MurmurHash3's finaliser so that similar seeds differ in all bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
