import { z } from 'zod';

import { quote, toMessage, type Diagnostic } from '../../source/diagnostic.ts';

const DEFAULT_WINDOW_DAYS = 28;
const MOST_DAYS = 400;
const DAYS = /^ *(\d{1,3}) *days? *$/;
/** The same without zero, and without groups that JSON Schema would not need. */
const PATTERN = '^ *(?=.*[1-9])(?:[0-3]?\\d{1,2}|400) *days? *$';
const EXAMPLE = 'for example 28 days';

/** How many days of page views are looked at. */
export const windowSchema = z
  .string({ error: ({ input }) => toMessage(windowComplaint(input)) })
  .regex(new RegExp(PATTERN), { error: ({ input }) => toMessage(windowComplaint(input)) })
  .describe('How many days of page views are looked at, up to the newest one; default 28 days.');

/** The days of a text that `windowSchema` accepts. */
export function windowDaysOf(text: string | undefined): number {
  return text === undefined ? DEFAULT_WINDOW_DAYS : Number(DAYS.exec(text)?.[1]);
}

function windowComplaint(value: unknown): Diagnostic {
  const days = typeof value === 'number' ? value : Number(DAYS.exec(String(value))?.[1] ?? Number.NaN);
  if (days === 0) return { what: 'A window of 0 days has no page views.', todo: `Write ${EXAMPLE}.` };
  if (days > MOST_DAYS)
    return {
      what: `A window has at most ${MOST_DAYS} days.`,
      todo: `Write ${EXAMPLE}, because old page views are of other code.`,
    };
  if (typeof value === 'number' && Number.isInteger(days) && days > 0)
    return { what: `${value} has no unit.`, todo: `Write ${value} ${value === 1 ? 'day' : 'days'}.` };
  return { what: `${quote(value)} is not a number of days.`, todo: `Write ${EXAMPLE}.` };
}
