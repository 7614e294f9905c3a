import { describe, expect, it } from 'vitest';

import { answerSetOf, type Seen } from '../../../src/lab/answers/answer-set.ts';
import { NO_BODY } from '../../../src/lab/answers/bodies.ts';
import type { Exchange } from '../../../src/lab/answers/exchange.ts';
import type { AnswerSet } from '../../../src/model/answers.ts';

const URL_OF = 'https://shop.example';

function exchange(path: string, more: Partial<Exchange> = {}): Exchange {
  return {
    requestId: path,
    method: 'GET',
    url: `${URL_OF}${path}`,
    type: 'Script',
    initiator: { type: 'other' },
    loaderId: '/',
    frameId: 'main',
    at: 1000,
    isAfterInput: false,
    answeredAt: null,
    requestHeaders: {},
    status: 200,
    protocol: 'h2 TLS 1.3',
    headers: [],
    body: NO_BODY,
    isCached: false,
    state: 'ended',
    bytes: 0,
    ...more,
  };
}

const document = exchange('/', { type: 'Document' });

function setOf(exchanges: readonly Exchange[], more: Partial<Seen> = {}): AnswerSet {
  const around = { obstacles: [], lcp: null, deployUrl: URL_OF, shas: [], blocked: [], held: null, stored: [] };
  return answerSetOf({ ...around, exchanges, ...more });
}

const sent = (at: number, answeredAt: number | null) => exchange('/api', { method: 'POST', at, answeredAt });
const storedBy = (deployUrl: string, line: string): string | undefined =>
  setOf([], { deployUrl, stored: [line] }).stored;
const beforeLcp = ({ answers }: AnswerSet): boolean[] => answers.map(({ isBeforeLcp }) => isBeforeLcp);
const keysOf = ({ answers }: AnswerSet): string[] => answers.map(({ key }) => key);

describe('an answer', () => {
  it('was asked for by the redirect before it, a script, a style sheet, or else the document', () => {
    const stack = (url: string) => ({ type: 'script' as const, stack: { callFrames: [frame(''), frame(url)] } });
    const { answers } = setOf([
      document,
      exchange('/app.js'),
      exchange('/style.css', { type: 'Stylesheet' }),
      exchange('/api', { initiator: stack(`${URL_OF}/app.js`) }),
      exchange('/bg.gif', { initiator: { type: 'parser', url: `${URL_OF}/style.css` } }),
      exchange('/moved', { requestId: '/api' }),
      exchange('/late', {
        initiator: { type: 'script', stack: { callFrames: [], parent: { callFrames: [frame(`${URL_OF}/app.js#a`)] } } },
      }),
      exchange('/of-a-worker', { loaderId: '', initiator: stack('blob:1') }),
      exchange('/preflight', { method: 'OPTIONS', initiator: { type: 'preflight', requestId: '/late' } }),
    ]);
    expect(answers.map(({ initiator }) => initiator)).toEqual([null, 0, 0, 1, 2, 3, 1, null, 6]);
  });

  it('is before LCP up to its paint, and always where that is unknown', () => {
    const exchanges = [document, exchange('/a', { at: 1999 }), exchange('/b', { at: 2001 })];
    expect(beforeLcp(setOf(exchanges, { lcp: { paintedAt: 2000, loadedAt: null } }))).toEqual([true, true, false]);
    expect(beforeLcp(setOf(exchanges))).toEqual([true, true, true]);
  });

  it('is not before LCP if it was sent once the image of LCP was there, and answered once that was painted', () => {
    const lcp = { paintedAt: 2000, loadedAt: 1900 };
    const exchanges = [sent(1899, 2100), sent(1910, 2100), sent(1910, null), sent(1910, 1990), sent(2001, 2100)];
    expect(beforeLcp(setOf(exchanges, { lcp }))).toEqual([true, false, false, true, false]);
    expect(beforeLcp(setOf(exchanges, { lcp: { ...lcp, loadedAt: null } }))).toEqual([true, true, true, true, false]);
  });

  it('is shown without its query and without what looks like a secret in its path', () => {
    const [answer] = setOf([exchange('/a?token=1#b')]).answers;
    expect(answer).toMatchObject({ url: `${URL_OF}/a?token=1`, shownUrl: `${URL_OF}/a`, key: '/a?token=1' });
  });

  it('has headers and texts without the names of its build, and a body that was no text as it is', () => {
    const [page, picture] = setOf(
      [
        {
          ...document,
          headers: [['link', '</app-0123abcd.js>']],
          body: { raw: 'r', text: 'see https://shop.example' },
        },
        exchange('/hero.gif', { type: 'Image', body: { raw: 'abc', text: null } }),
        exchange('/app-0123abcd.js'),
      ],
      {},
    ).answers;
    expect(page?.headers[0]?.[1]).not.toContain('0123abcd');
    expect(page?.body?.stable).not.toBe(page?.body?.raw);
    expect(picture).toMatchObject({ kind: 'image', body: { raw: 'abc', stable: 'abc' } });
  });
});

describe('a set', () => {
  it('leaves out what repeats an answer from a cache, and not what has come from a cache alone', () => {
    const set = setOf([
      document,
      exchange('/a'),
      exchange('/a', { isCached: true }),
      exchange('/b', { isCached: true }),
    ]);
    expect(keysOf(set)).toEqual(['/', '/a', '/b']);
  });

  it('leaves out the icon, which Chrome asks for, and the document that a step led to', () => {
    const icon = exchange('/favicon.ico', { type: 'Other', requestHeaders: { accept: 'image/avif,*/*' } });
    const next = exchange('/next', { type: 'Document', status: 0, state: 'canceled' });
    expect(setOf([document, icon, next], { held: next.url })).toMatchObject({ answers: [{ key: '/' }], obstacles: [] });
    expect(setOf([document, next]).obstacles).toEqual([{ kind: 'failed-request', url: `${URL_OF}/next` }]);
  });

  it('has what was never sent as an answer of no status', () => {
    const forbidden = exchange('/a', { status: 0, state: 'forbidden', body: null });
    const ad = exchange('', { url: 'https://ads.example/x', status: 0, state: 'failed', body: null });
    const { answers, obstacles } = setOf([document, forbidden, ad], { blocked: ['*.example'] });
    expect(answers.map(({ key, status, body }) => [key, status, body?.raw])).toEqual([
      ['/', 200, NO_BODY.raw],
      ['/a', 0, NO_BODY.raw],
      ['https://ads.example/x', 0, NO_BODY.raw],
    ]);
    expect(obstacles).toEqual([]);
    expect(setOf([document, ad]).obstacles).toEqual([{ kind: 'failed-request', url: 'https://ads.example/x' }]);
  });

  it.each(['failed', 'canceled', 'open'] as const)('has a request without an answer, %s, as an obstacle', (state) => {
    const { answers, obstacles } = setOf([document, exchange('/a?b=1', { state, status: 0 })]);
    expect(answers).toHaveLength(1);
    expect(obstacles).toEqual([{ kind: 'failed-request', url: `${URL_OF}/a` }]);
  });

  it('has an answer that broke off as an obstacle, and one that the page canceled without its body', () => {
    const set = setOf([
      document,
      exchange('/a', { state: 'failed' }),
      exchange('/b', { state: 'canceled', body: null }),
    ]);
    expect(keysOf(set)).toEqual(['/', '/b']);
    expect(set.answers[1]?.body).toBeNull();
    expect(set.obstacles).toEqual([{ kind: 'failed-request', url: `${URL_OF}/a` }]);
  });

  it('knows by a digest what was stored, without the names of the build', () => {
    expect(storedBy('http://a.example', 'at http://a.example/')).toBe(
      storedBy('http://b.example', 'at http://b.example/'),
    );
    expect(storedBy(URL_OF, 'id 1')).not.toBe(storedBy(URL_OF, 'id 2'));
  });

  it('names each obstacle once', () => {
    const met = { kind: 'stream', url: 'wss://shop.example/a?token=1' } as const;
    expect(setOf([document], { obstacles: [met, { ...met, url: 'wss://shop.example/a?token=2' }] }).obstacles).toEqual([
      { kind: 'stream', url: 'wss://shop.example/a' },
    ]);
  });
});

function frame(url: string): {
  url: string;
  functionName: string;
  scriptId: string;
  lineNumber: number;
  columnNumber: number;
} {
  return { url, functionName: '', scriptId: '1', lineNumber: 0, columnNumber: 0 };
}

it('is told with the protocol that it came by', () => {
  expect(setOf([document]).answers.map(({ protocol }) => protocol)).toEqual(['h2 TLS 1.3']);
});
