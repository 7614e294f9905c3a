import type { Protocol } from 'puppeteer';

import { stripQuery } from '../../text/strip-query.ts';
import { byLowerCase } from '../visit/header-names.ts';
import { lookedAt, type Cleaner } from './cleaner.ts';

/** What is kept of an answer's headers, and how. */
const HEADERS: Readonly<Record<string, (value: string) => string>> = {
  'cache-control': same,
  age: same,
  'content-encoding': same,
  'content-type': same,
  'x-cache': same,
  'cf-cache-status': same,
  'server-timing': timingsIn,
  link: linksIn,
  // It differs with every build; that it is there does not.
  etag: () => 'yes',
  'timing-allow-origin': same,
};

type Answer = Pick<Protocol.Network.Response, 'status' | 'headers' | 'timing' | 'connectionReused'>;

/** What is kept of an answer until it is recorded: not all of its headers, which may be long. */
export function keptOfAnswer({ status, headers, timing, connectionReused }: Protocol.Network.Response): Answer {
  const own = Object.entries(byLowerCase(headers)).filter(([name]) => Object.hasOwn(HEADERS, name));
  const kept = Object.fromEntries(own.map(([name, value]) => [name, lookedAt(value)]));
  return { status, headers: kept, connectionReused, ...(timing === undefined ? {} : { timing }) };
}

/** The headers of an answer that say something about its speed, without what may be secret in them. */
export function headersOf(
  response: Pick<Protocol.Network.Response, 'headers'>,
  clean: Cleaner,
): Record<string, string> {
  const headers = byLowerCase(response.headers);
  return Object.fromEntries(
    Object.entries(HEADERS).flatMap(([name, read]) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, clean.name(read(value))]];
    }),
  );
}

function same(value: string): string {
  return value;
}

/** `db;dur=53, cache`: a description may be a URL or the name of a user. */
function timingsIn(value: string): string {
  return value.replaceAll(/;[ \t]*desc[ \t]*=[ \t]*(?:"(?:[^"\\]|\\.)*"?|[^;,]*)/gi, '');
}

/** `</hero.jpg>; rel=preload`: what a link is for, without the query of its URL, which may be signed. */
function linksIn(value: string): string {
  const links = value.matchAll(/<([^<>]*)>([^<>]*)/g);
  return Array.from(links, ([, url = '', parameters = '']) => {
    const [, rel] = /;[ \t]*rel[ \t]*=[ \t]*"?([\w -]{1,50})/i.exec(parameters) ?? [];
    return `<${stripQuery(url.trim())}>${rel === undefined ? '' : `; rel=${rel.trim()}`}`;
  }).join(', ');
}
