import { sanitizeLine } from '../../text/sanitize.ts';
import { code, ownLink, plain } from '../comment/markdown.ts';

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

export function inMarkdown(phrase: Phrase): string {
  return phrase.map(pieceInMarkdown).join('');
}

function pieceInMarkdown(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('prose' in piece) return plain(piece.prose);
  if ('strong' in piece) return `**${inMarkdown(piece.strong)}**`;
  if ('words' in piece) return ownLink(piece.words, piece.href);
  return piece.href === undefined ? code(piece.name) : ownLink(code(piece.name), piece.href);
}

/** For terminals, logs, JUnit and annotations: visible characters on one line, and no legacy workflow command. */
export function inText(phrase: Phrase): string {
  return phrase.map(pieceInText).join('');
}

function pieceInText(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('prose' in piece) return visible(piece.prose, 500);
  if ('strong' in piece) return inText(piece.strong);
  return 'words' in piece ? `${piece.words} (${piece.href})` : visible(piece.name, 200);
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

/** One line of a log. The runner takes `##[command]` for a command wherever it stands in a line. */
export function visible(foreign: string, cap: number): string {
  return sanitizeLine(foreign, cap).replaceAll('##[', '## [');
}
