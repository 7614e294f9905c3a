import { z } from 'zod';

import { toMessage } from '../../source/diagnostic.ts';
import { interactionSchema } from './interactions/interactions.ts';
import { oneOf } from '../schema-parts.ts';
import {
  HEADER_NAME_PATTERN,
  headerNameComplaint,
  headerNameSchema,
  secretNameSchema,
  textSchema,
} from './text-schema.ts';

const NO_CONTROL = /^[^\p{Cc}]*$/u;

const cookieSchema = oneOf(
  'A cookie',
  'Remove one.',
  {
    value: z
      .string()
      .max(4096)
      .regex(/^[^;\p{Cc}]*$/u)
      .describe('Its value.'),
    secret: secretNameSchema.describe('The environment variable that holds its value.'),
  },
  {
    name: z
      .string()
      .regex(/^[^\s=;,\p{Cc}]{1,200}$/u)
      .describe('Its name.'),
    domain: z.string().min(1).max(253).describe("Its domain; by default the deploy's host."),
    path: z.string().regex(/^\//).max(1000).describe('The paths it is sent to; default /.'),
  },
)
  .refine((cookie) => cookie.name !== undefined, {
    error: () => toMessage({ what: 'This cookie has no name.', todo: 'Add `name`.' }),
  })
  .meta({ required: ['name'] });

const headersSchema = z
  .record(z.string(), textSchema(8192))
  .superRefine((headers, context) => {
    for (const [name, value] of Object.entries(headers)) {
      const complaint = headerNameComplaint(name);
      if (complaint !== null)
        context.addIssue({ code: 'custom', path: [name], message: toMessage(complaint), params: { part: 'key' } });
      if (typeof value === 'string' && !NO_CONTROL.test(value)) context.addIssue({ ...CONTROL, path: [name] });
    }
  })
  .meta({ propertyNames: { pattern: HEADER_NAME_PATTERN } });

const CONTROL = {
  code: 'custom',
  message: toMessage({ what: 'This value holds a control character.', todo: 'Write it on one line.' }),
} as const;

const basicAuthSchema = z.strictObject({
  username: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^:\p{Cc}]*$/u)
    .describe('Without a colon.'),
  'password-secret': secretNameSchema.describe('The environment variable that holds the password.'),
});

const bypassSchema = z.strictObject({
  header: headerNameSchema.describe('For example x-vercel-protection-bypass.'),
  secret: secretNameSchema.describe("The environment variable that holds the header's value."),
});

/** The keys that say who visits; at the top level and in routes. `scope` is a sentence. */
export function sessionShape(scope: string) {
  const key = <Schema extends z.ZodType>(schema: Schema, what: string) =>
    schema.nullable().optional().describe(`${what} ${scope}`);
  return {
    setup: key(
      z.array(interactionSchema).max(100),
      'Steps before measuring (log in, accept cookies), beginning with navigate: performed once per deploy, route and condition, in a browser of their own; each visit begins with the cookies and storage they leave.',
    ),
    cookies: key(z.array(cookieSchema).max(100), 'Cookies that each visit begins with.'),
    headers: key(headersSchema, "Headers of requests to the deploy's own origin, never sent to another."),
    'local-storage': key(
      z.record(z.string().max(1000), textSchema(1_000_000)),
      "Local storage of the deploy's origin that each visit begins with.",
    ),
    'basic-auth': key(basicAuthSchema, "HTTP basic authentication, sent to the deploy's own origin only."),
    bypass: key(
      bypassSchema,
      "A header with a secret that lets the gate past a preview's protection, sent to the deploy's own origin only.",
    ),
  };
}

/** Who visits, as the file or a route of it says. */
export type SessionInput = Readonly<z.infer<z.ZodObject<ReturnType<typeof sessionShape>>>>;
