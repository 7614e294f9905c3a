/** The demo shop as its visitors see it: one origin, whose deploy changes, and the beacon in every page. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const BEACON = readFileSync(path.resolve(import.meta.dirname, '../../dist/beacon.iife.js'));
/** What belongs to one answer only, and to its body as the shop sent it. */
const OF_THE_BODY = ['content-length', 'etag', 'transfer-encoding', 'connection', 'keep-alive'];

export interface ShopSite {
  readonly url: string;
  /** From now on pages come from this deploy, and send their records to this collector. */
  readonly show: (deployUrl: string, collectorUrl: string) => void;
  readonly close: () => Promise<void>;
}

/** Serves on a free loopback port what the deploy that is shown answers. */
export async function openShopSite(): Promise<ShopSite> {
  let shown = { deployUrl: '', collectorUrl: '' };
  const server = createServer((request, response) => {
    if (request.url === '/beacon.iife.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(BEACON);
      return;
    }
    const headers = { ...request.headers, 'accept-encoding': 'identity' };
    delete headers['if-none-match'];
    const asked = ask(
      shown.deployUrl + (request.url ?? '/'),
      { method: request.method ?? 'GET', headers },
      (answer) => {
        void passOn(answer, response, shown.collectorUrl);
      },
    );
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (deployUrl, collectorUrl) => void (shown = { deployUrl, collectorUrl }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function passOn(answer: IncomingMessage, response: ServerResponse, collectorUrl: string): Promise<void> {
  const kept = Object.entries(answer.headers).filter(([name]) => !OF_THE_BODY.includes(name));
  response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
  if (!(answer.headers['content-type'] ?? '').startsWith('text/html')) return void answer.pipe(response);
  const document = await text(answer);
  response.end(document.replace('</head>', `${headOf(String(answer.headers['x-deploy-sha']), collectorUrl)}</head>`));
}

/** What a team adds to its layout. */
function headOf(sha: string, collectorUrl: string): string {
  return `<meta name="vitals-gate-sha" content="${sha}">
<script>vitalsGate = { endpoint: '${collectorUrl}', route: (path) =>
  path === '/' ? 'home' : path.startsWith('/p/') ? 'product' : path.slice(1) };</script>
<script async src="/beacon.iife.js" data-server-timing="cdn-edge, cdn-origin, db"></script>`;
}
