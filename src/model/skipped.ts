import { z } from 'zod';

import { SIDES } from './deploy.ts';
import { MEASURED_BECAUSE } from './identity.ts';

const place = { route: z.string().max(200), condition: z.string().max(200) };

/** Where a run looked at what base and head serve before it measured: what was not measured, and why the rest was. */
export const skippedSchema = z.strictObject({
  /** The routes that were not measured, because base and head serve identical bytes in the same time. */
  routes: z.array(
    z.strictObject({
      ...place,
      /** Responses that were compared, on each side. */
      responses: z.number().int(),
      /** Requests that were made again, without Chrome, to compare their times; 0 where the gate itself served both sides. */
      repeatedRequests: z.number().int(),
      /** How often each of them was, on both sides together. */
      repeats: z.number().int(),
    }),
  ),
  /** The routes that were measured, each for a reason. */
  measured: z.array(
    z.strictObject({
      ...place,
      because: z.enum(MEASURED_BECAUSE),
      /** The response, without its query; null if it is about no single one. */
      url: z.string().max(2100).nullable(),
      side: z.enum(SIDES).nullable(),
      what: z.string().max(300).nullable(),
    }),
  ),
});
export type Skipped = z.infer<typeof skippedSchema>;
export type SkippedRoute = Skipped['routes'][number];
export type MeasuredRoute = Skipped['measured'][number];
