/**
 * The text without those characters at its end. An expression like `/\/+$/` tries every run of them in the text, so that
 * its time grows with the square of a hostile text's length.
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
