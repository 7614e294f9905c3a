/** The most that one request takes, bytes: below the 64 KiB that browsers and collectors allow. */
export const MOST_BYTES = 60_000;

/** UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Records, each a line of JSON, as the bodies of requests: as few as hold them. */
export function bodiesOf(lines: readonly string[]): string[] {
  const bodies: string[] = [];
  let [body, size] = ['', 0];
  for (const line of lines) {
    const more = bytesOf(line) + 1;
    if (size + more > MOST_BYTES && body !== '') {
      bodies.push(body);
      [body, size] = ['', 0];
    }
    body += `${line}\n`;
    size += more;
  }
  return body === '' ? bodies : [...bodies, body];
}
