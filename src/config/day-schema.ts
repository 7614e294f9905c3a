import { z } from 'zod';

import { daySchema } from '../model/waiver.ts';
import { quote, type Diagnostic } from '../source/diagnostic.ts';
import { checked } from './schema-parts.ts';

function dayComplaint(text: string): Diagnostic | null {
  if (daySchema.safeParse(text).success) return null;
  return { what: `${quote(text)} is not a day.`, todo: 'Write year, month and day, for example 2026-12-31.' };
}

/** A day as a user writes it. */
export function writtenDay(): z.ZodString {
  return checked(z.string().meta({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }), dayComplaint);
}
