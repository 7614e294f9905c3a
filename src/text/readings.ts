/** One character that may stand at a place of a text, and where what stands for it ends. */
export interface Reading {
  readonly codePoint: number;
  readonly end: number;
}

const BACKSLASH = 0x5c;
const MOST_AMBIGUOUS = 8;
const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c };
const ENTITIES: Readonly<Record<string, number>> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27 };
const ENTITY = /(?:#0{0,6}(\d{1,7})|#x0{0,6}([\da-f]{1,6})|([a-z]{2,4}));/y;
const HEX = /[\da-f]+/y;

/**
 * The possible readings of a text's characters: the literal one, and the decoded one of percent-encoding, HTML entities
 * and JSON escapes, also nested. Each position is decoded once and cached.
 */
export class Readings {
  readonly text: string;
  /** ASCII letters in lower case, because hexadecimal digits and names are written in either. */
  readonly lower: string;
  readonly #known = new Map<number, readonly Reading[]>();
  readonly #slashes = new Map<number, readonly number[]>();

  constructor(text: string) {
    this.text = text;
    this.lower = text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  }

  /** All that may stand there; empty at the end. */
  at(place: number): readonly Reading[] {
    const codePoint = this.text.codePointAt(place);
    if (codePoint === undefined) return [];
    const plain = { codePoint, end: place + (codePoint > 0xffff ? 2 : 1) };
    if (codePoint !== BACKSLASH && codePoint !== 0x25 && codePoint !== 0x26) return [plain];
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    const encoded = codePoint === 0x25 ? this.#percent(place) : codePoint === 0x26 ? this.#entities(place) : [];
    const found = [plain, ...encoded];
    const escaped = found.filter((each) => each.codePoint === BACKSLASH).flatMap(({ end }) => this.#escapes(end));
    const all = [...found, ...escaped];
    this.#known.set(place, all);
    return all;
  }

  /**
   * Where what some backslashes escape may stand: after the last of them, and, as an escape, at the last. Without the
   * place itself.
   */
  afterBackslashes(place: number): readonly number[] {
    const path = [place];
    let ends: readonly number[] | undefined;
    for (let at = place; ends === undefined; at = path.at(-1) ?? at) {
      const known = this.#slashes.get(at);
      const next = this.#backslashesAt(at);
      if (known !== undefined) ends = known;
      else if (next.length > 1) ends = this.#afterEach(next);
      else if (next[0] === undefined) ends = [];
      else path.push(next[0]);
    }
    // Hostile texts have any number of them in a row: all of these lead to the same end.
    for (let index = path.length - 1; index >= 0; index -= 1) {
      const at = path[index] ?? place;
      const following = path[index + 1];
      if (following !== undefined && ends.length === 0) ends = [following];
      else if (following !== undefined && ends.length === 1) ends = [following, ...ends];
      this.#slashes.set(at, ends);
    }
    return ends;
  }

  /** Of several ways to read a backslash (`\\u005c` is one or two) each is followed for a while. */
  #afterEach(first: readonly number[]): number[] {
    const found = new Set(first);
    let last = first;
    for (let count = 0; count < MOST_AMBIGUOUS && last.length > 0; count += 1) {
      last = last.flatMap((from) => this.#backslashesAt(from)).filter((end) => !found.has(end));
      for (const end of last) found.add(end);
    }
    return [...found];
  }

  #backslashesAt(place: number): number[] {
    const first = this.lower.charAt(place);
    if (first !== '\\' && first !== '%' && first !== '&') return [];
    return this.at(place).flatMap(({ codePoint, end }) => (codePoint === BACKSLASH ? end : []));
  }

  /** `%27`, `%2527`, `%C3%A4`. */
  #percent(place: number): Reading[] {
    return this.#bytesAt(place).flatMap(({ codePoint: byte, end }) => {
      if (byte < 0x80) return { codePoint: byte, end };
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
      return length === 0 ? [] : this.#multibyte(byte, length, end);
    });
  }

  #multibyte(first: number, length: number, place: number): Reading[] {
    let codePoint = first & (0xff >> (length + 1));
    let end = place;
    for (let index = 1; index < length; index += 1) {
      const next = this.#bytesAt(end).find(({ codePoint: byte }) => byte >= 0x80 && byte < 0xc0);
      if (next === undefined) return [];
      codePoint = (codePoint << 6) | (next.codePoint & 0x3f);
      ({ end } = next);
    }
    return [{ codePoint, end }];
  }

  /** The byte there; `%25` is one, and with two more digits a byte that was encoded twice. */
  #bytesAt(place: number): Reading[] {
    const { lower } = this;
    if (lower.charAt(place) !== '%') return [];
    const bytes: Reading[] = [];
    let from = place + 1;
    for (; lower.startsWith('25', from); from += 2) bytes.push({ codePoint: 0x25, end: from + 2 });
    const digits = hexAt(lower, from, 2);
    return digits === null ? bytes : [...bytes, { codePoint: digits, end: from + 2 }];
  }

  /** `&#39;`, `&#x27;`, `&quot;`, `&amp;quot;`. */
  #entities(place: number): Reading[] {
    const found: Reading[] = [];
    for (let from = place + 1; ;) {
      ENTITY.lastIndex = from;
      const [whole, decimal, hexadecimal, name] = ENTITY.exec(this.lower) ?? [];
      if (whole === undefined) return found;
      const named = name === undefined ? Number.NaN : (ENTITIES[name] ?? Number.NaN);
      const codePoint =
        decimal === undefined
          ? hexadecimal === undefined
            ? named
            : Number.parseInt(hexadecimal, 16)
          : Number(decimal);
      from += whole.length;
      if (codePoint <= 0x10ffff) found.push({ codePoint, end: from });
      if (codePoint !== 0x26) return found;
    }
  }

  /** What stands after a backslash: `n`, `x27`, `u0027`, or two of these for one character. */
  #escapes(place: number): Reading[] {
    const { lower } = this;
    const letter = lower.charAt(place);
    const short = ESCAPES[letter];
    if (short !== undefined) return [{ codePoint: short, end: place + 1 }];
    const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : 0;
    const unit = digits === 0 ? null : hexAt(lower, place + 1, digits);
    if (unit === null) return [];
    const end = place + 1 + digits;
    if (unit < 0xd800 || unit > 0xdbff) return [{ codePoint: unit, end }];
    return this.afterBackslashes(end).flatMap((from) => {
      const second = lower.charAt(from) === 'u' ? hexAt(lower, from + 1, 4) : null;
      if (second === null || second < 0xdc00 || second > 0xdfff) return [];
      return { codePoint: 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00), end: from + 5 };
    });
  }
}

function hexAt(lower: string, place: number, length: number): number | null {
  const digits = lower.slice(place, place + length);
  HEX.lastIndex = 0;
  return digits.length === length && HEX.exec(digits)?.[0].length === length ? Number.parseInt(digits, 16) : null;
}
