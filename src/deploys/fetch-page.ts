import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import type { HostMap } from '../model/hosts.ts';

/** An answer, after the redirects that were followed. */
export interface Page {
  /** The URL that answered. */
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Sent to the origin of the first URL only. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where hosts are, as for visits. */
  readonly hosts?: HostMap | undefined;
  /** How many redirects to follow. */
  readonly redirects?: number;
}

const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 5;
/** No document or script that a page begins with is larger. */
const MAX_BYTES = 20_000_000;

/** One GET, outside of Chrome, unshaped: what a deploy says of itself. Rejects where nothing answers in time. */
export async function fetchPage(url: string, options: FetchOptions = {}): Promise<Page> {
  let target = new URL(url);
  const { origin } = target;
  for (let left = options.redirects ?? MAX_REDIRECTS; ; left -= 1) {
    const own = target.origin === origin ? options.headers : {};
    const response = await open(target, { ...options, headers: own ?? {} });
    const { location } = response.headers;
    const status = response.statusCode ?? 0;
    if (left > 0 && status >= 300 && status < 400 && location !== undefined) {
      response.destroy();
      target = new URL(location, target);
      continue;
    }
    return { url: target.href, status, headers: response.headers, body: await bodyOf(response) };
  }
}

function open(
  url: URL,
  { signal, timeoutMs = TIMEOUT_MS, headers = {}, hosts }: FetchOptions,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const secure = url.protocol === 'https:';
  const timeout = AbortSignal.timeout(timeoutMs);
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const options: RequestOptions & { servername?: string } = {
    ...mapped(name, url.port, hosts),
    path: `${url.pathname}${url.search}`,
    headers: { 'accept-encoding': 'gzip, br', accept: '*/*', 'user-agent': 'vitals-gate', ...headers, host: url.host },
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    agent: false,
    ...(secure && !/^[\d.]+$|:/.test(name) ? { servername: name } : {}),
  };
  const request = secure ? httpsRequest(options, resolve) : httpRequest(options, resolve);
  request.on('error', reject).end();
  return promise;
}

/** The address and port that a host map sends a host to: `host:port` goes before `host`. */
function mapped(host: string, port: string, hosts: HostMap | undefined): { host: string; port?: number } {
  const to = hosts?.[`${host}:${port}`] ?? hosts?.[host] ?? '';
  const own = port === '' ? {} : { port: Number(port) };
  const [, bracketed, plain, newPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(to) ?? [];
  if (to === '') return { host, ...own };
  return { host: bracketed ?? plain ?? to, ...(newPort === undefined ? own : { port: Number(newPort) }) };
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`the answer is larger than ${MAX_BYTES / 1e6} MB`);
    chunks.push(chunk);
  }
  return decoded(Buffer.concat(chunks), response.headers['content-encoding']);
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  const limit = { maxOutputLength: MAX_BYTES };
  if (body.length === 0) return body;
  if (encoding === 'gzip') return gunzipSync(body, limit);
  if (encoding === 'br') return brotliDecompressSync(body, limit);
  return encoding === 'deflate' ? inflateSync(body, limit) : body;
}
