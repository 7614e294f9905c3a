import type { Phrase, Piece } from '../../../report/words/pieces.ts';

/** A sentence as plain text, for labels and captions. */
export function inWords(phrase: Phrase): string {
  return phrase.map(wordsOf).join('');
}

function wordsOf(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('prose' in piece) return piece.prose;
  if ('strong' in piece) return inWords(piece.strong);
  return 'words' in piece ? piece.words : piece.name;
}
