import { clean } from './foreign.ts';
import { code, plain } from './markdown.ts';

/**
 * A sentence made of our own words (strings, safe in Markdown as they stand) and of other people's: `name` is something
 * to be quoted to the letter (a selector, a route, a path), `prose` is a sentence of theirs.
 */
export type Piece = string | { readonly name: string } | { readonly prose: string };
export type Phrase = readonly Piece[];

export function name(text: string): Piece {
  return { name: text };
}

export function prose(text: string): Piece {
  return { prose: text };
}

export function inMarkdown(phrase: Phrase): string {
  return phrase
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return 'name' in piece ? code(piece.name) : plain(piece.prose);
    })
    .join('');
}

/** For terminals, logs, JUnit and annotations: visible characters on one line, and no legacy workflow command. */
export function inText(phrase: Phrase): string {
  return phrase
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return 'name' in piece ? visible(piece.name, 200) : visible(piece.prose, 500);
    })
    .join('');
}

/** `a`, `b` and `c` joined by a separator of ours. */
export function joined(phrases: readonly Phrase[], separator: string): Phrase {
  return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [separator, ...phrase]));
}

/** The runner takes `##[command]` for a command wherever it stands in a line. */
function visible(foreign: string, cap: number): string {
  return clean(foreign, cap).replaceAll('##[', '## [');
}
