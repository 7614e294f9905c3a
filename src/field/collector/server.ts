import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

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
  const open = new Set<ServerResponse>();
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    open.add(response);
    response.once('close', () => open.delete(response));
    route(request, response, isDraining, listener);
  };
  const server = createServer(
    {
      requestTimeout: requestMs,
      headersTimeout: Math.min(requestMs, 10_000),
      connectionsCheckingInterval: Math.min(1000, requestMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => serve(request, response),
  );
  server.on('checkContinue', serve);
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: urlOf(server.address() as AddressInfo),
    drain: () => {
      isDraining = true;
      endConnections(connections, open);
      return closed(server, drainMs);
    },
  };
}

function route(request: IncomingMessage, response: ServerResponse, isDraining: boolean, listener: NodeListener): void {
  const path = URL.parse(request.url ?? '', 'http://collector')?.pathname;
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

/** Closes each connection: now, or with the answer to its open request. Node closes only those that were used before. */
function endConnections(connections: ReadonlySet<Socket>, open: ReadonlySet<ServerResponse>): void {
  const busy = new Set([...open].map(({ socket }) => socket));
  for (const socket of connections) if (!busy.has(socket)) socket.destroy();
  for (const response of open) response.shouldKeepAlive = false;
}

async function closed(server: Server, drainMs: number): Promise<void> {
  const end = once(server, 'close');
  server.close();
  const limit = setTimeout(() => server.closeAllConnections(), drainMs);
  await end;
  clearTimeout(limit);
}
