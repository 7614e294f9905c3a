import { z } from 'zod';

import { toMessage, type Diagnostic } from '../source/diagnostic.ts';

export type Check = (text: string) => Diagnostic | null;

/** A text that a function checks; the message is the function's complaint. */
export function checked(schema: z.ZodString, check: Check): z.ZodString {
  return schema.refine((text) => check(text) === null, {
    error: ({ input }) => {
      const complaint = check(String(input));
      return complaint === null ? 'Invalid input' : toMessage(complaint);
    },
  });
}

/**
 * An object with exactly one key of `shape`: a choice that reads better in YAML than a `kind` key. The keys of `beside`
 * may accompany any of them.
 */
export function oneOf<Shape extends Record<string, z.ZodType>, Beside extends Record<string, z.ZodType>>(
  what: string,
  several: string,
  shape: Shape,
  beside: Beside,
) {
  return exactlyOne(z.strictObject({ ...shape, ...beside }).partial(), Object.keys(shape), what, several);
}

/** An object that may have each of `keys`, and must have one of them. */
export function exactlyOne<Schema extends z.ZodObject>(
  schema: Schema,
  keys: readonly string[],
  what: string,
  several: string,
): Schema {
  const writtenIn = (value: object): string[] =>
    keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  return schema
    .refine((value) => writtenIn(value).length === 1, {
      error: ({ input }) => {
        const written = writtenIn(input as object);
        const found = written.length === 0 ? 'none' : written.join(' and ');
        const todo = written.length === 0 ? 'Write one of them.' : several;
        return toMessage({
          what: `${what} has exactly one of the keys ${keys.join(', ')}; this one has ${found}.`,
          todo,
        });
      },
    })
    .meta({ oneOf: keys.map((key) => ({ required: [key] })) });
}
