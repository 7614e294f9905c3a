import {
  html
} from "./chunk-OE3MHZJF.js";
import {
  sanitizeLine
} from "./chunk-H4ORIQJM.js";

// src/page/document/phrase-html.ts
function phraseHtml(phrase) {
  return html`${phrase.map(pieceHtml)}`;
}
function pieceHtml(piece) {
  if (typeof piece === "string") return ownHtml(piece);
  if ("prose" in piece) return html`${sanitizeLine(piece.prose, 500)}`;
  if ("strong" in piece) return html`<strong>${phraseHtml(piece.strong)}</strong>`;
  if ("words" in piece) return linkHtml(html`${piece.words}`, piece.href);
  const shown = html`<code>${sanitizeLine(piece.name, 200) || "(empty)"}</code>`;
  return piece.href === void 0 ? shown : linkHtml(shown, piece.href);
}
function ownHtml(words) {
  return html`${words.split("`").map((part, index) => index % 2 === 0 ? part : html`<code>${part}</code>`)}`;
}
function linkHtml(shown, href) {
  return isWeb(href) ? html`<a href="${href}" rel="noreferrer">${shown}</a>` : shown;
}
function isWeb(href) {
  return /^https?:$/.test(URL.parse(href)?.protocol ?? "");
}

export {
  phraseHtml,
  linkHtml
};
