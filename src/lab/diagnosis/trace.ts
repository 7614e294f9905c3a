import { StringDecoder } from 'node:string_decoder';

import type { CDPSession, Protocol } from 'puppeteer';

import { within } from '../visit/limits.ts';
import { traceEventSchema, type TraceEvent } from './trace-events.ts';

const CATEGORIES = [
  'devtools.timeline',
  'loading',
  'blink.user_timing',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.stack',
  'disabled-by-default-v8.cpu_profiler',
];
/** What Chrome keeps of a trace; what comes later is lost, KiB. */
const BUFFER_KIB = 128 * 1024;
/** How much of a trace is read, bytes of JSON. */
const MOST_BYTES = 256 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
/** The longest event that is looked at, characters. */
const LONGEST_EVENT = 4 * 1024 * 1024;
const MOST_EVENTS = 200_000;
/** How much is kept as it is, for an analysis that needs all events, characters. */
const MOST_KEPT = 32 * 1024 * 1024;
/** How long Chrome may take to write its trace, ms. */
const END_MS = 20_000;

/** What Chrome recorded. */
export interface Trace {
  /** Those events that are known here. */
  readonly events: readonly TraceEvent[];
  /** All events, a line of JSON each, a comma behind it; null where they are too many to keep. */
  readonly lines: readonly string[] | null;
}

/** Starts a trace. There is one at a time in a browser. */
export async function startTrace(session: CDPSession): Promise<void> {
  await session.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: {
      recordMode: 'recordUntilFull',
      traceBufferSizeInKb: BUFFER_KIB,
      includedCategories: CATEGORIES,
      excludedCategories: ['*'],
    },
  });
}

/** Ends the trace, and reads it. Throws VisitFailure where Chrome does not hand it over in time. */
export async function endTrace(session: CDPSession): Promise<Trace> {
  const { promise, resolve } = Promise.withResolvers<Protocol.Tracing.TracingCompleteEvent>();
  session.once('Tracing.tracingComplete', resolve);
  await session.send('Tracing.end');
  const { stream } = await within(END_MS, new AbortController().signal, promise);
  return stream === undefined ? { events: [], lines: [] } : readTrace(session, stream);
}

async function readTrace(session: CDPSession, handle: string): Promise<Trace> {
  const events: TraceEvent[] = [];
  const kept: string[] = [];
  let characters = 0;
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for (let bytes = 0; bytes < MOST_BYTES && events.length < MOST_EVENTS;) {
    const { data, eof, base64Encoded = false } = await session.send('IO.read', { handle, size: CHUNK_BYTES });
    const chunk = Buffer.from(data, base64Encoded ? 'base64' : 'utf8');
    bytes += chunk.length;
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_EVENT) rest = '';
    for (const line of eof ? [...lines, rest] : lines) {
      characters += line.length;
      if (characters <= MOST_KEPT) kept.push(line);
      const event = eventIn(line);
      if (event !== null) events.push(event);
    }
    if (eof) break;
  }
  await session.send('IO.close', { handle });
  return { events, lines: characters <= MOST_KEPT ? kept : null };
}

const KNOWN =
  /"name":"(?:navigationStart|UpdateLayoutTree|Layout|InvalidateLayout|ScheduleStyleRecalculation|Commit|v8\.compile|v8\.compileModule|Profile|ProfileChunk)"/;

/** Chrome writes an event a line. Null where it is not one that is known, or not whole. */
function eventIn(line: string): TraceEvent | null {
  // Most lines are of no interest, and parsing them would take most of the time.
  if (!KNOWN.test(line)) return null;
  try {
    return traceEventSchema.safeParse(JSON.parse(line.replace(/,\s*$/, ''))).data ?? null;
  } catch {
    return null;
  }
}
