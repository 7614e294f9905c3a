import { z } from 'zod';

import { quantitySchema } from '../../budgets/limit-schema.ts';
import { DURATION, parseDurationMs } from '../../units/time-and-percent.ts';
import type { SharedSyntax } from './syntax.ts';

const DISCOVERY_TIMEOUT_MS = 600_000;

const schema = z
  .strictObject({
    environment: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .optional()
      .describe('Only deployments to this environment; * is any text. Dashes, case and spaces do not matter.'),
    timeout: quantitySchema(DURATION, 'How long to wait for the deployment of head; default 10 min.').optional(),
  })
  .optional()
  .describe("Both deploys are found among the repository's GitHub deployments.");

export const githubDeployments: SharedSyntax<'github-deployments', typeof schema> = {
  schema,
  yieldsToEvent: true,
  resolve: ({ environment, timeout }) => ({
    kind: 'github-deployments',
    environment: environment ?? null,
    timeoutMs: parseDurationMs(timeout ?? '') ?? DISCOVERY_TIMEOUT_MS,
  }),
};
