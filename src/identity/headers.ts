import { cookieDifference } from './cookies.ts';

/** In the order they came; names in lower case. */
export type Headers = readonly (readonly [name: string, value: string])[];

/**
 * Headers that no page acts on and that differ from answer to answer or from host to host. Everything else is compared:
 * a header that should be here costs time, one that should not be costs a false pass.
 */
const IGNORED = new Set([
  // When it was answered, and how long that took: times are compared by themselves.
  'date',
  'age',
  'server-timing',
  'x-response-time',
  'x-runtime',
  'x-timer',
  'x-envoy-upstream-service-time',
  // Which request it was.
  'request-id',
  'x-request-id',
  'x-correlation-id',
  'x-trace-id',
  'traceparent',
  'tracestate',
  'traceresponse',
  'x-amzn-trace-id',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-amz-id-2',
  'x-amz-cf-id',
  'x-cloud-trace-context',
  'x-fastly-request-id',
  'x-github-request-id',
  'x-ms-request-id',
  'x-nf-request-id',
  'x-vercel-id',
  'cf-ray',
  'fly-request-id',
  // Which cache and which machine answered.
  'cache-status',
  'cdn-cache-status',
  'cf-cache-status',
  'x-cache',
  'x-cache-hits',
  'x-cache-status',
  'x-amz-cf-pop',
  'x-nextjs-cache',
  'x-proxy-cache',
  'x-served-by',
  'x-varnish',
  'x-vercel-cache',
  'x-backend-server',
  'server',
  'via',
  'x-powered-by',
  'x-robots-tag',
  // How a cached copy is validated: every visit begins without one.
  'etag',
  'last-modified',
  // How the answer is framed, where else it is served, and where the browser is to report.
  'alt-svc',
  'proxy-connection',
  'transfer-encoding',
  'nel',
  'report-to',
]);

/** Compared in a way of their own. */
const OWN = new Set(['set-cookie', 'expires', 'content-length', 'connection', 'keep-alive']);

/** Identifiers and clock times are of different lengths; what is not compared may not be longer than by this, bytes. */
const MOST_MORE_BYTES = 512;

/**
 * The first header in which two answers differ, as `header NAME` or `cookie NAME`, or `header size`; null if they agree.
 */
export function headerDifference(base: Headers, head: Headers): string | null {
  const names = new Set(
    [...base, ...head].map(([name]) => name).filter((name) => !IGNORED.has(name) && !OWN.has(name)),
  );
  for (const name of names) if (!isSameList(valuesOf(base, name), valuesOf(head, name))) return `header ${name}`;
  if (lifetime(base) !== lifetime(head)) return 'header expires';
  if (isClosed(base) !== isClosed(head)) return 'header connection';
  if (keptSeconds(base) !== keptSeconds(head)) return 'header keep-alive';
  const cookie = cookieDifference(valuesOf(base, 'set-cookie'), valuesOf(head, 'set-cookie'));
  if (cookie !== null) return cookie;
  return Math.abs(bytesOf(head) - bytesOf(base)) > MOST_MORE_BYTES ? 'header size' : null;
}

/** Whether the connection ends with the answer, so that the next request waits for a new one. */
function isClosed(headers: Headers): boolean {
  return /(?:^|,)\s*close\s*(?:,|$)/i.test(valuesOf(headers, 'connection').join());
}

/** How long a connection is kept; the requests that are left to it (`max`) become fewer with each. */
function keptSeconds(headers: Headers): string | null {
  return /\btimeout=(\d+)/i.exec(valuesOf(headers, 'keep-alive').join())?.[1] ?? null;
}

/** As HTTP/1.1 sends them. */
function bytesOf(headers: Headers): number {
  return headers.reduce((total, [name, value]) => total + name.length + value.length + ': \r\n'.length, 0);
}

export function valuesOf(headers: Headers, name: string): string[] {
  return headers.filter(([each]) => each === name).map(([, value]) => value);
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

/** Servers make both clock times in turn, so that their distance is off by a second at times. */
const CLOCK_STEP_SECONDS = 10;

/**
 * How long an answer is fresh by its `Expires`, in steps of ten seconds, because the time itself is another with every
 * answer. Where `Cache-Control` says it, `Expires` counts for nothing (RFC 9111, section 5.3).
 */
function lifetime(headers: Headers): string {
  const [expires] = valuesOf(headers, 'expires');
  if (expires === undefined) return 'none';
  if (/\bmax-age=\d/i.test(valuesOf(headers, 'cache-control').join())) return 'overruled';
  const [until, now] = [Date.parse(expires), Date.parse(valuesOf(headers, 'date')[0] ?? '')];
  if (Number.isNaN(until)) return 'past';
  if (Number.isNaN(now)) return expires;
  return until <= now ? 'past' : `${Math.round((until - now) / 1000 / CLOCK_STEP_SECONDS)}`;
}
