/** What a record of a page view may hold: the schema refuses more, and the beacon sends no more. */

/** The longest time that is believed, ms: a page that was left open all day is not a measurement. */
export const LONGEST_MS = 3_600_000;
export const HIGHEST_CLS = 1000;
/** At every node. */
export const MOST_PARTS = 50;
/** Feature flags and experiments; the beacon sends fewer. */
export const MOST_FLAGS = 50;

/** A text without control characters, those that reorder the text around them, and halves of characters. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069\ud800-\udfff]/gu, '');
}
