import { readSync } from 'node:fs';

/** A line of a file, without its line feed. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly bytes: Buffer;
  /** Where its first byte is in the file. */
  readonly at: number;
  readonly isLast: boolean;
}

/** A line that is longer than anything that may be kept; `length` in characters. */
export interface EndlessLine {
  readonly number: number;
  readonly length: number;
  readonly at: number;
}

interface RawLine {
  readonly number: number;
  readonly bytes: Buffer;
  readonly at: number;
}

export interface LineLimits {
  /** Characters of a line; a longer one is told by its length alone. */
  readonly mostOfLine: number;
  /** Called with every part of the file as it is read, before its lines are. */
  readonly onPart?: (part: Buffer) => void;
  /** Bytes as text; by default what is not UTF-8 is replaced. */
  readonly decode?: (bytes: Buffer) => string;
}

const PART_BYTES = 1 << 20;
/** A UTF-16 code unit takes at most so many bytes of UTF-8. */
const MOST_BYTES_PER_UNIT = 3;
const LINE_FEED = 0x0a;
const NOTHING = Buffer.alloc(0);

/**
 * The lines of an open file, one at a time. They end with line feeds only, because other separators may stand inside of a
 * JSON text. Empty lines at the end are none.
 */
export function* linesIn(handle: number, limits: LineLimits): Generator<Line | EndlessLine> {
  const decode = limits.decode ?? ((bytes) => bytes.toString('utf8'));
  let held: RawLine | EndlessLine | null = null;
  const told = (line: RawLine | EndlessLine, isLast: boolean): Line | EndlessLine => {
    if ('length' in line) return line;
    const text = decode(line.bytes);
    const { length } = text;
    return length > limits.mostOfLine ? { number: line.number, length, at: line.at } : { ...line, text, isLast };
  };
  let next = 1;
  for (const line of filledLines(handle, limits)) {
    if (held !== null) yield told(held, false);
    for (let number = next; number < line.number; number += 1)
      yield told({ number, bytes: NOTHING, at: line.at - (line.number - number) }, false);
    next = line.number + 1;
    held = line;
  }
  if (held !== null) yield told(held, true);
}

/**
 * Lines as bytes. Empty ones are left out, because a file may consist of nothing else: numbers and places tell where they
 * are. Of an endless one only the characters are counted.
 */
function* filledLines(handle: number, { mostOfLine, onPart }: LineLimits): Generator<RawLine | EndlessLine> {
  const mostBytes = mostOfLine * MOST_BYTES_PER_UNIT;
  let number = 1;
  let at = 0;
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let endless: { readonly decoder: InstanceType<typeof TextDecoder>; length: number } | null = null;
  const grow = (part: Buffer): void => {
    begunBytes += part.length;
    if (endless === null && begunBytes > mostBytes) {
      endless = { decoder: new TextDecoder(), length: 0 };
      for (const each of begun) endless.length += endless.decoder.decode(each, { stream: true }).length;
      begun = [];
    }
    if (endless === null) begun.push(part);
    else endless.length += endless.decoder.decode(part, { stream: true }).length;
  };
  const end = (): RawLine | EndlessLine => {
    const [only, ...more] = begun;
    const bytes = only !== undefined && more.length === 0 ? only : Buffer.concat(begun);
    const line =
      endless === null
        ? { number, bytes, at }
        : { number, length: endless.length + endless.decoder.decode().length, at };
    number += 1;
    at += begunBytes + 1;
    begun = [];
    begunBytes = 0;
    endless = null;
    return line;
  };
  for (const part of partsOf(handle)) {
    onPart?.(part);
    let from = 0;
    for (let feed = part.indexOf(LINE_FEED); feed !== -1; feed = part.indexOf(LINE_FEED, from)) {
      if (feed > from) grow(part.subarray(from, feed));
      if (begunBytes > 0) yield end();
      else {
        number += 1;
        at += 1;
      }
      from = feed + 1;
    }
    if (from < part.length) grow(part.subarray(from));
  }
  if (begunBytes > 0) yield end();
}

function* partsOf(handle: number): Generator<Buffer> {
  let at = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(PART_BYTES);
    const read = readSync(handle, part, 0, PART_BYTES, at);
    if (read === 0) return;
    at += read;
    yield part.subarray(0, read);
  }
}
