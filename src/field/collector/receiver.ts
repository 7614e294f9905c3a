import type { Beacon } from '../../model/beacon.ts';
import { DEFAULT_LIMITS, type CollectorLimits } from './limits.ts';
import { readRecords } from './records.ts';
import type { BeaconStore, StoreOutcome } from './store.ts';
import { TokenBuckets } from './token-buckets.ts';

export interface CollectorOptions {
  /** Origins of pages as browsers send them, such as `https://shop.example`; `*` is any. */
  readonly origins: readonly string[];
  readonly store: BeaconStore;
  readonly limits?: Partial<CollectorLimits>;
  /** The name of a header that a proxy sets to the visitor's country. It replaces what a record says. */
  readonly countryHeader?: string | null;
  /** Told of each request: its status, and how many records were stored. */
  readonly onAnswer?: (status: number, records: number) => void;
}

/** A request, independent of who serves it. */
export interface Incoming {
  readonly method: string;
  readonly header: (name: string) => string | null;
  readonly address: string;
  /** The whole body, or null as soon as it is longer than `mostBytes`. Rejects if it ends early. */
  readonly readBody: (mostBytes: number) => Promise<Uint8Array | null>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; null for an empty body. */
  readonly body: string | null;
}

export type Receiver = (incoming: Incoming) => Promise<Answer>;

/** What is decided about a request before the headers that every answer has. */
interface Decision {
  readonly status: number;
  readonly error?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly records?: number;
}

const retryAfter = (seconds: number): Record<string, string> => ({ 'retry-after': String(seconds) });

const NOT_STORED: Readonly<Record<Exclude<StoreOutcome, 'stored'>, Decision>> = {
  full: { status: 507, error: 'there is no room for more records', headers: retryAfter(30) },
  busy: { status: 503, error: 'too many records are waiting to be stored', headers: retryAfter(1) },
  failed: { status: 500, error: 'the records could not be stored' },
};

const PREFLIGHT = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
};

/** The collector without a server: from a request to its answer. */
export function createReceiver(options: CollectorOptions): Receiver {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const buckets = new TokenBuckets(limits.requestsPerSecond);
  return async (incoming) => {
    const origin = incoming.header('origin');
    const decision = await decide(incoming, origin, { ...options, limits, buckets });
    options.onAnswer?.(decision.status, decision.records ?? 0);
    return answerOf(decision, corsOf(origin, options.origins));
  };
}

interface Context extends CollectorOptions {
  readonly limits: CollectorLimits;
  readonly buckets: TokenBuckets;
}

async function decide(incoming: Incoming, origin: string | null, context: Context): Promise<Decision> {
  if (!isAllowed(origin, context.origins)) return { status: 403, error: 'pages of this origin may not send records' };
  const waitSeconds = context.buckets.take(incoming.address);
  if (waitSeconds > 0) return { status: 429, error: tooMany(context.limits), headers: retryAfter(waitSeconds) };
  if (incoming.method === 'OPTIONS') return { status: 204, headers: PREFLIGHT };
  if (incoming.method !== 'POST') return { status: 405, error: 'send a POST', headers: { allow: 'POST, OPTIONS' } };
  if (!/^(?:identity)?$/i.test(incoming.header('content-encoding') ?? ''))
    return { status: 415, error: 'the body must not be compressed' };
  return receive(incoming, context);
}

/** Whoever tries the collector with one machine meets this limit first. */
function tooMany({ requestsPerSecond }: CollectorLimits): string {
  return (
    `too many requests from this address: the limit is ${requestsPerSecond} per second on average; ` +
    'change it with --rate-limit, or with limits.requestsPerSecond where the collector is mounted'
  );
}

/** A request without an origin does not come from a page of another site; what is not a browser can claim any origin. */
function isAllowed(origin: string | null, origins: readonly string[]): boolean {
  return origin === null || origins.includes('*') || origins.includes(origin);
}

async function receive(incoming: Incoming, { limits, store, countryHeader = null }: Context): Promise<Decision> {
  const isLong = Number(incoming.header('content-length') ?? 0) > limits.bodyBytes;
  const body = isLong ? null : await incoming.readBody(limits.bodyBytes);
  if (body === null) return { status: 413, error: `the body is longer than ${limits.bodyBytes} bytes` };
  const read = readRecords(body);
  if (read.kind === 'refused') return { status: 400, error: read.error };
  const country = countryHeader === null ? undefined : countryOf(incoming.header(countryHeader));
  const lines = read.records.map((record) => lineOf(record, country));
  const outcome = await store.append(lines);
  return outcome === 'stored' ? { status: 204, records: lines.length } : NOT_STORED[outcome];
}

/** A code of two letters; null, if the proxy does not know it. */
function countryOf(header: string | null): string | null {
  const code = (header ?? '').trim().toUpperCase();
  return /^[A-Z0-9]{2}$/.test(code) ? code : null;
}

/** `country` undefined leaves the record's own. Written anew, so that a line is exactly what the schema has seen. */
function lineOf(record: Beacon, country: string | null | undefined): string {
  if (country === undefined) return JSON.stringify(record);
  const { country: _, ...rest } = record;
  return JSON.stringify(country === null ? rest : { ...rest, country });
}

/** `sendBeacon` sends cookies, if there are any, and browsers ask for the second header then. No cookie is read. */
function corsOf(origin: string | null, origins: readonly string[]): Record<string, string> {
  const listed = origins.find((allowed) => allowed === origin);
  if (listed !== undefined)
    return { 'access-control-allow-origin': listed, 'access-control-allow-credentials': 'true', vary: 'origin' };
  return origins.includes('*') ? { 'access-control-allow-origin': '*' } : { vary: 'origin' };
}

function answerOf({ status, error, headers }: Decision, cors: Record<string, string>): Answer {
  if (error === undefined) return { status, headers: { ...cors, ...headers }, body: null };
  const told = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' };
  return { status, headers: { ...cors, ...told, ...headers }, body: `${JSON.stringify({ error })}\n` };
}
