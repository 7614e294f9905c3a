import { resolve } from 'node:path';

import { z } from 'zod';

import type { SideSyntax } from './syntax.ts';

const schema = z
  .string()
  .min(1)
  .max(1000)
  .describe(
    'A folder with a built site, relative to this file; the gate serves it itself. {sha} and {short-sha} are replaced by those of the commit.',
  );

export const staticFolder: SideSyntax<'static', typeof schema> = {
  schema,
  yieldsToEvent: false,
  resolve: (written, { spa }, folder) => ({
    kind: 'static',
    folder: resolve(folder, written),
    ...(spa === true && { spa }),
  }),
};
