import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { send, type NodeListener } from './node-listener.ts';

export interface ServerTimes {
  /** For a whole request, ms; a client that sends slowly is cut off. */
  readonly requestMs: number;
  /** How long open requests may take after the server was told to stop, ms. */
  readonly drainMs: number;
}

const TIMES: ServerTimes = { requestMs: 15_000, drainMs: 10_000 };
/** Longer than the 60 s for which common proxies keep a connection, so that none of them uses one that is closing. */
const KEEP_ALIVE_MS = 65_000;
const MOST_CONNECTIONS = 10_000;

export interface CollectorServer {
  readonly url: string;
  /** Stops accepting, lets open requests end, and resolves when every connection is closed. */
  readonly drain: () => Promise<void>;
}

/**
 * Serves a collector at `/`, and its health at `/healthz`.
 *
 * @throws what the system says of the address
 */
export async function serveCollector(
  listener: NodeListener,
  { port, host }: { readonly port: number; readonly host: string },
  times: Partial<ServerTimes> = {},
): Promise<CollectorServer> {
  const { requestMs, drainMs } = { ...TIMES, ...times };
  let isDraining = false;
  const server = createServer(
    {
      requestTimeout: requestMs,
      headersTimeout: Math.min(requestMs, 10_000),
      connectionsCheckingInterval: Math.min(1000, requestMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => route(request, response, isDraining, listener),
  );
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    route(request, response, isDraining, listener),
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: urlOf(server.address() as AddressInfo),
    drain: () => {
      isDraining = true;
      return closed(server, drainMs);
    },
  };
}

function route(request: IncomingMessage, response: ServerResponse, isDraining: boolean, listener: NodeListener): void {
  const [path] = (request.url ?? '').split('?', 1);
  if (isDraining) return send(response, refusal(503, 'the collector is stopping', STOPPING));
  if (path === '/healthz') return send(response, { status: 200, headers: {}, body: '{"status":"ok"}\n' });
  if (path !== '/') return send(response, refusal(404, 'records are received at /'));
  listener(request, response);
}

const STOPPING = { 'retry-after': '1', connection: 'close' };

function refusal(status: number, error: string, headers: Record<string, string> = {}) {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: `${JSON.stringify({ error })}\n`,
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}

async function closed(server: Server, drainMs: number): Promise<void> {
  const end = once(server, 'close');
  // Idle connections are closed with it.
  server.close();
  const limit = setTimeout(() => server.closeAllConnections(), drainMs);
  await end;
  clearTimeout(limit);
}
