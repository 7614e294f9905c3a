import { array, assert, integer, nat, property, shuffledSubarray, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareAnswers } from '../../src/identity/compare-answers.ts';
import type { Answer, AnswerSet } from '../../src/model/answers.ts';
import { answer, served } from './answers.ts';

const page = answer('/', 'html', { kind: 'document' });
const header = (name: string, value: string): Partial<Answer> => ({ headers: [[name, value]] });

/** One request, answered with each of these. */
const polled = (texts: readonly number[]): AnswerSet => served(...texts.map((text) => answer('/data', String(text))));

/** Why a page is measured that has one more response on each side; null if it need not be. */
function whyMeasured(base: Answer, head: Answer) {
  const result = compareAnswers(served(page, base), served(page, head));
  return result.kind === 'same' ? null : { because: result.because, what: result.what };
}

test('the same responses in another order are the same', () => {
  const set = [page, answer('/a.js'), answer('/b.js'), answer('/a.js', 'other')];
  assert(
    property(shuffledSubarray(set, { minLength: set.length }), (shuffled) => {
      expect(compareAnswers(served(...set), served(...shuffled))).toMatchObject({ kind: 'same', responses: 4 });
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('any change of a list of responses is found', () => {
  const lists = tuple(array(nat(9), { minLength: 1, maxLength: 8 }), nat(7), integer({ min: 1, max: 9 }));
  assert(
    property(lists, ([bodies, at, change]) => {
      const changed = bodies.map((body, index) => (index === at % bodies.length ? body + 10 * change : body));
      expect(compareAnswers(polled(bodies), polled(bodies)).kind).toBe('same');
      expect(compareAnswers(polled(bodies), polled(changed)).kind).toBe('measured');
      expect(compareAnswers(polled(changed), polled(bodies)).kind).toBe('measured');
    }),
    { seed: 2, numRuns: 200 },
  );
});

test('a GET of the deploy is paired with its counterpart, for the replay', () => {
  const foreign = answer('https://cdn.example/x.js', 'x', { isSameOrigin: false });
  const base = served(page, foreign, answer('/a.js'), answer('/b.js'));
  const head = served(page, answer('/b.js'), foreign, answer('/a.js'));
  expect(compareAnswers(base, head)).toMatchObject({
    pairs: [
      { base: 0, head: 0, isUnsettled: false },
      { base: 2, head: 3, isUnsettled: false },
      { base: 3, head: 1, isUnsettled: false },
    ],
  });
});

test('what only one side asks for is named with its side', () => {
  const more = answer('/more.js');
  expect(compareAnswers(served(page, more), served(page))).toEqual({
    kind: 'measured',
    because: 'differs',
    url: 'http://deploy.example/more.js',
    side: 'base',
    what: 'only on base',
  });
  expect(compareAnswers(served(page), served(page, more))).toMatchObject({ side: 'head', what: 'only on head' });
  expect(compareAnswers(served(page, more), served(page, more, more))).toMatchObject({ what: 'only on head' });
});

describe('two answers to one request differ', () => {
  const base = answer('/a.js', '/a.js', { protocol: 'h2 TLS 1.3' });
  test.each<[string, Partial<Answer>]>([
    ['body', { body: { raw: 'r', stable: 's' } }],
    ['status', { status: 404 }],
    ['kind', { kind: 'fetch' }],
    ['protocol', { protocol: 'http/1.1' }],
    ['header cache-control', { headers: [...base.headers, ['cache-control', 'no-store']] }],
    ['header content-type', { headers: [] }],
    [
      'header content-security-policy',
      { headers: [...base.headers, ['content-security-policy', "script-src 'none'"]] },
    ],
    ['header link', { headers: [...base.headers, ['link', '</a.css>; rel=preload; as=style']] }],
    ['header content-encoding', { headers: [...base.headers, ['content-encoding', 'br']] }],
    ['only on base', { isSameOrigin: false }],
    ['only on base', { key: '/b.js' }],
  ])('in their %s', (what, change) => {
    expect(whyMeasured(base, { ...base, ...change })).toEqual({ because: 'differs', what });
  });

  test('not in raw bytes that are the same without the hashes of the build', () => {
    expect(whyMeasured(base, { ...base, body: { raw: 'other', stable: base.body?.stable ?? '' } })).toBeNull();
  });

  test('in the length of what was sent, where it is compressed less', () => {
    const long = { ...base, ...header('content-length', '20000') };
    const renamed = { ...base, body: { raw: 'other', stable: base.body?.stable ?? '' } };
    const what = 'header content-length';
    expect(whyMeasured(long, { ...renamed, ...header('content-length', '20401') })).toMatchObject({ what });
    expect(whyMeasured(long, { ...renamed, ...header('content-length', '20399') })).toBeNull();
    expect(whyMeasured(long, { ...base, ...header('content-length', '20001') })).toMatchObject({ what });
  });
});

describe('a body that Chrome did not keep', () => {
  const unkept = answer('/a.js', null);
  test('is left to the replay, where the request can be repeated', () => {
    expect(compareAnswers(served(page, unkept), served(page, answer('/a.js')))).toMatchObject({
      pairs: [{ isUnsettled: false }, { isUnsettled: true }],
    });
  });

  test.each<[string, Partial<Answer>]>([
    ['another origin', { isSameOrigin: false }],
    ['a request that is not a GET', { method: 'POST', isBeforeLcp: false }],
  ])('cannot be compared on %s', (_, rest) => {
    expect(whyMeasured({ ...unkept, ...rest }, { ...unkept, ...rest })).toEqual({
      because: 'unreadable',
      what: 'body',
    });
  });
});

test.each([
  ['was never sent', 0],
  ['came as early hints', 103],
])('what %s is compared, and not repeated', (_, status) => {
  const early = answer('/', '', { status, headers: [['link', '</a.css>; rel=preload']] });
  expect(compareAnswers(served(early, page), served(early, page))).toMatchObject({
    responses: 2,
    pairs: [{ base: 1, head: 1 }],
  });
  expect(whyMeasured(early, { ...early, headers: [] })).toMatchObject({ what: 'header link' });
});

test.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('a %s before LCP is not repeated, so the page is measured', (method) => {
  const sent = answer('/sent', 'x', { method });
  expect(whyMeasured(sent, sent)).toEqual({ because: 'not-repeatable', what: method });
  const later = { ...sent, isBeforeLcp: false };
  expect(whyMeasured(later, later)).toBeNull();
  expect(whyMeasured(later, { ...later, body: { raw: 'y', stable: 'y' } })).toMatchObject({ what: 'body' });
});

test('a visit that could not see everything is measured, whichever side it was on', () => {
  const blind: AnswerSet = {
    ...served(page),
    obstacles: [{ kind: 'service-worker', url: 'http://deploy.example/sw.js' }],
  };
  const because = { because: 'unseen', what: 'service-worker', url: 'http://deploy.example/sw.js' };
  expect(compareAnswers(blind, served(page))).toMatchObject({ ...because, side: 'base' });
  expect(compareAnswers(served(page), blind)).toMatchObject({ ...because, side: 'head' });
  expect(compareAnswers(served(), served())).toMatchObject({ because: 'unseen', what: 'no responses' });
});

test('a page that does not store the same on both sides is measured: what it requests may depend on it', () => {
  const [one, other] = [
    { ...served(page), stored: 'a' },
    { ...served(page), stored: 'b' },
  ];
  expect(compareAnswers(one, other)).toMatchObject({ because: 'unseen', what: 'storage' });
  expect(compareAnswers(one, one).kind).toBe('same');
});

test('ten thousand responses to one request are compared in order', () => {
  const answers = Array.from({ length: 10_000 }, (_, index) => answer('/poll', String(index)));
  expect(compareAnswers(served(...answers), served(...answers)).kind).toBe('same');
});

describe('a GET after an interaction', () => {
  test.each([
    ['has no content', { status: 204 }],
    ['resets the page', { status: 205 }],
    ['redirects', { status: 303 }],
    ['sets a cookie', header('set-cookie', 'cart=1')],
    ['may not be stored', header('cache-control', 'private, no-store')],
  ])('whose answer %s is not repeated, so the page is measured', (_, rest) => {
    const sent = answer('/cart/add', '', { ...rest, isAfterInput: true });
    expect(whyMeasured(sent, sent)).toEqual({ because: 'not-repeatable', what: 'GET' });
    const before = { ...sent, isAfterInput: false };
    expect(whyMeasured(before, before)).toBeNull();
  });

  test('with a body that may be stored is repeated, and one of another origin is not asked for again at all', () => {
    const read = answer('/suggest', 'x', { isAfterInput: true });
    expect(whyMeasured(read, read)).toBeNull();
    const foreign = answer('/beacon', '', { isAfterInput: true, isSameOrigin: false, status: 204 });
    expect(whyMeasured(foreign, foreign)).toBeNull();
  });
});
