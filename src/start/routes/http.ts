import { causeOf } from '../../errors.ts';
import { version } from '../../version.ts';

/** How long one answer may take. */
const TIMEOUT_MS = 10_000;
/** As much of an answer is read as five thousand URLs take. */
const MOST_BYTES = 4_000_000;

/** How the server knows us, in robots.txt too. */
export const AGENT = 'vitals-gate';

/** What a server has answered. */
export interface Answer {
  readonly status: number;
  /** Where a redirect leads, absolute; null if it is none. */
  readonly location: string | null;
  readonly type: string;
  /** At most 4 MB of it; unzipped if it is a gzip file. */
  readonly text: string;
}

/** Requests of one survey, all of which end when its time is up. */
export interface Client {
  /** Redirects are not followed. Rejects if there is no answer. */
  readonly get: (url: string) => Promise<Answer>;
}

/** @param signal ends all requests when it aborts */
export function openClient(signal: AbortSignal): Client {
  return { get: (url) => get(url, signal) };
}

async function get(url: string, signal: AbortSignal): Promise<Answer> {
  const headers = { 'user-agent': `${AGENT}/${version}`, accept: 'text/html,application/xml;q=0.9,*/*;q=0.8' };
  const ends = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const response = await fetch(url, { redirect: 'manual', headers, signal: ends });
  const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
  return {
    status: response.status,
    location: location === null ? null : (URL.parse(location, url)?.href ?? null),
    type: response.headers.get('content-type') ?? '',
    text: new TextDecoder().decode(await bodyOf(response)),
  };
}

async function bodyOf({ body }: Response): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const bytes = await firstBytes(body);
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isZipped ? firstBytes(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))) : bytes;
}

/** As much of a stream as is looked at. The rest is not received. */
async function firstBytes(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.byteLength;
    if (size >= MOST_BYTES) break;
  }
  return new Uint8Array(Buffer.concat(pieces).subarray(0, MOST_BYTES));
}

/** Why a request has no answer, in a few words. */
export function failureOf(thrown: unknown): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return 'it does not answer in time';
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return causeOf(cause);
}
