import type { Answer } from '../model/answers.ts';

/** A request as it is sent again. */
export interface Ask {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** What belongs to a connection (RFC 9110, section 7.6.1), and what HTTP/1.1 says itself. */
const OF_CONNECTIONS = new Set([
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The request behind an answer, as Chrome sent it; without conditions, which ask for no body. */
export function askOf({ url, requestHeaders }: Answer): Ask {
  const headers = Object.entries(requestHeaders).filter(
    ([name]) => !name.startsWith(':') && !name.startsWith('if-') && !OF_CONNECTIONS.has(name),
  );
  return { url: new URL(url), headers: Object.fromEntries(headers) };
}

/** What is answered alike on every page: the same URL and headers, whichever page of the deploy asks. */
export function askKey({ url, headers }: Ask): string {
  const { referer: _, ...others } = headers;
  return JSON.stringify([url.href, Object.entries(others).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
}
