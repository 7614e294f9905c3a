import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { causeOf } from '../../../errors.ts';
import { fetchPage } from '../../fetch-page.ts';

/** Where a server may listen that received only a port: `localhost` is either of these, in the machine's own order. */
const LOOPBACK = ['127.0.0.1', '[::1]'] as const;
const POLL_MS = 50;
/** A first request may compile a page. */
const REQUEST_MS = 30_000;

/** A free port that is not in `taken`. */
export async function freePort(taken: ReadonlySet<number>): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    if (!taken.has(port)) return port;
  }
}

/** The sockets of a process that was killed may outlive it by a moment, ms. */
const RELEASE_MS = 2000;

/** Waits briefly until a port is free. If it stays taken, the next server on it reports the error. */
export async function untilFree(port: number, signal: AbortSignal): Promise<void> {
  const giveUpAt = performance.now() + RELEASE_MS;
  while (performance.now() < giveUpAt && !signal.aborted && !(await isFree(port))) await pause();
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

/** The base URL of a server that answers, or what it did instead until the signal aborted. */
export type Readiness = { readonly url: string } | { readonly problem: string };

/** Asks until the path is answered with 2xx or a redirect. Never rejects. */
export async function untilReady(port: number, path: string, signal: AbortSignal): Promise<Readiness> {
  let problem = `nothing listens on port ${port}`;
  while (!signal.aborted) {
    for (const host of LOOPBACK) {
      const answer = await ask(`http://${host}:${port}`, path, signal);
      if ('url' in answer) return answer;
      if (answer.problem !== null) ({ problem } = answer);
    }
    await pause();
  }
  return { problem };
}

async function ask(
  url: string,
  path: string,
  signal: AbortSignal,
): Promise<{ url: string } | { problem: string | null }> {
  try {
    const { status } = await fetchPage(`${url}${path}`, { signal, timeoutMs: REQUEST_MS, redirects: 0 });
    return status >= 200 && status < 400 ? { url } : { problem: `${path} answered ${status}` };
  } catch (error) {
    const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
    if (refused || signal.aborted) return { problem: null };
    return { problem: `${path} did not answer: ${causeOf(error)}` };
  }
}
