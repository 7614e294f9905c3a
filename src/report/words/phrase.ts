import { sanitizeLine } from '../../text/sanitize.ts';
import { code, ownLink, plain } from '../comment/markdown.ts';
import type { Phrase, Piece } from './pieces.ts';

export { capitalised, joined, listed, name, prose, strong, type Phrase } from './pieces.ts';

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

/** One line of a log. The runner takes `##[command]` for a command wherever it stands in a line. */
export function visible(foreign: string, cap: number): string {
  return sanitizeLine(foreign, cap).replaceAll('##[', '## [');
}
