import { beaconSchema, type Beacon } from '../../model/beacon.ts';
import { complaintOf, type ShowName } from './complaint.ts';
import { LONGEST_LINE } from './lines-of.ts';

export type ReadLine =
  | { readonly kind: 'record'; readonly record: Beacon }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'empty' };

/** With its byte order mark, which belongs before the first line alone. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A line of a file as a record, or what is wrong with it.
 *
 * @param line null: it is too long
 */
export function readLine(line: Buffer | null, show?: ShowName): ReadLine {
  if (line === null) return refused(`the line has more than ${LONGEST_LINE.toLocaleString('en')} bytes`);
  if (line.length === 0) return { kind: 'empty' };
  const text = decoded(line);
  if (text === null) return refused('the line is not UTF-8');
  const value = parsed(text);
  if (value === undefined) return refused('the record is not JSON');
  const { data, error } = beaconSchema.safeParse(value);
  return error === undefined ? { kind: 'record', record: data } : refused(complaintOf(error, show));
}

const refused = (why: string): ReadLine => ({ kind: 'refused', why });

function decoded(line: Buffer): string | null {
  try {
    return UTF8.decode(line);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
