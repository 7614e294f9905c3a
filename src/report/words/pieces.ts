/**
 * A sentence of the gate's own words (strings, safe in Markdown without escaping) and of foreign ones: `name` is text
 * to be quoted exactly (a selector, a route, a path), `prose` is a foreign sentence. `href` is an address that
 * `links.ts` made, never a foreign one.
 */
export type Piece =
  | string
  | { readonly name: string; readonly href?: string }
  | { readonly prose: string }
  | { readonly words: string; readonly href: string }
  | { readonly strong: Phrase };
export type Phrase = readonly Piece[];

export function name(text: string): Piece {
  return { name: text };
}

export function prose(text: string): Piece {
  return { prose: text };
}

/** What a reader who skims should see. */
export function strong(phrase: Phrase): Piece {
  return { strong: phrase };
}

/** As the beginning of a sentence. */
export function capitalised(phrase: Phrase): Phrase {
  const [first, ...rest] = phrase;
  return typeof first === 'string' ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : phrase;
}

/** `a`, `b` and `c` joined by a fixed separator. */
export function joined(phrases: readonly Phrase[], separator: string): Phrase {
  return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [separator, ...phrase]));
}

/** `a`, `b` and `c` as a sentence lists them. */
export function listed(phrases: readonly Phrase[]): Phrase {
  const last = phrases.at(-1) ?? [];
  return phrases.length < 2 ? last : [...joined(phrases.slice(0, -1), ', '), ' and ', ...last];
}
