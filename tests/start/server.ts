import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page, or where the server sends its visitor instead. */
export interface Page {
  readonly status?: number;
  readonly type?: string;
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A site of fixed pages by path and query; everything else answers with 404. */
export interface FixedSite extends AsyncDisposable {
  readonly origin: string;
  /** What was asked for, in order. */
  readonly requests: readonly string[];
}

/** Serves pages on a loopback port. @param pagesOf given the origin of the site */
export async function serveSite(pagesOf: (origin: string) => Readonly<Record<string, Page>>): Promise<FixedSite> {
  const requests: string[] = [];
  let pages: Readonly<Record<string, Page>> = {};
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '';
    requests.push(path);
    const { status = 200, type = 'text/html', location, headers, body = '' } = pages[path] ?? { status: 404 };
    const own = { 'content-type': type, ...headers, ...(location !== undefined && { location }) };
    response.writeHead(status, own).end(body);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pages = pagesOf(origin);
  return {
    origin,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A sitemap of these locations. */
export function sitemapOf(locations: readonly string[]): Page {
  const urls = locations.map((location) => `<url><loc>${location.replaceAll('&', '&amp;')}</loc></url>`).join('\n');
  const body = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`;
  return { type: 'application/xml', body };
}
