import { z } from 'zod';

import type { EventSource } from '../../model/field.ts';
import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { isMap } from '../../source/is-map.ts';
import type { KeyPath } from '../../source/yaml.ts';
import { valueAt, type PathDiagnostic } from '../messages/findings.ts';
import { checked, exactlyOne } from '../schema-parts.ts';

const CURRENCY = /^[A-Z]{3}$/;

function currencyComplaint(text: string): Diagnostic | null {
  if (CURRENCY.test(text)) return null;
  const what = `${quote(text)} is not the code of a currency.`;
  return { what, todo: 'Write its three capital letters, for example EUR.' };
}

const column = (of: string) => z.string().min(1).max(200).describe(of);

export const eventsSchema = exactlyOne(
  z.strictObject({
    files: z
      .string()
      .min(1)
      .max(4000)
      .optional()
      .describe('A glob of files (NDJSON, CSV or Parquet), relative to this file.'),
    table: z.string().min(1).max(200).optional().describe('The table, or schema.table, in the database of page views.'),
    session: column('The column that has the session of the beacon.'),
    time: column('The column that has the time of the event: ISO 8601; UTC where it has no offset.'),
    value: column('The column that has what the event is worth.').optional(),
    currency: checked(z.string().meta({ pattern: CURRENCY.source }), currencyComplaint)
      .optional()
      .describe('What values are in: three capital letters (ISO 4217).'),
  }),
  ['files', 'table'],
  '`events`',
  'Remove one.',
).describe('What visitors did, such as orders: read by field price.');

type EventsInput = z.infer<typeof eventsSchema>;

/** Events are where page views are: files are read by one engine, and tables of one database are joined. */
export function eventsFindings(file: unknown): PathDiagnostic[] {
  const beacons = valueAt(file, ['field', 'beacons']);
  const misplaced: readonly [isWrong: boolean, key: string, Diagnostic][] = [
    [
      isMap(beacons),
      'files',
      {
        what: 'Page views are in a database, so events cannot be in files.',
        todo: 'Load the events into a table of that database, and write table: in place of files:.',
      },
    ],
    [
      typeof beacons === 'string',
      'table',
      {
        what: 'Page views are in files, so events cannot be in a table.',
        todo: 'Write files: with a glob of NDJSON, CSV or Parquet files in place of table:.',
      },
    ],
  ];
  return misplaced.flatMap(([isWrong, key, complaint]): PathDiagnostic[] => {
    const path: KeyPath = ['field', 'events', key];
    return isWrong && valueAt(file, path) !== undefined ? [{ ...complaint, path, part: 'key' }] : [];
  });
}

/** @param whereOf the place of a key of `events` in the configuration */
export function resolveEvents(events: EventsInput | undefined, whereOf: (key: string) => string): EventSource | null {
  if (events === undefined) return null;
  const { files, table, session, time, value = null, currency = null } = events;
  const columns = { session, time, value, currency };
  if (files !== undefined) return { kind: 'files', glob: files, ...columns, where: whereOf('files') };
  if (table !== undefined) return { kind: 'table', table, ...columns, where: whereOf('table') };
  throw new Error('unchecked events');
}
