import { z } from 'zod';

const url = z.string().max(4000);
const ms = z.number().nonnegative();
const count = z.number().int().nonnegative();
const name = z.string().max(500);
const pictureName = z
  .string()
  .max(200)
  .regex(/^[\w-]+\.webp$/);

/** A place in served code, both from 1. `functionName` is empty at the top level. */
const codePlaceSchema = z.strictObject({
  url,
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  functionName: name,
});
export type CodePlace = z.infer<typeof codePlaceSchema>;

/** Innermost frame first; frames of asynchronous parents follow. */
const stack = z.array(codePlaceSchema).max(100);

const requestSchema = z.strictObject({
  /** As it was sent; secrets taken out. */
  url,
  method: z.string().max(20),
  kind: z.enum(['document', 'style', 'script', 'image', 'font', 'fetch', 'media', 'other']),
  /** Below the deploy's own origin. */
  isSameOrigin: z.boolean(),
  initiator: z.enum(['parser', 'preload', 'script', 'stylesheet', 'other']),
  /** Who asked: the document, script or style sheet with line and column, if the browser says. */
  askedBy: z.strictObject({ url, line: count.nullable(), column: count.nullable() }).nullable(),
  stack,
  /** Chrome's words: `VeryLow` … `VeryHigh`, when it was asked for and in the end. */
  priority: z.strictObject({ first: z.string().max(20), last: z.string().max(20) }),
  isRenderBlocking: z.boolean(),
  isPreloaded: z.boolean(),
  /** URLs that redirected to it, first one first. */
  redirects: z.array(url).max(20),
  /** Since the navigation began; `sentMs` after waiting for a connection; null where it did not come to that. */
  askedMs: ms,
  sentMs: ms.nullable(),
  answeredMs: ms.nullable(),
  endedMs: ms.nullable(),
  /** What a new connection cost; 0 on one that was there. */
  connectMs: ms,
  status: count,
  /** By allow-list, lower case: cache-control, age, content-encoding, content-type, x-cache, cf-cache-status, server-timing, link, etag (whether), timing-allow-origin. */
  headers: z.record(z.string().max(50), z.string().max(500)),
  /** As sent, and decoded. */
  encodedBytes: count,
  decodedBytes: count,
});
export type DiagnosedRequest = z.infer<typeof requestSchema>;

/** The time of one function (by its served place), within a window. */
const functionTimeSchema = z.strictObject({
  place: codePlaceSchema,
  selfMs: ms,
  totalMs: ms,
  /** Its callers up to the task, innermost first. */
  callers: stack,
  /** Where in it most of its own time went; null where the browser does not say. */
  hottest: codePlaceSchema.nullable(),
});
export type FunctionTime = z.infer<typeof functionTimeSchema>;

const workSchema = z.strictObject({
  /** Functions with the most self time in the window, at most 50. */
  functions: z.array(functionTimeSchema).max(50),
  /** Style recalculation and layout: how long, how many elements, and who forced it if a script did. */
  styles: z.array(z.strictObject({ kind: z.enum(['style', 'layout']), ms, elements: count, forcedBy: stack })).max(200),
});
export type Work = z.infer<typeof workSchema>;

/** Names of files beside the record, cropped; null where there is none. */
export const picturesSchema = z.strictObject({ before: pictureName.nullable(), after: pictureName.nullable() });
export type PictureNames = z.infer<typeof picturesSchema>;

/** How many frames a filmstrip has at most. */
export const MOST_FILMSTRIP_FRAMES = 10;

/** What the page showed from the start of the navigation until LCP; frames that repeat the one before are left out. */
const filmstripSchema = z.strictObject({
  /** Of its pictures, px. */
  width: count.positive(),
  height: count.positive(),
  frames: z
    .array(
      z.strictObject({
        /** When it was shown, since the navigation began. */
        atMs: ms,
        /** Whether it shows the LCP element for the first time. */
        isLcp: z.boolean(),
        /** The name of a file beside the record. */
        picture: pictureName,
      }),
    )
    .min(1)
    .max(MOST_FILMSTRIP_FRAMES),
});

const length = z.number().nonnegative();
const rect = z.strictObject({ x: z.number(), y: z.number(), width: length, height: length });

/** What Chrome's own analysis of the trace says of the page, by the names that its Performance panel has for it. */
const traceInsightSchema = z.strictObject({
  id: z.string().max(100),
  state: z.enum(['pass', 'fail', 'informative']),
  /** What Chrome estimates that a mend would save; null where it estimates nothing. */
  savedMs: z.strictObject({ fcp: ms.nullable(), lcp: ms.nullable(), inp: ms.nullable() }),
  wastedBytes: ms.nullable(),
});
export type TraceInsight = z.infer<typeof traceInsightSchema>;

/** What one diagnostic visit saw. Its numbers are never shown as measurements. */
export const diagnosticVisitSchema = z.strictObject({
  side: z.enum(['base', 'head']),
  /** Of this visit, to tell whether what was measured was seen again. */
  seen: z.strictObject({
    lcpMs: ms.nullable(),
    inpMs: ms.nullable(),
    cls: z.number().nonnegative().nullable(),
    fcpMs: ms.nullable(),
  }),
  requests: z.array(requestSchema).max(3000),
  lcp: z
    .strictObject({
      selector: name,
      /** Of its image; null for text. */
      url: url.nullable(),
      /** Attributes that matter: loading, fetchpriority, decoding, width, height, src kind. */
      attributes: z.record(z.string().max(50), z.string().max(500)),
      /** Who created the element: empty where the parser did. */
      createdBy: stack,
      /** The components of a framework that rendered the element, innermost first: no stack has them. */
      renderedBy: stack,
      /** Since the navigation began. */
      loadedMs: ms.nullable(),
      renderedMs: ms,
    })
    .nullable(),
  /** From the interaction's input to its next paint; null without one. */
  interaction: z
    .strictObject({
      target: name,
      inputDelay: z.strictObject({ ms, work: workSchema }),
      processing: z.strictObject({ ms, work: workSchema }),
      presentation: z.strictObject({ ms, work: workSchema }),
    })
    .nullable(),
  /** The main thread before LCP was painted, from the navigation on. */
  loading: workSchema,
  /** The same before the first paint; not there where that was not seen. */
  firstPaint: workSchema.optional(),
  /** Scripts that ran, with what a position in them needs. `text` is in a file of its own beside the record. */
  scripts: z
    .array(
      z.strictObject({
        url,
        isSameOrigin: z.boolean(),
        /** What `//# sourceMappingURL=` or the `SourceMap` header says; null without one. */
        sourceMap: z.string().max(4000).nullable(),
        /** Of an inline script, whose URL is the document's: where its text begins in it, both from 1. */
        start: z.strictObject({ line: z.number().int().positive(), column: z.number().int().positive() }).optional(),
        bytes: count,
        /** SHA-256 of the text, hex: the file below `scripts/`. */
        hash: z.string().length(64),
        compileMs: ms,
      }),
    )
    .max(500),
  shifts: z
    .array(
      z.strictObject({
        value: z.number().nonnegative(),
        atMs: ms,
        moved: z.array(z.strictObject({ selector: name, before: rect, after: rect })).max(10),
        /** What Chrome or the snapshots around it say moved them. */
        culprits: z
          .array(
            z.strictObject({
              kind: z.enum(['unsized-image', 'inserted', 'font', 'style', 'iframe', 'animation']),
              selector: name.nullable(),
              url: url.nullable(),
              /** Who inserted or changed it. */
              stack,
              /** The components of a framework that rendered it, innermost first. */
              renderedBy: stack,
            }),
          )
          .max(10),
        /** What the page looked like; only for the largest shifts of the first visit to head. */
        pictures: picturesSchema,
        /** The part of what the browser shows that its pictures are cut out of, CSS px; absent where there are none. */
        pictured: rect.optional(),
      }),
    )
    .max(50),
  /** Only of the first visit to each side; not there where it is not filmed. */
  filmstrip: filmstripSchema.optional(),
  /** None where the trace was too large. A second opinion: no cause is found by it. */
  insights: z.array(traceInsightSchema).max(50),
  /** Layers of the document's answer. */
  layers: z.array(z.strictObject({ name: z.string().max(200), ms })).max(100),
});
export type DiagnosticVisit = z.infer<typeof diagnosticVisitSchema>;

/** The diagnostic visits of one campaign: `diagnostics/ROUTE-CONDITION.json` of the output folder. */
export const diagnosisSchema = z.strictObject({
  version: z.literal(1),
  route: z.string().max(200),
  condition: z.string().max(200),
  base: z.string().max(2000).nullable(),
  head: z.string().max(2000),
  visits: z.array(diagnosticVisitSchema).max(6),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
