import { standsAlone } from './token-boundary.ts';

/** A name in a text. */
export interface Occurrence {
  readonly at: number;
  readonly length: number;
  readonly name: string;
}

/** How many characters of a token find it. */
const HEAD = 8;

/** Finds any of thousands of tokens in texts of megabytes, where they stand alone. */
export class TokenFinder {
  readonly #names: ReadonlyMap<string, string>;
  /** The lengths of the tokens with the same beginning, longest first: there are few, however many tokens. */
  readonly #lengths = new Map<string, number[]>();
  /** Whether a token begins with two such characters: nearly every place of a text ends here. */
  readonly #mayBegin = new Uint8Array(1 << 16);

  /** `names`: what each token stands for. Tokens are ASCII and at least eight characters long. */
  constructor(names: ReadonlyMap<string, string>) {
    this.#names = names;
    for (const token of names.keys()) {
      const head = token.slice(0, HEAD);
      const lengths = this.#lengths.get(head) ?? [];
      if (!lengths.includes(token.length)) lengths.push(token.length);
      this.#lengths.set(head, lengths);
      this.#mayBegin[pairAt(token, 0)] = 1;
    }
    for (const lengths of this.#lengths.values()) lengths.sort((one, other) => other - one);
  }

  /** From the first to the last; none overlaps another. */
  in(text: string): Occurrence[] {
    const found: Occurrence[] = [];
    if (this.#lengths.size === 0) return found;
    for (let at = 0; at <= text.length - HEAD; at++) {
      if (this.#mayBegin[pairAt(text, at)] === 0) continue;
      const occurrence = this.#at(text, at);
      if (occurrence === null) continue;
      found.push(occurrence);
      at += occurrence.length - 1;
    }
    return found;
  }

  #at(text: string, at: number): Occurrence | null {
    for (const length of this.#lengths.get(text.slice(at, at + HEAD)) ?? []) {
      const name = this.#names.get(text.slice(at, at + length));
      if (name !== undefined && standsAlone(text, at, length)) return { at, length, name };
    }
    return null;
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}

/** Those of several lists, in order; of two that overlap the one of the earlier list. */
export function occurrences(lists: readonly (readonly Occurrence[])[]): Occurrence[] {
  const ranked = lists.flatMap((list, rank) => list.map((each) => ({ ...each, rank })));
  ranked.sort((a, b) => a.at - b.at || a.rank - b.rank);
  const kept: (Occurrence & { readonly rank: number })[] = [];
  for (const each of ranked) {
    const last = kept.at(-1);
    if (last === undefined || each.at >= last.at + last.length) kept.push(each);
    else if (each.rank < last.rank) kept[kept.length - 1] = each;
  }
  return kept.map(({ at, length, name }) => ({ at, length, name }));
}
