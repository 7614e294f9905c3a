import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

import { GateError } from '../errors.ts';
import { keyOf, type Place } from '../model/place.ts';
import type { Visit } from '../model/sample.ts';

/** Two campaigns may be measured at once; the others are read again when they are asked for. */
const MOST_RECENT = 4;
const LINE_FEED = 0x0a;

/** The visits of one campaign in the file. */
interface Stored {
  readonly place: Place;
  /** Bytes, as pairs of begin and end: lines that follow each other are one pair. */
  readonly ranges: number[];
  /** Of all lines, one after the other. */
  digest: string;
}

/**
 * Where the visits of each campaign are in a samples file. It keeps those of the few campaigns that were asked for last,
 * and reads others back. What it reads back are the bytes that were put there, or an error: a file that another process
 * changes never becomes a number.
 */
export class VisitIndex {
  readonly #stored = new Map<string, Stored>();
  /** The least recent first. */
  readonly #recent = new Map<string, Visit[]>();
  #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The file has another name. */
  move(file: string): void {
    this.#file = file;
  }

  /** @param line the visit as it is in the file, without its line feed; it begins at byte `at` */
  add(visit: Visit, line: Buffer, at: number): void {
    const { route, condition } = visit;
    const key = keyOf(visit);
    const known = this.#stored.get(key);
    const stored = known ?? { place: { route, condition }, ranges: [], digest: '' };
    if (known === undefined) {
      this.#stored.set(key, stored);
      this.#keep(key, []);
    }
    if (stored.ranges.at(-1) === at - 1) stored.ranges.pop();
    else stored.ranges.push(at);
    stored.ranges.push(at + line.length);
    stored.digest = digestAfter(stored.digest, line);
    this.#recent.get(key)?.push(visit);
  }

  /**
   * In the order they were made.
   *
   * @throws GateError `record-lost` if the file is not what was written
   */
  visitsOf(place: Place): readonly Visit[] {
    const key = keyOf(place);
    const stored = this.#stored.get(key);
    if (stored === undefined) return [];
    const visits = this.#recent.get(key) ?? this.#read(stored);
    this.#keep(key, visits);
    return visits;
  }

  #keep(key: string, visits: Visit[]): void {
    this.#recent.delete(key);
    this.#recent.set(key, visits);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > MOST_RECENT && oldest !== undefined) this.#recent.delete(oldest);
  }

  #read({ place, ranges, digest }: Stored): Visit[] {
    const lines = this.#linesIn(ranges, place);
    if (lines.reduce(digestAfter, '') !== digest) throw lostVisits(this.#file, place);
    return lines.map((line) => JSON.parse(line.toString('utf8')) as Visit);
  }

  #linesIn(ranges: readonly number[], place: Place): Buffer[] {
    try {
      const handle = openSync(this.#file, 'r');
      try {
        return pairs(ranges).flatMap(([from, to]) => linesOf(bytesIn(handle, from, to)));
      } finally {
        closeSync(handle);
      }
    } catch (cause) {
      throw lostVisits(this.#file, place, cause);
    }
  }
}

/** The digest of lines that are known by the digest of all but the last one. */
function digestAfter(before: string, line: Buffer): string {
  return createHash('sha256').update(before).update(line).digest('base64');
}

function pairs(ranges: readonly number[]): (readonly [from: number, to: number])[] {
  return ranges.flatMap((from, index) => (index % 2 === 0 ? [[from, ranges[index + 1] ?? from] as const] : []));
}

/** As many as the file has; a file that was cut has fewer. */
function bytesIn(handle: number, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(to - from);
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(handle, bytes, filled, bytes.length - filled, from + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let feed = bytes.indexOf(LINE_FEED); feed !== -1; feed = bytes.indexOf(LINE_FEED, from)) {
    lines.push(bytes.subarray(from, feed));
    from = feed + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}

function lostVisits(path: string, { route, condition }: Place, cause?: unknown): GateError {
  const what = `the visits to ${route} · ${condition}`;
  return new GateError('record-lost', { path, what }, cause === undefined ? {} : { cause });
}
