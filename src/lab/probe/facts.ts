import { z } from 'zod';

/**
 * What the probe hands over at the end of a visit: the facts that breakdowns are made of (`readings/facts.ts`) and what
 * explains them. The page under test is hostile, so the text is bounded and every number finite.
 */
const time = z.number();
const name = z.string().max(500);
const url = z.string().max(4000);

const serverTimingSchema = z.strictObject({ name, durationMs: time });

const navigationSchema = z.strictObject({
  activationStart: time,
  redirectStart: time,
  redirectEnd: time,
  workerStart: time,
  fetchStart: time,
  domainLookupStart: time,
  connectStart: time,
  connectEnd: time,
  responseStart: time,
  protocol: name,
  serverTiming: z.array(serverTimingSchema).max(200).readonly(),
});
export type NavigationFacts = z.infer<typeof navigationSchema>;

const lcpSchema = z.strictObject({
  value: time,
  target: name.nullable(),
  url: url.nullable(),
  resource: z
    .strictObject({
      startTime: time,
      responseEnd: time,
      initiator: name,
      serverTiming: z.array(serverTimingSchema).max(200).readonly(),
    })
    .nullable(),
});
export type LcpFacts = z.infer<typeof lcpSchema>;

const fcpSchema = z.strictObject({
  value: time,
  /** The response end of the last render-blocking resource that was there by the paint; null without one. */
  blockingEnd: time.nullable(),
});
export type FcpFacts = z.infer<typeof fcpSchema>;

const scriptSchema = z.strictObject({
  invoker: url,
  invokerType: name,
  sourceUrl: url,
  functionName: name,
  charPosition: z.number(),
  startTime: time,
  durationMs: time,
});

const inpSchema = z.strictObject({
  /** The longest event duration of the interaction, rounded by the browser to 8 ms. */
  value: time,
  target: name.nullable(),
  type: z.enum(['pointer', 'keyboard']),
  /** Index of the interaction step that was under way. */
  step: z.number().int().nullable(),
  startTime: time,
  processingStart: time,
  processingEnd: time,
  scripts: z.array(scriptSchema).max(200).readonly(),
});
export type InpFacts = z.infer<typeof inpSchema>;

const clsSchema = z.strictObject({
  value: z.number().nonnegative(),
  shifts: z
    .array(
      z.strictObject({
        value: z.number().nonnegative(),
        startTime: time,
        /** Shifted elements with the area they moved through, px². */
        sources: z
          .array(z.strictObject({ selector: name.nullable(), area: z.number().nonnegative() }))
          .max(10)
          .readonly(),
      }),
    )
    .max(500)
    .readonly(),
});

export const factsSchema = z.strictObject({
  navigation: navigationSchema.nullable(),
  /** When the soft navigation that is measured began; null if the page's load is. The values of FCP and LCP count from there. */
  softStart: time.nullable(),
  /** Whether the page came back from the back/forward cache. */
  restored: z.boolean(),
  fcp: fcpSchema.nullable(),
  lcp: lcpSchema.nullable(),
  inp: inpSchema.nullable(),
  cls: clsSchema.nullable(),
  /** Trusted pointer and key events the probe saw, whether or not the browser timed them. */
  interactionsSeen: z.number().int().nonnegative(),
  /** The longest time to the next frame among inputs that the browser should have timed and has not; 0 without one, ms. */
  untimedMs: time,
  /** From each interaction's input to its next paint, summed, ms. */
  interactionMs: time,
  /** The LCP of the load, whatever is measured; 0 without one, ms. */
  loadMs: time,
});
export type Facts = z.infer<typeof factsSchema>;

/** URLs with the sizes of their bodies as they were sent, bytes. */
export const sizesSchema = z.array(z.tuple([url, z.number().int().positive().max(1e12)])).max(1000);

/** CSS px from the viewport's top left. */
export const pointSchema = z.strictObject({ x: z.number().nonnegative(), y: z.number().nonnegative() });
