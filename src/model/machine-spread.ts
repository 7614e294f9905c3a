import { z } from 'zod';

import { METRICS, type Metric } from './metric.ts';

/** More than this is not the spread of machines that run one gate. */
export const MOST_SPREAD = 0.5;

const share = z.number().nonnegative().max(MOST_SPREAD);

/** By what share of itself a metric differs between the machines of a repository, as its history has taught. */
export const machineSpreadSchema = z.strictObject({
  /** 0.05 for 5 %; a metric that is absent has not been learnt. */
  metrics: z.partialRecord(z.enum(METRICS), share),
  /** Where the history is kept, for a reader. */
  place: z.string().max(5000),
  /** How many runs taught it. */
  runs: z.number().int().positive(),
});
export type MachineSpread = Readonly<z.infer<typeof machineSpreadSchema>>;

/** The shares of a spread; of an absent metric the default holds. */
export type MachineSpreads = Readonly<Partial<Record<Metric, number>>>;
