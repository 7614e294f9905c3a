import { z } from 'zod';

import type { Diagnostic } from '../../source/diagnostic.ts';
import { DATABASES } from '../../model/field.ts';
import { valueAt, type PathDiagnostic } from '../messages/findings.ts';
import { secretNameSchema } from '../routes/text-schema.ts';
import { checked, oneOf } from '../schema-parts.ts';
import { covariatesSchema } from './covariates.ts';
import { eventsFindings, eventsSchema } from './events.ts';
import { windowSchema } from './window.ts';

/** `scheme://`, as a URL begins: no glob does. */
const URL_START = /^\s*[a-z][a-z0-9+.-]*:\/\//i;

const URL_IN_FILE: Diagnostic = {
  what: 'A URL does not belong in this file, because it may hold a password.',
  todo: 'Put it into an environment variable and name that, for example beacons: { postgres: { url-from: PGURL, table: beacons } }.',
};

/** What is written is not repeated: it may hold a password. */
function globComplaint(text: string): Diagnostic | null {
  if (!URL_START.test(text)) return null;
  return URL_IN_FILE;
}

function urlNameComplaint(text: string): Diagnostic | null {
  if (secretNameSchema.safeParse(text).success) return null;
  return {
    what: 'url-from is not the name of an environment variable.',
    todo: 'Put the URL into an environment variable, because it may hold a password, and write the name of that: url-from: PGURL.',
  };
}

export function fieldFindings(file: unknown): PathDiagnostic[] {
  return [...urlFindings(file), ...eventsFindings(file)];
}

/** A database with the key that people try first. */
function urlFindings(file: unknown): PathDiagnostic[] {
  return DATABASES.map((kind) => ['field', 'beacons', kind, 'url'])
    .filter((path) => valueAt(file, path) !== undefined)
    .map((path) => ({ path, part: 'key', ...URL_IN_FILE }));
}

const databaseSchema = z
  .strictObject({
    'url-from': checked(z.string().meta({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' }), urlNameComplaint).describe(
      'The environment variable that holds the URL of the database.',
    ),
    table: z.string().min(1).max(200).default('beacons').describe('The table, or schema.table; default beacons.'),
  })
  .describe('A database that has the table of page views.');

/** `field:` as a user writes it. */
export const fieldSchema = z
  .strictObject({
    beacons: z
      .union([
        checked(z.string().min(1).max(4000).meta({ pattern: '^(?!\\s*[A-Za-z][A-Za-z0-9+.-]*://)' }), globComplaint),
        oneOf('`beacons`', 'Remove one.', { postgres: databaseSchema, clickhouse: databaseSchema }, {}),
      ])
      .describe('Where page views are recorded: a glob of files relative to this file, or a database.'),
    deploys: z
      .string()
      .min(1)
      .max(4000)
      .optional()
      .describe('A file that lists deploys, one JSON object a line; relative to this file.'),
    window: windowSchema.optional(),
    covariates: covariatesSchema.default([]),
    events: eventsSchema.optional(),
  })
  .describe('What visitors measured: read by the field commands.');

export type FieldInput = z.infer<typeof fieldSchema>;
