import { closest, distance } from 'fastest-levenshtein';

/** What is wrong with a value, and what to write instead: one sentence each. */
export interface Diagnostic {
  readonly what: string;
  readonly todo: string;
}

/** A complaint as the message of a zod issue, which has room for one string only: two lines. */
export function toMessage(complaint: Diagnostic): string {
  return `${complaint.what}\n${complaint.todo}`;
}

/** The complaint behind a message of `toMessage`; null for a message of zod's own. */
export function fromMessage(message: string): Diagnostic | null {
  const end = message.indexOf('\n');
  return end === -1 ? null : { what: message.slice(0, end), todo: message.slice(end + 1) };
}

/** A user's value in a sentence: quoted, on one line, at most 80 characters. */
export function quote(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  const visible = text.replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (char) => unicodeEscape(char));
  return visible.length <= 80 ? visible : `${visible.slice(0, 79)}…`;
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The known word that was probably meant: its letters in another order, or a third of it (at least one letter) mistyped. */
export function didYouMean(written: string, known: readonly string[]): string | null {
  if (known.length === 0 || written === '' || written.length > 200) return null;
  const word = plain(written);
  const same = known.find((candidate) => plain(candidate) === word);
  if (same !== undefined) return same;
  const swapped = known.find((candidate) => letters(candidate) === letters(written));
  if (swapped !== undefined) return swapped;
  const near = closest(written, [...known]);
  return distance(written, near) <= Math.max(1, Math.floor(near.length / 3)) ? near : null;
}

/** `maxIncrease`, `max_increase` and `Max-Increase` are all meant as `max-increase`. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

function letters(word: string): string {
  return plain(word).split('').toSorted().join('');
}

/** `Did you mean "x"? Known here: …` */
export function suggestion(written: string, known: readonly string[], label = 'Known here'): string {
  const near = didYouMean(written, known);
  const list = known.length === 0 ? '' : `${label}: ${known.join(', ')}.`;
  return near === null ? list : `Did you mean "${near}"? ${list}`.trimEnd();
}
