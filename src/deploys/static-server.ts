import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

import { causeOf, GateError } from '../errors.ts';
import type { Side } from '../model/deploy.ts';
import type { MovableServer } from './provider.ts';
import { takeSnapshot, UnservableFolder, type Snapshot } from './snapshot.ts';

/** A folder that is being served on loopback. */
export interface StaticServer extends MovableServer {
  /** No trailing slash; another one after the server has moved. */
  readonly url: string;
  readonly files: number;
  readonly close: () => Promise<void>;
}

/** Longer than any pause between two visits, so that no request meets a connection that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Serves a built site: index.html for folders, 404 for what is not there (no single-page fallback, which would turn a
 * missing page into a measured one), etags, ranges, responses compressed beforehand.
 *
 * @throws GateError `static-folder` where the folder is not a site, `static-server` where no port can be opened
 */
export async function serveFolder(side: Side, folder: string): Promise<StaticServer> {
  const snapshot = await snapshotOf(side, folder);
  let server = createSiteServer(snapshot.folder);
  let port = 0;
  const close = async (): Promise<void> => {
    await stop(server);
    snapshot.remove();
  };
  const listen = async (wanted: number): Promise<void> => {
    server = createSiteServer(snapshot.folder);
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

async function snapshotOf(side: Side, folder: string): Promise<Snapshot> {
  try {
    return await takeSnapshot(folder);
  } catch (cause) {
    if (cause instanceof UnservableFolder)
      throw new GateError('static-folder', { side, path: folder, problem: cause.message }, { cause });
    throw new GateError('static-server', { path: folder, cause: causeOf(cause) }, { cause });
  }
}

function createSiteServer(folder: string): Server {
  const site = sirv(folder, { etag: true, brotli: true, gzip: true, dotfiles: false });
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') site(request, response);
    else response.writeHead(405, { allow: 'GET, HEAD' }).end();
  });
}

/** Ends at once, with every keep-alive connection. */
async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
