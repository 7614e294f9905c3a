import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path answers: HTML, or whatever the handler does. */
export type Page = string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface Site {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A real HTTP server on a free loopback port. Paths that are not listed answer 404. */
export async function serveSite(pages: Readonly<Record<string, Page>>): Promise<Site> {
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '/').split('?')[0] ?? '/'];
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
    } else if (typeof page === 'string') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    } else {
      page(request, response);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A page that waits `ms` on the server and declares it as Server-Timing layers. */
export function slow(ms: number, text: string, layers: Readonly<Record<string, number>> = {}): Page {
  return (_, response) => {
    setTimeout(() => {
      const timing = Object.entries(layers).map(([name, duration]) => `${name};dur=${duration}`);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'server-timing': timing.join(', ') });
      response.end(text);
    }, ms);
  };
}

/** A whole document around a body. */
export function html(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Test</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
}
