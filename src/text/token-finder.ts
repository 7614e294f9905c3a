/** A name in a text. */
export interface Occurrence {
  readonly at: number;
  readonly length: number;
  readonly name: string;
}

/** How many characters of a token find it. */
const HEAD = 8;

/** Finds any of thousands of tokens in texts of megabytes. */
export class TokenFinder {
  /** Tokens by their beginning, longest first. */
  readonly #byHead = new Map<string, { readonly token: string; readonly name: string }[]>();
  /** Whether a token begins with two such characters: nearly every place of a text ends here. */
  readonly #mayBegin = new Uint8Array(1 << 16);

  /** `names`: what each token stands for. Tokens are ASCII and at least eight characters long. */
  constructor(names: ReadonlyMap<string, string>) {
    for (const [token, name] of names) {
      const head = token.slice(0, HEAD);
      const tokens = [...(this.#byHead.get(head) ?? []), { token, name }];
      this.#byHead.set(
        head,
        tokens.toSorted((a, b) => b.token.length - a.token.length),
      );
      this.#mayBegin[pairAt(token, 0)] = 1;
    }
  }

  /** From the first to the last; none overlaps another. */
  in(text: string): Occurrence[] {
    const found: Occurrence[] = [];
    if (this.#byHead.size === 0) return found;
    for (let at = 0; at <= text.length - HEAD; at++) {
      if (this.#mayBegin[pairAt(text, at)] === 0) continue;
      const match = this.#byHead.get(text.slice(at, at + HEAD))?.find(({ token }) => text.startsWith(token, at));
      if (match === undefined) continue;
      found.push({ at, length: match.token.length, name: match.name });
      at += match.token.length - 1;
    }
    return found;
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
