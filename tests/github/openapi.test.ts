import { expect, test } from 'vitest';

import { unknownToGitHub, type RecordedExchange } from '../support/github/openapi.ts';

const LIST = 'http://api.example/repos/acme/shop/issues/42/comments';

function exchange(over: Partial<Omit<RecordedExchange, 'url'>> & { url?: string }): string[] {
  const { url = LIST, ...rest } = over;
  return unknownToGitHub({ method: 'GET', body: null, status: 200, answer: '[]', ...rest, url: new URL(url) });
}

test('what GitHub describes is known', () => {
  expect(exchange({ url: `${LIST}?per_page=100`, answer: '[{"id":1,"body":"x","user":null}]' })).toEqual([]);
  expect(exchange({ method: 'POST', body: { body: 'x' }, status: 201, answer: '{"id":1}' })).toEqual([]);
});

test.each<[string, Parameters<typeof exchange>[0], RegExp]>([
  ['an address', { url: 'http://api.example/repos/acme/shop/remarks' }, /is not described/],
  ['a parameter', { url: `${LIST}?marker=x` }, /has no parameter marker/],
  ['a status', { status: 207 }, /207 of .* is not described/],
  ['a property of an answer', { answer: '[{"author":"x"}]' }, /must NOT have additional properties/],
  ['a type', { answer: '[{"id":"1"}]' }, /\/0\/id must be integer/],
  ['a body without what it needs', { method: 'POST', body: {}, status: 201, answer: '{}' }, /required property 'body'/],
])('%s that GitHub does not describe is found', (_, over, message) => {
  expect(exchange(over).join('\n')).toMatch(message);
});
