import measure from 'fast-string-truncated-width';

/** How many columns of a terminal a text takes: two for a wide character, none for an escape sequence. */
export function displayWidth(text: string): number {
  return measure(text).width;
}

/** A text in at most so many columns; an ellipsis marks the cut. */
export function fitToWidth(text: string, columns: number): string {
  const { index, truncated, ellipsed } = measure(text, { limit: columns, ellipsis: '…' });
  if (!truncated) return text;
  return ellipsed ? `${text.slice(0, index)}…` : '';
}
