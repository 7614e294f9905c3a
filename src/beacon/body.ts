/** The most that one request takes, bytes: below the 64 KiB that browsers and collectors allow. */
const MOST_BYTES = 60_000;

/** Whether a text is longer than a request may be. Its bytes are counted only where three for each unit would be too many. */
export function isTooLong(text: string): boolean {
  return text.length * 3 > MOST_BYTES && new TextEncoder().encode(text).length > MOST_BYTES;
}

/** Records, each a line of JSON, as the bodies of requests: as few as hold them. */
export function bodiesOf(lines: readonly string[]): string[] {
  const bodies: string[] = [];
  let body = '';
  for (const line of lines) {
    if (body !== '' && isTooLong(`${body}${line}\n`)) {
      bodies.push(body);
      body = '';
    }
    body += `${line}\n`;
  }
  return body === '' ? bodies : [...bodies, body];
}
