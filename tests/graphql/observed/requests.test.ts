import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { mayBeGraphql, readRequests, type Exchange } from '../../../src/graphql/observed/requests.ts';
import { OperationIndex } from '../../../src/graphql/observed/resolve.ts';
import { readOperations } from '../../../src/graphql/operations/read-operations.ts';
import { filesOf } from '../support.ts';

const URL = 'https://api.example/graphql';
const QUERY = 'query Page($id: ID!) { product(id: $id) { name } }';

function exchange(parts: Partial<Exchange>): Exchange {
  return {
    url: URL,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    postData: null,
    responseBody: null,
    ...parts,
  };
}

function post(body: unknown, responseBody: unknown = null): Exchange {
  return exchange({
    postData: JSON.stringify(body),
    responseBody: responseBody === null ? null : JSON.stringify(responseBody),
  });
}

function get(parameters: Readonly<Record<string, string>>, path = '/graphql'): Exchange {
  return exchange({ method: 'GET', url: `https://api.example${path}?${new URLSearchParams(parameters).toString()}` });
}

async function index() {
  const files = filesOf({ 'm.json': JSON.stringify({ x1: QUERY }), 'o.graphql': 'query Other { other }' });
  return new OperationIndex(await readOperations(files, { patterns: ['m.json', 'o.graphql'], named: '', where: null }));
}

const byId = (id: string) => ({ query: null, id, variables: { id: '7' } });
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: string) => post({ extensions: { persistedQuery: { sha256Hash } } });

const names = async (from: Exchange) => {
  const known = await index();
  return readRequests(from)
    .flatMap((sent) => known.resolve(sent))
    .map((each) => (each.status === 'resolved' ? each.operation.name : `? ${each.id}`));
};

describe('a request is read:', () => {
  const sent = { query: QUERY, id: null, operationName: 'Page', variables: { id: '7' } };
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'abc123' } };

  test.each<[string, Exchange, object[]]>([
    ['a POST', post({ query: QUERY, operationName: 'Page', variables: { id: '7' } }), [sent]],
    [
      'a batch',
      post([{ query: QUERY, operationName: 'Page', variables: { id: '7' } }, { query: '{ me }' }]),
      [sent, { query: '{ me }' }],
    ],
    ['a GET', get({ query: QUERY, operationName: 'Page', variables: '{"id":"7"}' }), [sent]],
    [
      'the text alone',
      exchange({ postData: QUERY, headers: { 'content-type': 'application/graphql' } }),
      [{ query: QUERY }],
    ],
    [
      'the hash of an automatic persisted query',
      post({ operationName: 'Page', variables: { id: '7' }, extensions }),
      [byId('abc123')],
    ],
    ['the same in a GET', get({ extensions: JSON.stringify(extensions), variables: '{"id":"7"}' }), [byId('abc123')]],
    ['documentId', post({ documentId: 'sha256:abc123', variables: { id: '7' } }), [byId('abc123')]],
    ['doc_id in a form', exchange({ postData: 'doc_id=4711&variables=%7B%22id%22%3A%227%22%7D' }), [byId('4711')]],
    ['an id in the path', get({ variables: '{"id":"7"}' }, '/graphql/abc123'), [byId('abc123')]],
    [
      'an upload',
      exchange({
        postData: `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: QUERY, variables: { id: '7' } })}\r\n--x--`,
      }),
      [{ query: QUERY, variables: { id: '7' } }],
    ],
  ])('%s', (_what, from, expected) => {
    expect(readRequests(from)).toMatchObject(expected);
    expect(mayBeGraphql(from)).toBe(true);
  });

  test.each<[string, Exchange]>([
    ['a search', post({ query: 'lamps', page: 1 })],
    ['an API with ids', exchange({ url: 'https://api.example/cart', postData: '{"id":"7"}' })],
    ['a beacon', exchange({ url: 'https://api.example/beacon', postData: 'not json' })],
    ['a page', get({ query: 'lamps' }, '/search')],
    ['an upload of a picture', exchange({ method: 'PUT', postData: QUERY })],
    ['JSON without anything in it', post(null)],
  ])('%s is none', (_what, from) => {
    expect(readRequests(from)).toEqual([]);
  });

  test('its answer stands beside it, also in a batch', () => {
    const batch = post([{ query: '{ a }' }, { query: '{ b }' }], [{ data: { a: 1 } }, { data: { b: 2 } }]);
    expect(readRequests(batch).map(({ data }) => data)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(readRequests(post({ query: '{ a }' }, { errors: [] }))[0]?.data).toBeNull();
  });

  test('URLs are told without their query', () => {
    expect(readRequests(get({ query: '{ a }', token: 'secret' }))[0]?.url).toBe(URL);
  });
});

describe('an id is resolved', () => {
  test('by a manifest, by the hash of its text, by the hash of a document as clients print it', async () => {
    expect(await names(post({ documentId: 'x1' }))).toEqual(['Page']);
    expect(await names(persisted(hash(QUERY)))).toEqual(['Page']);
    expect(await names(persisted(hash('query Other {\n  other\n}')))).toEqual(['Other']);
  });

  test('or is not, which is told', async () => {
    expect(await names(persisted('feedbeef'))).toEqual(['? feedbeef']);
  });

  test('for a text that names one of several operations, to that one', async () => {
    expect(await names(post({ query: 'query A { a } query B { b }', operationName: 'B' }))).toEqual(['B']);
    expect(await names(post({ query: 'query A { a' }))).toEqual([]);
  });
});
