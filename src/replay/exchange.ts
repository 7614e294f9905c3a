import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Ask } from './ask.ts';
import { BodyHash } from './body-hash.ts';
import type { Connections, Place } from './connections.ts';
import { decodersFor } from './decoders.ts';
import { NoAnswer } from './no-answer.ts';
import { Timeline } from './timeline.ts';

/** An answer that was read to its end. */
export interface Exchange {
  readonly status: number;
  /** In the order they came; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the decoded body without a byte order mark, in hex. */
  readonly raw: string;
  /** Of the body as it was sent. */
  readonly encodedBytes: number;
  /** When its pieces came. */
  readonly timeline: Timeline;
}

export interface ExchangeOptions {
  readonly place: Place;
  readonly connections: Connections;
  readonly signal: AbortSignal;
  /** How long the whole answer may take. */
  readonly limitMs: number;
}

/**
 * Sends one GET and reads its answer, which is decoded and hashed as it comes: memory does not grow with it. No redirect is
 * followed. Rejects with `NoAnswer`, or with the signal's reason.
 *
 * Node's own client, because only there can every request have addresses that were checked before, and a Host of its own.
 */
export async function exchange(ask: Ask, { signal, limitMs, ...where }: ExchangeOptions): Promise<Exchange> {
  const timeout = AbortSignal.timeout(limitMs);
  try {
    return await sent(ask, { ...where, signal: AbortSignal.any([signal, timeout]) });
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) throw new NoAnswer(`it does not end within ${limitMs / 1000} s`, { cause: error });
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer(`it breaks off (${codeOf(error)})`, { cause: error });
  }
}

type Sending = Omit<ExchangeOptions, 'limitMs'>;

/** A server may close a kept connection in the moment it is used again; then a browser sends the request once more. */
async function sent(ask: Ask, options: Sending): Promise<Exchange> {
  const first = await attempt(ask, options);
  if (first !== 'stale') return first;
  const second = await attempt(ask, options);
  if (second === 'stale') throw new NoAnswer('its connection is closed each time');
  return second;
}

async function attempt({ url, headers }: Ask, { place, connections, signal }: Sending): Promise<Exchange | 'stale'> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options: RequestOptions = {
    ...place,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host },
    agent: connections.agentFor(url),
    signal,
  };
  const beganMs = performance.now();
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(options, resolve);
  request.on('error', reject).end();
  try {
    return await read(await promise, beganMs, signal);
  } catch (error) {
    if (request.reusedSocket && codeOf(error) === 'ECONNRESET' && !signal.aborted) return 'stale';
    throw error;
  }
}

async function read(response: IncomingMessage, beganMs: number, signal: AbortSignal): Promise<Exchange> {
  const { statusCode: status = 0, rawHeaders } = response;
  const hash = new BodyHash();
  const timeline = new Timeline(beganMs);
  timeline.begin();
  let encodedBytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _, done) => {
      encodedBytes += chunk.length;
      done(null, chunk);
    },
  });
  const hashed = new Writable({
    write: (chunk: Buffer, _, done) => {
      timeline.add(chunk.length);
      hash.update(chunk);
      done();
    },
  });
  const decoders = isEmpty(status, response) ? [] : decodersFor(response.headers['content-encoding']);
  await pipeline([response, counted, ...decoders, hashed], { signal });
  timeline.end();
  return { status, headers: pairsOf(rawHeaders), raw: hash.hex(), encodedBytes, timeline };
}

/** An empty text is not a valid archive. */
function isEmpty(status: number, { headers }: IncomingMessage): boolean {
  return status === 204 || status === 304 || headers['content-length'] === '0';
}

function pairsOf(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? '']] : [],
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
