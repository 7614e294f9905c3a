import { connect } from 'node:net';

import { causeOf } from '../errors.ts';

/** Long enough for a machine that is woken up, short enough that a deploy that is gone ends the run soon, ms. */
const TIMEOUT_MS = 20_000;

/**
 * Checks that a server listens at a deploy's address. Null, or a sentence that says what is wrong. Only the socket is
 * tried, because a page's response depends on its route and on Chrome, whose certificates and proxies differ from
 * Node's. Rejects only for the signal's own reason.
 */
export async function preflight(url: string, signal: AbortSignal, timeoutMs = TIMEOUT_MS): Promise<string | null> {
  const { hostname, port, protocol, origin } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    await opened(host, Number(port || (protocol === 'https:' ? 443 : 80)), AbortSignal.any([signal, timeout]));
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return `${origin} accepts no connection within ${timeoutMs / 1000} s.`;
    return describe(origin, error);
  }
}

/** Resolves once a connection to the host stands; it is closed at once. */
function opened(host: string, port: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host, port, signal });
  socket.once('connect', () => {
    socket.destroy();
    resolve();
  });
  socket.once('error', reject);
  return promise;
}

function describe(origin: string, thrown: unknown): string {
  const error = innermost(thrown);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return `${origin} refuses connections.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The host of ${origin} cannot be found.`;
  return `${origin} cannot be reached: ${causeOf(error)}.`;
}

/** A host with several addresses fails with one error for each of them. */
function innermost(error: unknown): unknown {
  return error instanceof AggregateError ? innermost(error.errors[0]) : error;
}
