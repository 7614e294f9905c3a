import { createReadStream } from 'node:fs';

/** A longer line is not a record, bytes: the collector takes no longer body. */
export const LONGEST_LINE = 65_536;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/**
 * The lines of a file without their ends, LF or CRLF, and without a byte order mark before the first. Null for one that is
 * too long: it is not held.
 */
export async function* linesOf(path: string): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    length += part.length;
    // One more byte, which may be the first half of CRLF.
    if (length <= LONGEST_LINE + 1) parts.push(part);
    else parts = [];
  };
  const take = (): Buffer | null => {
    const line = length > LONGEST_LINE + 1 ? null : withoutReturn(Buffer.concat(parts));
    [parts, length] = [[], 0];
    return line === null || line.length > LONGEST_LINE ? null : line;
  };
  let isFirst = true;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = isFirst ? markLength(chunk) : 0;
    isFirst = false;
    for (let end = chunk.indexOf(LINE_FEED, from); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

function markLength(chunk: Buffer): number {
  return chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
