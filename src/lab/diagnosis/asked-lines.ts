import type { CDPSession } from 'puppeteer';

import type { CodePlace, DiagnosedRequest } from '../../model/diagnosis.ts';
import { placeAt } from '../visit/script-place.ts';
import { isAskedAt, isLazyAt, placesOfUrl } from './asking-text.ts';

/** The most requests that are looked for, and the longest document or style sheet that is looked into, characters. */
const MOST_LOOKED_FOR = 300;
const LONGEST_TEXT = 5_000_000;
/** All texts together, and what is read of them when each request is looked for, characters. */
const MOST_TEXT = 32_000_000;
const MOST_READ = 200_000_000;
/** A shorter name is found by chance. */
const SHORTEST_NAME = 4;
const LONGEST_NAME = 500;

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
  let room = MOST_TEXT;
  const textOf = async (url: string): Promise<string | null> => {
    const known = texts.get(url);
    if (known !== undefined) return known;
    const body = await bodyOf(session, idOf(url));
    const text = body === null || body.length > room ? null : body;
    room -= text?.length ?? 0;
    texts.set(url, text);
    return text;
  };
  const spotOf = remembered();
  const found: DiagnosedRequest[] = [];
  for (const [index, request] of requests.entries()) {
    const asker = askerOf(request, documentUrl);
    const text = asker !== null && index < MOST_LOOKED_FOR ? await textOf(asker) : null;
    const spot = asker === null || text === null ? null : spotOf(request, asker, text);
    const initiator = request.askedBy === null ? 'parser' : request.initiator;
    found.push(asker === null || spot === null ? request : { ...request, initiator, askedBy: { url: asker, ...spot } });
  }
  const read = [...texts].flatMap(([url, text]) => (text === null ? [] : [[url, text] as const]));
  return { requests: found, texts: new Map(read) };
}

/** Null where the browser has not kept it. Throws when the session is gone, because then it has nothing any more. */
async function bodyOf(session: CDPSession, requestId: string | null): Promise<string | null> {
  if (requestId === null) return null;
  try {
    const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
    return base64Encoded || body.length > LONGEST_TEXT ? null : body;
  } catch (error) {
    if (session.detached) throw error;
    return null;
  }
}

/** The URL of the text that asked, or may have; null where none did. */
function askerOf({ kind, initiator, askedBy }: DiagnosedRequest, documentUrl: string | null): string | null {
  if (askedBy === null) return kind === 'image' && initiator === 'other' ? documentUrl : null;
  return initiator === 'parser' || initiator === 'preload' || initiator === 'stylesheet' ? askedBy.url : null;
}

type Spot = Pick<CodePlace, 'line' | 'column'> | { readonly line: null; readonly column: null };
type SpotOf = (request: DiagnosedRequest, asker: string, text: string) => Spot | null;

/** Reads a text once for what has the same name and only another query, and not more than a page has of texts. */
function remembered(): SpotOf {
  const known = new Map<string, Spot | null>();
  let left = MOST_READ;
  return (request, asker, text) => {
    const { redirects, url, kind, askedBy } = request;
    const name = fileOf(redirects[0] ?? url);
    if (name.length < SHORTEST_NAME || name.length > LONGEST_NAME) return null;
    const key = JSON.stringify([asker, name, kind, askedBy === null ? '' : askedBy.line]);
    const before = known.get(key);
    if (before !== undefined || left < text.length) return before ?? null;
    left -= text.length;
    const spot = askedBy === null ? spotOfLazy(text, name) : corrected(request, name, text);
    known.set(key, spot);
    return spot;
  };
}

/** Where the document has a lazy image of that name. Others of that URL may be a script's. */
function spotOfLazy(text: string, name: string): Spot | null {
  const at = placesOfUrl(text, name).find((each) => isLazyAt(text, each));
  return at === undefined ? null : placeAt(text, at, { startLine: 0, startColumn: 0 });
}

/** The place of the name in the text: null if the line that Chrome tells has it; without a line if none has. */
function corrected({ askedBy, kind }: DiagnosedRequest, name: string, text: string): Spot | null {
  const told = askedBy?.line ?? null;
  const line = told === null ? undefined : text.split('\n', told)[told - 1];
  if (line !== undefined && placesOfUrl(line, name).length > 0) return null;
  const all = placesOfUrl(text, name);
  const at = all.find((each) => isAskedAt(text, each, kind)) ?? all[0];
  return at === undefined ? { line: null, column: null } : placeAt(text, at, { startLine: 0, startColumn: 0 });
}

function fileOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) ?? '';
}
