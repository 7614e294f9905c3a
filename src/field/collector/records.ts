import { beaconSchema, type Beacon } from '../../model/beacon.ts';
import { complaintOf } from '../lines/complaint.ts';

export type ReadRecords =
  | { readonly kind: 'records'; readonly records: readonly Beacon[] }
  /** What is wrong, and in which line: without a word of the sender. */
  | { readonly kind: 'refused'; readonly error: string };

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The records of a body: one, or one a line. All of them are valid, or the body is refused. */
export function readRecords(body: Uint8Array): ReadRecords {
  const text = decoded(body);
  if (text === null) return refused('the body is not UTF-8');
  const records: Beacon[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = readLine(line);
    if (typeof record === 'string') return refused(`line ${index + 1}: ${record}`);
    records.push(record);
  }
  return records.length === 0 ? refused('the body has no record') : { kind: 'records', records };
}

const refused = (error: string): ReadRecords => ({ kind: 'refused', error });

function decoded(body: Uint8Array): string | null {
  try {
    return UTF8.decode(body);
  } catch {
    return null;
  }
}

/** The record, or what is wrong with it. */
function readLine(line: string): Beacon | string {
  if (/^\s*\[/.test(line)) return 'the record must be an object, not a list: send one record a line';
  const value = parsed(line);
  if (value === undefined) return 'the record is not JSON';
  const { success, data, error } = beaconSchema.safeParse(value);
  return success ? data : complaintOf(error);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
