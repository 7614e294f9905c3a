import { z } from 'zod';

import { PROFILE_METRICS } from '../../model/graphql.ts';
import { toMessage } from '../../source/diagnostic.ts';
import { graphqlBudgetSchema } from './budget-schema.ts';

const SOURCES = ['schema', 'supergraph', 'subgraphs'] as const;

const fileSchema = z.string().trim().min(1).max(1000);

const subgraphSchema = z.strictObject({
  schema: fileSchema.describe('The SDL of the subgraph.'),
  owner: z.string().trim().min(1).max(200).describe('Who to ask about it, for example @org/team.').optional(),
});

/** A subgraph's name as composition takes it. */
const subgraphNameSchema = z.string().regex(/^[A-Za-z_][\w-]{0,199}$/, {
  error: toMessage({
    what: 'This cannot be the name of a subgraph.',
    todo: 'Begin with a letter, and use letters, digits, _ and -.',
  }),
});

const sizeSchema = z.union([z.int().min(0).max(1_000_000_000), z.literal('unbounded')]);

/** `graphql:` as a user writes it. */
export const graphqlSchema = z
  .strictObject({
    schema: z
      .union([fileSchema, z.array(fileSchema).min(1).max(10_000)])
      .describe('The graph in plain SDL: a file, or several that are read as one; globs will do.')
      .optional(),
    supergraph: fileSchema.describe('The SDL of a composed supergraph.').optional(),
    subgraphs: z
      .union([fileSchema, z.record(subgraphNameSchema, subgraphSchema)])
      .describe(
        "The subgraphs to compose: a file as rover's supergraph.yaml, or a map from names to { schema, owner }.",
      )
      .optional(),
    operations: z
      .array(fileSchema)
      .min(1)
      .max(10_000)
      .describe(
        'The operations that the clients send: .graphql documents and persisted-operation manifests; globs are allowed.',
      ),
    profile: z
      .enum(Object.keys(PROFILE_METRICS) as (keyof typeof PROFILE_METRICS)[])
      .default('ibm')
      .describe('How costs are computed: by IBM’s draft of the cost directives, or as Apollo Router computes them.'),
    'list-size': sizeSchema
      .default('unbounded')
      .describe('The size of a list that neither a directive nor an argument sizes.'),
    variables: z
      .record(z.string().min(1).max(200), z.record(z.string().regex(/^[A-Za-z_]\w{0,199}$/), z.json()))
      .default({})
      .describe('Values to take for variables, by operation; * in a name is any text.'),
    'variable-defaults': z
      .boolean()
      .default(false)
      .describe('Whether the default that an operation gives a variable counts as its value.'),
    router: fileSchema
      .describe("A router's configuration; the limits of its demand_control are read as budgets.")
      .optional(),
    budgets: z.array(graphqlBudgetSchema).max(10_000).default([]).describe('What operations may cost.'),
  })
  .refine((section) => writtenSources(section).length === 1, {
    error: ({ input }) => {
      const written = writtenSources(input as object);
      const todo =
        written.length === 0
          ? 'Add for example: schema: schema.graphql.'
          : 'Keep the one that the operations are sent to.';
      return toMessage({
        what: `graphql has exactly one of the keys ${SOURCES.join(', ')}; this one has ${written.join(' and ') || 'none'}.`,
        todo,
      });
    },
  })
  .meta({ oneOf: SOURCES.map((key) => ({ required: [key] })) })
  .describe('What GraphQL operations may cost on the composed graph.');

function writtenSources(section: object): string[] {
  return SOURCES.filter((key) => (section as Record<string, unknown>)[key] !== undefined);
}

export type GraphqlInput = z.infer<typeof graphqlSchema>;
