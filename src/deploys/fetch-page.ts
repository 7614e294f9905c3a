import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import { routeOf, type HostMap } from '../model/hosts.ts';
import { addressesOf, lookupOf, Reach } from './reach/reach.ts';

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
  /** Hosts of this machine and its network that redirects may lead to, as those of pages. */
  readonly allowHosts?: readonly string[];
  /** Whether a page named the URL: then its host, too, must be one that pages may reach. */
  readonly isOfPage?: boolean;
  /** What is larger, sent or decoded, is refused. */
  readonly maxBytes?: number;
}

/** An answer that is larger than what was asked for. */
export class TooLarge extends RangeError {
  override readonly name = 'TooLarge';
}

/** A redirect that leads to this machine or its network, where it may not be followed. */
export class OffLimits extends Error {
  override readonly name = 'OffLimits';
  readonly url: string;

  constructor({ href, hostname }: URL) {
    super(`it redirects to ${hostname}, which is this machine or in its network, and not among \`allow-hosts\``);
    this.url = href;
  }
}

const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 5;
/** No document or script that a page begins with is larger. */
const MAX_BYTES = 20_000_000;

/** One GET outside Chrome, without network shaping. Rejects if there is no response in time. */
export async function fetchPage(url: string, options: FetchOptions = {}): Promise<Page> {
  let target = new URL(url);
  const { origin } = target;
  const reach = new Reach(options.allowHosts);
  if (options.isOfPage !== true) reach.admit(url);
  for (let left = options.redirects ?? MAX_REDIRECTS; ; left -= 1) {
    const own = target.origin === origin ? options.headers : {};
    const response = await open(target, { ...options, headers: own ?? {} }, reach);
    const { location } = response.headers;
    const status = response.statusCode ?? 0;
    if (left > 0 && status >= 300 && status < 400 && location !== undefined) {
      response.destroy();
      target = new URL(location, target);
      continue;
    }
    return {
      url: target.href,
      status,
      headers: response.headers,
      body: await bodyOf(response, options.maxBytes ?? MAX_BYTES),
    };
  }
}

async function open(
  url: URL,
  { signal, timeoutMs = TIMEOUT_MS, headers = {}, hosts }: FetchOptions,
  reach: Reach,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const secure = url.protocol === 'https:';
  const timeout = AbortSignal.timeout(timeoutMs);
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const options: RequestOptions & { servername?: string } = {
    ...(await placeOf(name, url, hosts, reach)),
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

/** The addresses of a host: the host map's entry, otherwise those of its addresses that may be reached. */
async function placeOf(
  host: string,
  url: URL,
  hosts: HostMap | undefined,
  reach: Reach,
): Promise<Pick<RequestOptions, 'host' | 'port' | 'lookup'>> {
  const { port, protocol } = url;
  const target = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  const there = routeOf(hosts ?? {}, target);
  if (there !== null) return there;
  const allowed = reach.allowed(target, await addressesOf(host));
  if (allowed.length === 0) throw new OffLimits(url);
  return { ...target, lookup: lookupOf(allowed) };
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return decoded(Buffer.concat(chunks), response.headers['content-encoding'], maxBytes);
}

function tooLarge(maxBytes: number): TooLarge {
  return new TooLarge(`the answer is larger than ${Math.round(maxBytes / 1e6)} MB`);
}

function decoded(body: Buffer, encoding: string | undefined, maxBytes: number): Buffer {
  const limit = { maxOutputLength: maxBytes };
  if (body.length === 0) return body;
  if (encoding === 'gzip') return gunzipSync(body, limit);
  if (encoding === 'br') return brotliDecompressSync(body, limit);
  return encoding === 'deflate' ? inflateSync(body, limit) : body;
}
