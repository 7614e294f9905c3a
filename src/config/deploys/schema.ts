import { isAbsolute, normalize } from 'node:path';
import { z } from 'zod';

import { quantitySchema } from '../budgets/schema.ts';
import { quote, toMessage, type Diagnostic } from '../../source/diagnostic.ts';
import { hostsSchema } from '../conditions/schema.ts';
import { DEPLOY_URL_PATTERN, deployUrlComplaint } from './url.ts';
import { pathSchema } from '../routes/path-schema.ts';
import { checked, oneOf } from '../schema-parts.ts';
import { headerNameSchema } from '../routes/text-schema.ts';
import { DURATION } from '../units/time-and-percent.ts';

// --- one side at a time -------------------------------------------------------------------------------------------

const sourceShape = {
  url: checked(z.string(), deployUrlComplaint)
    .meta({ pattern: DEPLOY_URL_PATTERN.source })
    .describe(
      'Where the deploy is served: http or https, no credentials, no query; {sha}, {short-sha}, {pr} and {branch} stand for the commit that is measured.',
    ),
  static: z
    .string()
    .min(1)
    .max(1000)
    .describe(
      'A folder with a built site, relative to this file; the gate serves it itself. {sha} and {short-sha} stand for the commit.',
    ),
};

const spaSchema = z
  .boolean()
  .describe(
    'Beside static: a path that is not a file answers with index.html and status 200, for a single-page application; scripts and other assets are not.',
  );

const deploySchema = oneOf('A deploy', 'Remove one.', sourceShape, {
  spa: spaSchema,
  hosts: hostsSchema.describe(
    "Where this deploy's hosts are, for two deploys under one production name; before the hosts of the condition.",
  ),
})
  .refine(({ spa, static: folder }) => spa === undefined || folder !== undefined, {
    error: toMessage({
      what: '`spa` says how the gate serves a folder, and this deploy is served elsewhere.',
      todo: 'Remove it, or name a folder with `static`.',
    }),
  })
  .meta({ dependencies: { spa: ['static'] } });

// --- one provider for both sides ----------------------------------------------------------------------------------

const commandSchema = z.string().trim().min(1).max(5000);

function directoryComplaint(directory: string): Diagnostic | null {
  const inside = normalize(directory.replaceAll('\\', '/'));
  if (directory.trim() !== '' && !isAbsolute(inside) && inside !== '..' && !inside.startsWith('../')) return null;
  const what = `${quote(directory)} is not a folder of the repository.`;
  return { what, todo: "Write it relative to the repository's root, for example apps/web." };
}

const worktreeShape = z.strictObject({
  install: z
    .union([commandSchema, z.literal(false)])
    .optional()
    .describe(
      'Installs what the build needs, for example npm ci; by the lockfile of the commit where not given. false: nothing is installed.',
    ),
  build: commandSchema.optional().describe('Builds the site, for example npm run build.'),
  serve: commandSchema
    .optional()
    .describe(
      'Serves the site until it is ended; {port} stands for its port, which is in the environment as PORT too.',
    ),
  static: checked(z.string().min(1).max(1000), directoryComplaint)
    .optional()
    .describe(
      'A folder that the build makes, relative to `directory`; the gate serves it itself, in place of `serve`.',
    ),
  spa: spaSchema.optional(),
  ready: pathSchema.default('/').describe('A path that answers 2xx once the server is ready.'),
  'ready-timeout': quantitySchema(
    DURATION,
    'How long the server may take until it is ready; 60 s where not given.',
  ).optional(),
  directory: checked(z.string().max(1000), directoryComplaint)
    .default('.')
    .describe("Where the commands run, relative to the repository's root."),
});

const worktreeSchema = worktreeShape
  .refine(({ serve, static: folder }) => (serve === undefined) !== (folder === undefined), {
    error: ({ input }) => {
      const { serve } = input as { serve?: unknown };
      return toMessage({
        what: `\`worktree\` has ${serve === undefined ? 'neither' : 'both'} serve ${serve === undefined ? 'nor' : 'and'} static.`,
        todo:
          serve === undefined
            ? 'Write serve: "npm start -- --port {port}", or static: dist for a folder that the build makes.'
            : 'Keep one: a command that serves the site, or a folder that the gate serves.',
      });
    },
  })
  .refine(({ spa, static: folder }) => spa === undefined || folder !== undefined, {
    error: toMessage({
      what: '`spa` says how the gate serves a folder, and this site is served by a command.',
      todo: 'Remove it: the command decides.',
    }),
  })
  .meta({ oneOf: [{ required: ['serve'] }, { required: ['static'] }], dependencies: { spa: ['static'] } });

const githubDeploymentsSchema = z.strictObject({
  environment: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .optional()
    .describe('Only deployments to this environment; * is any text. Dashes, case and spaces do not matter.'),
  timeout: quantitySchema(DURATION, 'How long to wait for the deployment of head; 10 min where not given.').optional(),
});

// --- proof --------------------------------------------------------------------------------------------------------

const nameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s;,="]+$/);

const verifySchema = oneOf(
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

// --- all of it ----------------------------------------------------------------------------------------------------

const EXCLUSIVE = [
  ['worktree', 'github-deployments'],
  ['worktree', 'base'],
  ['worktree', 'head'],
  ['github-deployments', 'base'],
  ['github-deployments', 'head'],
] as const;

/** Where the deploys come from, and what proves which commit they serve. */
export const deploysSchema = z
  .strictObject({
    base: deploySchema.optional().describe('What head is compared with. Absent on a first run: then only max decides.'),
    head: deploySchema.optional().describe('What is judged. May come from --head-url instead.'),
    worktree: worktreeSchema.optional().describe('Both commits are checked out, built and served here.'),
    'github-deployments': githubDeploymentsSchema
      .optional()
      .describe("Both deploys are found among the repository's GitHub deployments."),
    verify: verifySchema.optional().describe('What proves which commit a deploy serves.'),
  })
  .refine((deploys) => clashOf(deploys) === undefined, {
    error: ({ input }) => {
      const [one, other] = clashOf(input as object) ?? [];
      return toMessage({
        what: `\`deploys\` has both ${one} and ${other}.`,
        todo: 'Keep one: worktree, github-deployments, or base and head.',
      });
    },
  })
  .meta({ allOf: EXCLUSIVE.map((pair) => ({ not: { required: [...pair] } })) })
  .describe('Where the two deploys come from.');

function clashOf(deploys: object): (typeof EXCLUSIVE)[number] | undefined {
  const has = (key: string): boolean => (deploys as Record<string, unknown>)[key] !== undefined;
  return EXCLUSIVE.find((pair) => pair.every(has));
}

/** How to find which commit made a budget break. */
export const bisectSchema = z
  .strictObject({
    'max-minutes': z.number().positive().max(600).describe('The extra time that looking for the commit may take.'),
  })
  .describe('When a budget breaks, look for the commit that did it. Absent: no such search.');

export type DeploysInput = z.infer<typeof deploysSchema>;
export type DeployInput = NonNullable<DeploysInput['base']>;
export type WorktreeInput = NonNullable<DeploysInput['worktree']>;
export type VerifyInput = NonNullable<DeploysInput['verify']>;
