import { z } from 'zod';

import type { ShaProof } from '../../model/config.ts';
import { pathSchema } from '../routes/path-schema.ts';
import { headerNameSchema } from '../routes/text-schema.ts';
import { oneOf } from '../schema-parts.ts';

const nameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s;,="]+$/);

/** What proves which commit a deploy serves. */
export const verifySchema = oneOf(
  'A proof of the SHA',
  'Keep the one that the deploy really has.',
  {
    header: headerNameSchema.describe('A response header that holds the SHA.'),
    'server-timing': nameSchema.describe('A Server-Timing entry whose description (desc) is the SHA.'),
    meta: z.string().min(1).max(200).describe('The name of a meta element whose content is the SHA.'),
    json: z
      .strictObject({
        path: pathSchema.describe('Where the JSON is, below the deploy.'),
        field: z
          .string()
          .regex(/^[^.\s]+(?:\.[^.\s]+)*$/)
          .max(200)
          .describe('The field that holds the SHA; a.b for one inside another.'),
      })
      .describe('A JSON document with a field that holds the SHA.'),
    cookie: nameSchema.describe('A cookie that the deploy sets to the SHA.'),
  },
  {},
);

type VerifyInput = z.infer<typeof verifySchema>;

export function resolveVerify(input: VerifyInput | undefined): ShaProof | null {
  if (input === undefined) return null;
  if (input.json !== undefined) return { kind: 'json', ...input.json };
  for (const kind of ['header', 'server-timing', 'meta', 'cookie'] as const) {
    const name = input[kind];
    if (name !== undefined) return { kind, name };
  }
  return null;
}
