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
    const isWritten = initiator === 'parser' || initiator === 'stylesheet';
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

/** The request with the place of its file's name in the text, unless the line that Chrome tells has the name. */
function corrected(request: DiagnosedRequest, text: string): DiagnosedRequest {
  const { askedBy, redirects, url } = request;
  const name = fileOf(redirects[0] ?? url);
  const line = askedBy?.line ?? null;
  if (askedBy === null || name.length < SHORTEST_NAME) return request;
  if (line !== null && text.split('\n', line)[line - 1]?.includes(name)) return request;
  const at = text.indexOf(name);
  if (at === -1) return request;
  return { ...request, askedBy: { url: askedBy.url, ...placeAt(text, at, { startLine: 0, startColumn: 0 }) } };
}

function fileOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) ?? '';
}
