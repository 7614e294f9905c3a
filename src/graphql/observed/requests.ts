import { stripQuery } from '../../text/strip-query.ts';
/** A request of a page and its answer, as the browser's network domain tells them. */
export interface Exchange {
  readonly url: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly postData: string | null;
  /** Null if the browser has not kept it. */
  readonly responseBody: string | null;
}

/** One GraphQL operation that was sent: by its text, or by an id that a server knows it by. */
export interface SentOperation {
  readonly query: string | null;
  /** Null if the text was sent. */
  readonly id: string | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** `data` of the answer, or null. */
  readonly data: unknown;
  /** Without its query. */
  readonly url: string;
}

type Fields = Readonly<Record<string, unknown>>;

const ID_FIELDS = ['documentId', 'doc_id', 'docId', 'queryId', 'id'] as const;
const ID_IN_PATH = /\/(?:graphql|gql)\/([\w.:~-]{3,200})\/?$/i;

/** Whether a request may be one, before anybody looks at its answer. */
export function mayBeGraphql(request: Omit<Exchange, 'responseBody'>): boolean {
  return readRequests({ ...request, responseBody: null }).length > 0;
}

/**
 * The operations of a request: a POST with JSON (one, or a batch), with a form or with the text alone; a GET; by the hash
 * of automatic persisted queries, by `documentId`, `doc_id` or a path `/graphql/<id>`. Empty for what is no GraphQL.
 */
export function readRequests(exchange: Exchange): SentOperation[] {
  const answers = answersOf(exchange.responseBody);
  const bodies = bodiesOf(exchange);
  return bodies.flatMap((body, index) => sentOperation(body, exchange.url, answers[index] ?? null));
}

function bodiesOf({ url, method, headers, postData }: Exchange): Fields[] {
  const parameters = fieldsOfQuery(url);
  if (method === 'GET') return [parameters];
  if (method !== 'POST' || postData === null) return [];
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/graphql') && !type.includes('json')) return [{ ...parameters, query: postData }];
  const json = parsed(multipartOperations(postData) ?? postData);
  if (Array.isArray(json)) return json.filter(isFields);
  if (isFields(json)) return [{ ...parameters, ...json }];
  return /^[\w.%+-]+=/.test(postData) ? [{ ...parameters, ...Object.fromEntries(new URLSearchParams(postData)) }] : [];
}

/** The part of an upload that holds the operations (GraphQL multipart request specification). */
function multipartOperations(postData: string): string | null {
  const part = postData.indexOf('name="operations"');
  const blank = part === -1 ? null : /\n\r?\n/g;
  if (blank === null) return null;
  blank.lastIndex = part;
  if (!blank.test(postData)) return null;
  const end = postData.indexOf('\n--', blank.lastIndex);
  return end === -1 ? null : postData.slice(blank.lastIndex, end);
}

function fieldsOfQuery(url: string): Fields {
  const search = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  return Object.fromEntries(search);
}

function sentOperation(body: Fields, url: string, answer: unknown): SentOperation[] {
  const variables = objectIn(body['variables']);
  const operationName = textIn(body['operationName']);
  const about = { operationName, variables, data: dataOf(answer), url: stripQuery(url) };
  const query = textIn(body['query']);
  if (query !== null && looksLikeGraphql(query)) return [{ ...about, query, id: null }];
  const id = idIn(body, about.url);
  return id === null ? [] : [{ ...about, query: null, id: id.replace(/^sha256:/, '') }];
}

function looksLikeGraphql(text: string): boolean {
  return (
    /^(?:[\s,\ufeff]|#[^\n]*(?:\n|$))*(?:query|mutation|subscription|fragment|\{)/.test(text) && text.includes('{')
  );
}

/** An `id` alone says little: it counts where the path says GraphQL too. */
function idIn(body: Fields, url: string): string | null {
  const persisted = objectIn(objectIn(body['extensions'])['persistedQuery']);
  const hash = textIn(persisted['sha256Hash']);
  if (hash !== null) return hash;
  const isGraphqlPath = /graphql|gql/i.test(url);
  const field = ID_FIELDS.find((name) => textIn(body[name]) !== null && (name !== 'id' || isGraphqlPath));
  return (field === undefined ? null : textIn(body[field])) ?? ID_IN_PATH.exec(url)?.[1] ?? null;
}

function answersOf(responseBody: string | null): unknown[] {
  const json = responseBody === null ? null : parsed(responseBody);
  return Array.isArray(json) ? json : [json];
}

function dataOf(answer: unknown): unknown {
  return isFields(answer) ? (answer['data'] ?? null) : null;
}

function textIn(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An object, or the JSON of one as in URLs and forms; empty for anything else. */
function objectIn(value: unknown): Fields {
  const object = typeof value === 'string' ? parsed(value) : value;
  return isFields(object) ? object : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
