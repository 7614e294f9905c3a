import { GateError } from '../errors.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { HISTORY_FORMAT, historyEntrySchema, type HistoryEntry } from './entry.ts';

/** A line of a history: an entry, or what is wrong with it. */
export type ReadLine =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'broken'; readonly why: string };

/** What git leaves in a file that it could not merge. */
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/;
const FORMAT = /^vitals-gate-history\/([1-9]\d{0,5})$/;
const THIS_FORMAT = Number(FORMAT.exec(HISTORY_FORMAT)?.[1]);

/**
 * Reads a line that is not empty.
 *
 * @param where `file:line`
 * @throws GateError `history-newer` if a newer version of the gate wrote it
 */
export function readHistoryLine(line: string, where: string): ReadLine {
  if (CONFLICT.test(line)) return { kind: 'conflict' };
  const value = parsed(line);
  if (value === undefined) return { kind: 'broken', why: 'it is not JSON' };
  const format = formatOf(value);
  const number = Number(FORMAT.exec(format ?? '')?.[1] ?? 0);
  if (number > THIS_FORMAT) throw new GateError('history-newer', { format: `${number}` }, { where });
  const { data, error } = historyEntrySchema.safeParse(value);
  if (error === undefined) return { kind: 'entry', entry: data };
  const [issue] = error.issues;
  const at = issue === undefined || issue.path.length === 0 ? 'it' : `its ${issue.path.join('.')}`;
  return { kind: 'broken', why: sanitizeLine(`${at} is not valid: ${issue?.message ?? 'unknown'}`, 200) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function formatOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('format' in value)) return null;
  return typeof value.format === 'string' ? value.format : null;
}
