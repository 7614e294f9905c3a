import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a path answers: HTML, or whatever the handler does. */
export type Page = string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface Site {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What a WebSocket's server does once it is open. */
export type SocketServer = (send: (text: string) => void) => void;

/** A real HTTP server on a free loopback port. Paths that are not listed answer 404. */
export async function serveSite(
  pages: Readonly<Record<string, Page>>,
  sockets: Readonly<Record<string, SocketServer>> = {},
): Promise<Site> {
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '/').split('?')[0] ?? '/'];
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
    } else {
      answerWith(page, request, response);
    }
  });
  const open = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    open.add(socket);
    socket.on('error', () => undefined);
    acceptSocket(request, socket);
    sockets[request.url ?? '/']?.((text) => void socket.write(textFrame(text)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      for (const socket of open) socket.destroy();
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

/**
 * For a page: `oncePainted(then)` calls `then` when the page has been painted and one more request is answered. A layout shift
 * needs the first, and a visit waits for both, so that it sees what `then` does on the busiest machine. A timer may fire before
 * the one, or after the end of the visit. It takes no line of its own.
 */
export const ONCE_PAINTED = `<script>
  function oncePainted(then) {
    new PerformanceObserver((_, observer) => {
      observer.disconnect();
      fetch('/painted').then(then);
    }).observe({ type: 'paint', buffered: true });
  }
</script>`.replaceAll(/\s*\n\s*/g, ' ');
/** What such a page asks for. */
export const PAINTED: Readonly<Record<string, Page>> = { '/painted': '.' };

/**
 * `pages`, and `held`, which is answered once one of them was asked for. A visit waits for an answer, but not for a worker to
 * start: a page that fetches `held` keeps the visit until its worker has asked. Each visit must ask for both, once.
 */
export function heldUntil(pages: Readonly<Record<string, Page>>, held = '/held', answer: Page = '.'): typeof pages {
  let asked = Promise.withResolvers<void>();
  const telling = Object.entries(pages).map(([path, page]): [string, Page] => [
    path,
    (request, response) => {
      asked.resolve();
      answerWith(page, request, response);
    },
  ]);
  const hold = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await asked.promise;
    asked = Promise.withResolvers();
    answerWith(answer, request, response);
  };
  return { ...Object.fromEntries(telling), [held]: (request, response) => void hold(request, response) };
}

function answerWith(page: Page, request: IncomingMessage, response: ServerResponse): void {
  if (typeof page !== 'string') return page(request, response);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}

/** The opening handshake of RFC 6455, section 4.2.2. */
function acceptSocket({ headers }: IncomingMessage, socket: Duplex): void {
  const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write([...lines, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
}

/** One unmasked text frame of at most 125 bytes (RFC 6455, section 5.2). */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, payload.length]), payload]);
}
