/** A number of 32 bits has no more. */
const MOST_DIGITS = 7;
const [COMMA, SEMICOLON] = [44, 59];

/**
 * How many lines and segments mappings have; null if they are not base64 VLQ with 1, 4 or 5 numbers a segment (ECMA-426,
 * 9.2). The decoder takes any text, and reads what is invalid as the first place of the first source.
 */
export function countMappings(mappings: string): number | null {
  let [count, numbers, digits, isAfterComma] = [0, 0, 0, false];
  for (let at = 0; at <= mappings.length; at += 1) {
    const code = at === mappings.length ? SEMICOLON : mappings.charCodeAt(at);
    if (code === COMMA || code === SEMICOLON) {
      const isEmptyLine = numbers === 0 && code === SEMICOLON && !isAfterComma;
      if (digits > 0 || !(isEmptyLine || numbers === 1 || numbers === 4 || numbers === 5)) return null;
      [count, numbers, isAfterComma] = [count + 1, 0, code === COMMA];
      continue;
    }
    digits += 1;
    if (digits > MOST_DIGITS) return null;
    if (isLastDigit(code)) [numbers, digits] = [numbers + 1, 0];
    else if (!isOtherDigit(code)) return null;
  }
  return count;
}

/** `A` to `f` in the order of base64: no other digit of the same number follows. */
function isLastDigit(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 102);
}

/** `g` to `/`. */
function isOtherDigit(code: number): boolean {
  return (code >= 103 && code <= 122) || (code >= 47 && code <= 57) || code === 43;
}
