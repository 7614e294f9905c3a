import { z } from 'zod';

import { toMessage } from '../../source/diagnostic.ts';
import { hostsSchema } from '../conditions/schema.ts';
import { oneOf } from '../schema-parts.ts';
import { SHARED_KINDS, SHARED_SCHEMAS, SIDE_SCHEMAS } from './providers/registry.ts';
import { spaSchema } from './spa-schema.ts';
import { verifySchema } from './verify-schema.ts';

const deploySchema = oneOf('A deploy', 'Remove one.', SIDE_SCHEMAS, {
  spa: spaSchema,
  hosts: hostsSchema.describe(
    "Where this deploy's hosts are, for two deploys under one production name; before the hosts of the condition.",
  ),
})
  .refine(({ spa, static: folder }) => spa === undefined || folder !== undefined, {
    error: toMessage({
      what: '`spa` sets how the gate serves a folder, but this deploy is served elsewhere.',
      todo: 'Remove it, or name a folder with `static`.',
    }),
  })
  .meta({ dependencies: { spa: ['static'] } });

/** Keys that no configuration has both of. */
const EXCLUSIVE = SHARED_KINDS.flatMap((kind, index) =>
  [...SHARED_KINDS.slice(index + 1), 'base', 'head'].map((other) => [kind, other] as const),
);

/** Where the deploys come from, and what proves which commit they serve. */
export const deploysSchema = z
  .strictObject({
    base: deploySchema.optional().describe('What head is compared with. Absent on a first run: then only max decides.'),
    head: deploySchema.optional().describe('What is judged. May come from --head-url instead.'),
    ...SHARED_SCHEMAS,
    verify: verifySchema.optional().describe('What proves which commit a deploy serves.'),
  })
  .refine((deploys) => clashOf(deploys) === undefined, {
    error: ({ input }) => {
      const [one, other] = clashOf(input as object) ?? [];
      return toMessage({
        what: `\`deploys\` has both ${one} and ${other}.`,
        todo: `Keep one: ${SHARED_KINDS.join(', ')}, or base and head.`,
      });
    },
  })
  .meta({ allOf: EXCLUSIVE.map((pair) => ({ not: { required: [...pair] } })) })
  .describe('Where the two deploys come from.');

function clashOf(deploys: object): (typeof EXCLUSIVE)[number] | undefined {
  const has = (key: string): boolean => (deploys as Record<string, unknown>)[key] !== undefined;
  return EXCLUSIVE.find((pair) => pair.every(has));
}

export type DeploysInput = z.infer<typeof deploysSchema>;
export type DeployInput = NonNullable<DeploysInput['base']>;

/** Whether a configuration says what head is compared with. */
export function hasBase(deploys: DeploysInput): boolean {
  return deploys.base !== undefined || SHARED_KINDS.some((kind) => deploys[kind] !== undefined);
}
