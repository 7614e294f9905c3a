import type { CDPSession } from 'puppeteer';

import type { DiagnosedRequest } from '../../model/diagnosis.ts';
import { placeAt } from '../visit/script-place.ts';

/** The most requests that are looked for, and the longest document or style sheet that is looked into, characters. */
const MOST_LOOKED_FOR = 300;
const LONGEST_TEXT = 5_000_000;
/** A shorter name is found by chance. */
const SHORTEST_NAME = 4;

interface AskedLines {
  readonly requests: readonly DiagnosedRequest[];
  /** Of the documents and style sheets that were looked into, by URL. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What Chrome has of the requests of a page. */
interface Asking {
  readonly requests: readonly DiagnosedRequest[];
  readonly documentUrl: string | null;
  /** Chrome's id of the request for a URL. */
  readonly idOf: (url: string) => string | null;
}

/**
 * Requests with the line and column of the document or style sheet that asked for them. Chrome tells the place where its
 * parser stood, which is the end of the document for an image that is loaded lazily, or nobody where the parser was done
 * by then; and none for what a style sheet names.
 */
export async function withAskedLines(
  session: CDPSession,
  { requests, documentUrl, idOf }: Asking,
): Promise<AskedLines> {
  const texts = new Map<string, string | null>();
  const textOf = async (url: string): Promise<string | null> => {
    const known = texts.get(url);
    if (known !== undefined) return known;
    const text = await bodyOf(session, idOf(url));
    texts.set(url, text);
    return text;
  };
  const found: DiagnosedRequest[] = [];
  for (const [index, request] of requests.entries()) {
    const asker = askerOf(request, documentUrl);
    const text = asker !== null && index < MOST_LOOKED_FOR ? await textOf(asker) : null;
    if (asker === null || text === null) found.push(request);
    else found.push(request.askedBy === null ? ofDocument(request, asker, text) : corrected(request, text));
  }
  const read = [...texts].flatMap(([url, text]) => (text === null ? [] : [[url, text] as const]));
  return { requests: found, texts: new Map(read) };
}

async function bodyOf(session: CDPSession, requestId: string | null): Promise<string | null> {
  if (requestId === null) return null;
  try {
    const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
    return base64Encoded || body.length > LONGEST_TEXT ? null : body;
  } catch {
    // The browser has not kept it.
    return null;
  }
}

/** The URL of the text that asked, or may have; null where none did. */
function askerOf({ kind, initiator, askedBy }: DiagnosedRequest, documentUrl: string | null): string | null {
  if (askedBy === null) return kind === 'image' && initiator === 'other' ? documentUrl : null;
  return initiator === 'parser' || initiator === 'preload' || initiator === 'stylesheet' ? askedBy.url : null;
}

/** The request as one of the document where that has a lazy image of its URL. Others of that URL may be a script's. */
function ofDocument(request: DiagnosedRequest, url: string, text: string): DiagnosedRequest {
  const name = fileOf(request.redirects[0] ?? request.url);
  if (name.length < SHORTEST_NAME) return request;
  const at = placesOfUrl(text, name).find((each) => LAZY_IMAGE.test(tagAround(text, each)));
  if (at === undefined) return request;
  const place = placeAt(text, at, { startLine: 0, startColumn: 0 });
  return { ...request, initiator: 'parser', askedBy: { url, ...place } };
}

const LAZY_IMAGE = /^<img\b.*\bloading\s*=\s*["']?lazy\b/is;

function tagAround(text: string, at: number): string {
  const start = before(text, at).lastIndexOf('<');
  if (start === -1) return '';
  const from = Math.max(0, at - LONGEST_TAG) + start;
  const end = text.indexOf('>', at);
  return end === -1 || end - at > LONGEST_TAG ? '' : text.slice(from, end);
}

/** The request with the place of its URL in the text, unless the line that Chrome tells has it; without a place if none has. */
function corrected(request: DiagnosedRequest, text: string): DiagnosedRequest {
  const { askedBy, redirects, url, kind } = request;
  const name = fileOf(redirects[0] ?? url);
  if (askedBy === null || name.length < SHORTEST_NAME) return request;
  const line = askedBy.line === null ? undefined : text.split('\n', askedBy.line)[askedBy.line - 1];
  if (line !== undefined && placesOfUrl(line, name).length > 0) return request;
  const all = placesOfUrl(text, name);
  const at = all.find((each) => ASKERS[kind]?.test(before(text, each)) === true) ?? all[0];
  if (at === undefined) return { ...request, askedBy: { url: askedBy.url, line: null, column: null } };
  return { ...request, askedBy: { url: askedBy.url, ...placeAt(text, at, { startLine: 0, startColumn: 0 }) } };
}

/** What stands before a URL where it is asked for, by what it is: other tags only name it. */
const ASKERS: Partial<Record<DiagnosedRequest['kind'], RegExp>> = {
  image: /<(?:img|source|image|video|input)\b[^<]*$|<link\b[^<]*\bpreload\b[^<]*$|url\([^)]*$/i,
  script: /<script\b[^<]*$|<link\b[^<]*\b(?:module)?preload\b[^<]*$/i,
  style: /<link\b[^<]*$|@import\b[^;]*$/i,
  font: /url\([^)]*$|<link\b[^<]*$/i,
};
/** A longer tag is cut: what it is stands in its beginning, which is then not seen. */
const LONGEST_TAG = 2000;

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - LONGEST_TAG), at);
}

/** Where a file's name ends a path: between what stands around URLs in documents and style sheets. */
function placesOfUrl(text: string, name: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1 && found.length < MOST_PLACES; at = text.indexOf(name, at + 1)) {
    const [previous, next] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (/[\s/"'=(,]/.test(previous) && /[\s"'),?#&;>\\]/.test(next)) found.push(at);
  }
  return found;
}

const MOST_PLACES = 100;

function fileOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) ?? '';
}
