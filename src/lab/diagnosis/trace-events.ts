import { z } from 'zod';

const number = z.number();
const text = z.string();

/** Lines and columns of the timeline's stacks count from 1. */
const stackTrace = z
  .array(z.object({ url: text, lineNumber: number, columnNumber: number, functionName: text }))
  .max(200)
  .default([]);

const common = { pid: number, tid: number, /** Of the clock of the network's events, µs. */ ts: number };
const lasting = { ...common, dur: number.default(0) };

const frameSchema = z.object({
  functionName: text,
  url: text.default(''),
  /** From 0. */
  lineNumber: number.default(0),
  columnNumber: number.default(0),
});

/** The events of Chrome's trace that are looked at, and what of them. */
export const traceEventSchema = z.discriminatedUnion('name', [
  z.object({
    ...common,
    name: z.literal('navigationStart'),
    args: z.object({
      frame: text,
      data: z.object({ documentLoaderURL: text.default(''), navigationId: text.default('') }),
    }),
  }),
  z.object({
    ...lasting,
    name: z.literal('UpdateLayoutTree'),
    args: z.object({ elementCount: number.default(0), beginData: z.object({ stackTrace }).optional() }),
  }),
  z.object({
    ...lasting,
    name: z.literal('Layout'),
    args: z.object({ beginData: z.object({ stackTrace, dirtyObjects: number.default(0) }).optional() }),
  }),
  z.object({
    ...common,
    name: z.enum(['InvalidateLayout', 'ScheduleStyleRecalculation']),
    args: z.object({ data: z.object({ stackTrace }).optional() }),
  }),
  z.object({ ...lasting, name: z.literal('Commit') }),
  z.object({
    ...lasting,
    name: z.enum(['v8.compile', 'v8.compileModule']),
    args: z.object({ data: z.object({ scriptId: number.optional() }).optional(), fileName: text.optional() }),
  }),
  z.object({
    ...common,
    id: text,
    name: z.literal('Profile'),
    args: z.object({ data: z.object({ startTime: number }) }),
  }),
  z.object({
    ...common,
    id: text,
    name: z.literal('ProfileChunk'),
    args: z.object({
      data: z.object({
        cpuProfile: z
          .object({
            nodes: z.array(z.object({ id: number, parent: number.optional(), callFrame: frameSchema })).default([]),
            samples: z.array(number).default([]),
          })
          .optional(),
        timeDeltas: z.array(number).default([]),
        /** Where in its function each sample was taken, from 1; 0 where that is not known. */
        lines: z.array(number).default([]),
        columns: z.array(number).default([]),
      }),
    }),
  }),
]);
export type TraceEvent = z.infer<typeof traceEventSchema>;
export type ProfileFrame = z.infer<typeof frameSchema>;
export type TimelineFrame = z.infer<typeof stackTrace>[number];
