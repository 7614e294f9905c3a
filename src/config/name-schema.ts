import { z } from 'zod';

import { quote } from '../source/diagnostic.ts';
import { checked } from './schema-parts.ts';

/** No control characters, and none that reorder the text around them in a report. */
const NAME_PATTERN = /^(?=.*\S)[^\p{Cc}\u2028-\u202e\u2066-\u2069]{1,100}$/u;

/**
 * A name that stands in reports.
 *
 * @param of what has the name: `a route`
 */
export function printableName(of: string): z.ZodString {
  return checked(z.string().meta({ minLength: 1, maxLength: 100 }), (name) => {
    if (NAME_PATTERN.test(name)) return null;
    const todo = 'Use 1 to 100 printable characters: the name appears in reports and file names.';
    return { what: `${quote(name)} cannot be the name of ${of}.`, todo };
  });
}
