import { isAbsolute, normalize, posix } from 'node:path';

import { z } from 'zod';

import { quote, toMessage, type Diagnostic } from '../../../source/diagnostic.ts';
import { quantitySchema } from '../../budgets/limit-schema.ts';
import { pathSchema } from '../../routes/path-schema.ts';
import { checked } from '../../schema-parts.ts';
import { DURATION, parseDurationMs } from '../../units/time-and-percent.ts';
import { namesInstall } from '../install-command.ts';
import { spaSchema } from '../spa-schema.ts';
import type { SharedSyntax } from './syntax.ts';

const READY_TIMEOUT_MS = 60_000;

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
      'Installs what the build needs, for example npm ci; by default the lockfile of the commit decides. false: nothing is installed.',
    ),
  build: commandSchema.optional().describe('Builds the site, for example npm run build.'),
  serve: commandSchema
    .optional()
    .describe(
      'Serves the site until it is stopped; {port} stands for its port, which is also in the environment as PORT.',
    ),
  static: checked(z.string().min(1).max(1000), directoryComplaint)
    .optional()
    .describe('A folder that the build makes, relative to `directory`; the gate serves it itself, instead of `serve`.'),
  spa: spaSchema.optional(),
  ready: pathSchema.default('/').describe('A path that answers 2xx once the server is ready.'),
  'ready-timeout': quantitySchema(DURATION, 'How long the server may take until it is ready; default 60 s.').optional(),
  directory: checked(z.string().max(1000), directoryComplaint)
    .default('.')
    .describe("Where the commands run, relative to the repository's root."),
});

const schema = worktreeShape
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
      what: '`spa` sets how the gate serves a folder, but this site is served by a command.',
      todo: 'Remove it: the command decides.',
    }),
  })
  .meta({ oneOf: [{ required: ['serve'] }, { required: ['static'] }], dependencies: { spa: ['static'] } })
  .optional()
  .describe('Both commits are checked out, built and served here.');

type WorktreeInput = NonNullable<z.infer<typeof schema>>;

export const worktree: SharedSyntax<'worktree', typeof schema> = {
  schema,
  yieldsToEvent: false,
  resolve: (input) => ({
    kind: 'worktree',
    install: input.install || null,
    ...(mayInferInstall(input) && { installsByLockfile: true }),
    build: input.build ?? null,
    serve: input.serve ?? null,
    ...(input.static !== undefined && { site: { folder: folderOf(input.static), spa: input.spa ?? false } }),
    readyPath: input.ready,
    readyTimeoutMs: parseDurationMs(input['ready-timeout'] ?? '') ?? READY_TIMEOUT_MS,
    directory: folderOf(input.directory),
  }),
};

/** Whether the configuration sets no install command, and its other commands do not install. */
function mayInferInstall({ install, build, serve }: WorktreeInput): boolean {
  return install === undefined && ![build, serve].some((command) => namesInstall(command ?? ''));
}

function folderOf(written: string): string {
  return posix.normalize(written.trim().replaceAll('\\', '/')).replace(/\/$/, '');
}
