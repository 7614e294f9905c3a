import type { Phrase, Piece } from '../../report/words/pieces.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { html, type Html } from './html.ts';

/** A sentence as markup. What others wrote is code or plain text; addresses are those that the report makes. */
export function phraseHtml(phrase: Phrase): Html {
  return html`${phrase.map(pieceHtml)}`;
}

function pieceHtml(piece: Piece): Html {
  if (typeof piece === 'string') return ownHtml(piece);
  if ('prose' in piece) return html`${sanitizeLine(piece.prose, 500)}`;
  if ('strong' in piece) return html`<strong>${phraseHtml(piece.strong)}</strong>`;
  if ('words' in piece) return linkHtml(html`${piece.words}`, piece.href);
  const shown = html`<code>${sanitizeLine(piece.name, 200) || '(empty)'}</code>`;
  return piece.href === undefined ? shown : linkHtml(shown, piece.href);
}

/** The gate's own words have code between backticks. */
function ownHtml(words: string): Html {
  return html`${words.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}

export function linkHtml(shown: Html, href: string): Html {
  return isWeb(href) ? html`<a href="${href}" rel="noreferrer">${shown}</a>` : shown;
}

function isWeb(href: string): boolean {
  return /^https?:$/.test(URL.parse(href)?.protocol ?? '');
}
