import { z } from 'zod';

const time = z.number();
const selector = z.string().max(500);
const url = z.string().max(4000).nullable();
/** A node of the page, to be asked for. */
const node = z.number().int().nonnegative().nullable();
const rect = z.strictObject({ x: time, y: time, width: time, height: time });

/** What the script in the page hands over. */
export const watchedSchema = z.strictObject({
  /** When the document began, ms since the epoch; other times are ms since then. */
  timeOrigin: time,
  lcp: z
    .strictObject({ node, selector, url, attributes: z.record(z.string().max(50), z.string().max(500)) })
    .nullable(),
  shifts: z
    .array(
      z.strictObject({
        value: z.number().nonnegative(),
        at: time,
        moved: z.array(z.strictObject({ selector, before: rect, after: rect })).max(10),
        /** What was there for the first time shortly before, the latest first. */
        suspects: z
          .array(
            z.strictObject({
              at: time,
              kind: z.enum(['unsized-image', 'inserted', 'style', 'iframe']),
              node,
              /** Whether only its text was inserted, or it was there without a box. */
              wasThere: z.boolean(),
              selector: selector.nullable(),
              url,
              area: time,
            }),
          )
          .max(40),
      }),
    )
    .max(50),
});
export type Watched = z.infer<typeof watchedSchema>;
export type WatchedShift = Watched['shifts'][number];
export type Suspect = WatchedShift['suspects'][number];
