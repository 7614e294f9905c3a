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

/**
 * Requests with the line and column of the document or style sheet that asked for them. Chrome tells the place where its
 * parser stood, which is the end of the document for an image that is loaded lazily, and none for what a style sheet names.
 *
 * @param idOf Chrome's id of the request for a URL
 */
export async function withAskedLines(
  session: CDPSession,
  requests: readonly DiagnosedRequest[],
  idOf: (url: string) => string | null,
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
    const { initiator, askedBy } = request;
    const isWritten = initiator === 'parser' || initiator === 'preload' || initiator === 'stylesheet';
    const text = isWritten && askedBy !== null && index < MOST_LOOKED_FOR ? await textOf(askedBy.url) : null;
    found.push(text === null ? request : corrected(request, text));
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
