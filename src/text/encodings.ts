import type { Readings } from './readings.ts';

/** What may stand in place of each character of a secret: a letter in another case, or a digit of base64url. */
export type Spelling = 'exact' | 'any-case' | 'base64';

/** A shorter beginning of a secret at the end of a text could be anything. */
const LEAST_KEPT = 4;

/** A secret as it may be written in a text: each of its characters in any of the ways that `Readings` know. */
export class Encodings {
  readonly #units: readonly ReadonlySet<number>[];

  constructor(secret: string, spelling: Spelling) {
    // Escaping doubles backslashes, so that any number of them stands for any other.
    this.#units = Array.from(secret.replaceAll(/\\+/g, '\\'), (character) => spellingsOf(character, spelling));
  }

  /** The characters that it may begin with. */
  get beginnings(): ReadonlySet<number> {
    return this.#units[0] ?? new Set();
  }

  /** The end of the secret that begins at `place`, or -1. `isCut`: the text may end in the middle of it. */
  endAt(readings: Readings, place: number, isCut: boolean): number {
    let ends: readonly number[] = [place];
    for (const [index, unit] of this.#units.entries()) {
      const next: number[] = [];
      for (const end of ends) {
        // Escapes before the first character are not a part of the secret.
        const places = index === 0 ? [end] : [end, ...readings.afterBackslashes(end)];
        for (const from of places)
          for (const reading of readings.at(from))
            if (unit.has(reading.codePoint) && !next.includes(reading.end)) next.push(reading.end);
      }
      if (next.length === 0)
        return isCut && index >= LEAST_KEPT && ends.some((end) => isTail(readings.lower, end))
          ? readings.text.length
          : -1;
      ends = next;
    }
    return Math.max(...ends);
  }
}

/** Whether nothing is left, or the first part of an encoded character. */
function isTail(lower: string, from: number): boolean {
  if (lower.length - from > 12) return false;
  return /^(?:\\*(?:u[0-9a-f]{0,3})?|%[0-9a-f]{0,5}|&[#\w;]{0,9})…?$/.test(lower.slice(from));
}

function spellingsOf(character: string, spelling: Spelling): Set<number> {
  return new Set(variantsOf(character, spelling).map((variant) => variant.codePointAt(0) ?? 0));
}

function variantsOf(character: string, spelling: Spelling): string[] {
  if (spelling === 'base64') {
    if (character === '+') return ['+', '-', ' '];
    return character === '/' ? ['/', '_'] : [character];
  }
  const cases = spelling === 'exact' ? [] : [character.toLowerCase(), character.toUpperCase()];
  // `ß` in upper case is two characters, which no host name makes of it.
  const same = cases.filter((each) => Array.from(each).length === 1);
  return [character, ...same, ...(character === ' ' ? ['+'] : [])];
}
