import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

import { causeOf, GateError } from '../../../errors.ts';
import type { Side } from '../../../model/deploy.ts';
import type { MovableServer, ServedCommit } from '../provider.ts';
import { takeSnapshot, UnservableFolder, type Snapshot } from './snapshot.ts';

/** A folder that is being served on loopback. */
export interface StaticServer extends MovableServer {
  /** No trailing slash; another one after the server has moved. */
  readonly url: string;
  readonly files: number;
  readonly close: () => Promise<void>;
}

export interface SiteOptions {
  /** Whether pages that are not there are index.html: the router of a single-page application knows them. */
  readonly spa?: boolean;
}

/** Longer than any pause between two visits, so that no request meets a connection that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Serves a built site: index.html for folders, 404 for missing files, etags, ranges, precompressed responses. A
 * single-page fallback must be requested, because it turns a missing page into a measured one.
 *
 * @throws GateError `static-folder` if the folder is not a site, `static-server` if no port can be opened
 */
export async function serveFolder(
  side: Side,
  folder: string,
  { spa = false }: SiteOptions = {},
): Promise<StaticServer> {
  const snapshot = await snapshotOf(side, folder);
  let server = createSiteServer(snapshot.folder, spa);
  let port = 0;
  const close = async (): Promise<void> => {
    await stop(server);
    snapshot.remove();
  };
  const listen = async (wanted: number): Promise<void> => {
    server = createSiteServer(snapshot.folder, spa);
    try {
      server.listen(wanted, '127.0.0.1');
      await once(server, 'listening');
    } catch (cause) {
      await close();
      throw new GateError('static-server', { path: folder, cause: causeOf(cause) }, { cause });
    }
    ({ port } = server.address() as AddressInfo);
  };
  await listen(0);
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    files: snapshot.files,
    pause: () => stop(server),
    moveTo: listen,
    close,
  };
}

/** A commit served from a folder. Its URL is another one after its server has moved. */
export function servedFrom(server: StaticServer, side: Side, sha: string | null): ServedCommit {
  return {
    get deploy() {
      return { side, sha, url: server.url };
    },
    serverFailure: async () => null,
    close: server.close,
    server,
    isFolder: true,
  };
}

async function snapshotOf(side: Side, folder: string): Promise<Snapshot> {
  try {
    return await takeSnapshot(folder);
  } catch (cause) {
    if (cause instanceof UnservableFolder)
      throw new GateError('static-folder', { side, path: folder, problem: cause.message }, { cause });
    throw new GateError('static-server', { path: folder, cause: causeOf(cause) }, { cause });
  }
}

function createSiteServer(folder: string, spa: boolean): Server {
  const options = { etag: true, brotli: true, gzip: true, dotfiles: false };
  const pages = sirv(folder, { ...options, single: true });
  const fallback = (request: IncomingMessage, response: ServerResponse): void => {
    if (isNavigation(request)) pages(request, response);
    else response.writeHead(404).end();
  };
  const site = spa ? sirv(folder, { ...options, onNoMatch: fallback }) : sirv(folder, options);
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') site(request, response);
    else response.writeHead(405, { allow: 'GET, HEAD' }).end();
  });
}

/** Whether a page is wanted. A script's own requests, and whatever a page loads, are to fail as on any other server. */
function isNavigation({ headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'];
  if (destination !== undefined) return destination === 'document' || destination === 'iframe';
  return /^$|text\/html|\*\/\*/.test(headers.accept ?? '');
}

/** Ends at once, with every keep-alive connection. */
async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
