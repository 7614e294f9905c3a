import { EventEmitter } from 'node:events';

import type { CDPSession } from 'puppeteer';
import { describe, expect, it } from 'vitest';

import type { Exchange } from '../../../src/lab/answers/exchange.ts';
import { Exchanges } from '../../../src/lab/answers/exchanges.ts';

type Params = Readonly<Record<string, unknown>>;

/** A session that says what a test has it say, and keeps `bodies` by request. */
class FakeSession extends EventEmitter {
  readonly bodies = new Map<string, { readonly body: string; readonly base64Encoded: boolean }>();

  send(_: string, { requestId }: { readonly requestId: string }): Promise<unknown> {
    const body = this.bodies.get(requestId);
    return body === undefined ? Promise.reject(new Error('No resource')) : Promise.resolve(body);
  }

  say(event: string, params: Params): void {
    this.emit(`Network.${event}`, params);
  }

  asks(requestId: string, url = `https://shop.example/${requestId}`, more: Params = {}): void {
    const request = { method: 'GET', url, headers: { Accept: '*/*' } };
    this.say('requestWillBeSent', {
      requestId,
      loaderId: 'doc',
      frameId: 'main',
      type: 'Fetch',
      timestamp: 1,
      initiator: { type: 'other' },
      request,
      ...more,
    });
  }

  answers(requestId: string, response: Params = {}, more: Params = {}): void {
    this.say('responseReceived', {
      requestId,
      type: 'Fetch',
      hasExtraInfo: false,
      response: { status: 200, headers: {}, ...response },
      ...more,
    });
  }

  ends(requestId: string, text: string, isText = true): void {
    const bytes = Buffer.from(text);
    this.bodies.set(requestId, { body: isText ? text : bytes.toString('base64'), base64Encoded: !isText });
    this.say('dataReceived', { requestId, dataLength: bytes.length });
    this.say('loadingFinished', { requestId });
  }
}

async function told(
  tell: (session: FakeSession) => void,
): Promise<{ readonly log: Exchanges; readonly all: readonly Exchange[] }> {
  const log = new Exchanges();
  const session = new FakeSession();
  log.follow(session as unknown as CDPSession);
  tell(session);
  return { log, all: await log.all(0) };
}

describe('an exchange', () => {
  it('has the headers that the network tells of, whenever it tells, one for each redirect', async () => {
    const { all } = await told((session) => {
      session.say('requestWillBeSentExtraInfo', { requestId: '1', headers: { Cookie: 'a=1', ':path': '/' } });
      session.asks('1', 'https://shop.example/old');
      session.say('responseReceivedExtraInfo', {
        requestId: '1',
        statusCode: 302,
        headers: { Location: '/new', 'Set-Cookie': 'b=2\nc=3; HttpOnly' },
      });
      session.asks('1', 'https://shop.example/new', {
        redirectResponse: { status: 302, headers: { Location: '/new' } },
        redirectHasExtraInfo: true,
      });
      session.answers('1', { headers: { 'Content-Type': 'text/html' } }, { hasExtraInfo: true });
      session.ends('1', 'Hi');
      session.say('requestWillBeSentExtraInfo', { requestId: '1', headers: { Cookie: 'b=2' } });
      session.say('responseReceivedExtraInfo', { requestId: '1', statusCode: 200, headers: { ETag: '"1"' } });
    });
    expect(all.map(({ status, requestHeaders, headers }) => ({ status, requestHeaders, headers }))).toEqual([
      {
        status: 302,
        requestHeaders: { cookie: 'a=1' },
        headers: [
          ['location', '/new'],
          ['set-cookie', 'b=2'],
          ['set-cookie', 'c=3; HttpOnly'],
        ],
      },
      { status: 200, requestHeaders: { cookie: 'b=2' }, headers: [['etag', '"1"']] },
    ]);
    expect(all.map(({ body }) => body?.text)).toEqual(['', 'Hi']);
  });

  it('is after input once that has begun, a redirect that comes later included', async () => {
    const log = new Exchanges();
    const session = new FakeSession();
    log.follow(session as unknown as CDPSession);
    session.asks('1');
    session.asks('2');
    log.beginInput();
    session.asks('2', 'https://shop.example/new', { redirectResponse: { status: 302, headers: {} } });
    session.asks('3');
    const all = await log.all(0);
    expect(all.map(({ isAfterInput }) => isAfterInput)).toEqual([false, false, true, true]);
  });

  it('that a cache answered takes no headers of the network', async () => {
    const { all } = await told((session) => {
      session.asks('1');
      session.say('requestServedFromCache', { requestId: '1' });
      session.answers('1', { headers: { Age: '5' } });
      session.say('loadingFinished', { requestId: '1' });
    });
    expect(all).toMatchObject([{ isCached: true, status: 200, headers: [['age', '5']], body: null }]);
  });

  it('has its early hints as an answer beside it', async () => {
    const { all } = await told((session) => {
      session.asks('1');
      session.say('responseReceivedEarlyHints', { requestId: '1', headers: { Link: '</a.css>; rel=preload' } });
      session.answers('1');
      session.ends('1', 'Hi');
    });
    expect(all).toMatchObject([
      { status: 200, headers: [], body: { text: 'Hi' } },
      { status: 103, headers: [['link', '</a.css>; rel=preload']], body: { text: '' } },
    ]);
  });

  it.each([
    ['that never ended', () => undefined, 'open', null],
    [
      'without a kept body',
      (session: FakeSession) => session.say('loadingFinished', { requestId: '1' }),
      'ended',
      null,
    ],
    ['the page canceled', failed({ canceled: true }), 'canceled', null],
    ['that broke off', failed({ canceled: false }), 'failed', null],
  ] as const)('%s has no body', async (_, end, state, body) => {
    const { all } = await told((session) => {
      session.asks('1');
      session.answers('1');
      end(session);
    });
    expect(all).toMatchObject([{ state, body }]);
  });

  it.each([204, 205, 304])('of status %i that the page does not read has an empty body', async (status) => {
    const { all } = await told((session) => {
      session.asks('1');
      session.answers('1', { status });
      failed({ canceled: true })(session);
    });
    expect(all).toMatchObject([{ state: 'ended', body: { text: '' } }]);
  });

  it('that the page’s policy forbids was not sent', async () => {
    const { all } = await told((session) => {
      session.asks('1');
      failed({ blockedReason: 'csp' })(session);
      session.asks('2');
      session.say('loadingFailed', { requestId: '2', blockedReason: 'inspector' });
    });
    expect(all).toMatchObject([{ state: 'forbidden' }, { state: 'failed' }]);
  });
});

/** Of a response of which `bytes` more were counted than there are. */
async function bodyOf(text: string, isText: boolean, bytes = 0): Promise<Exchange['body'] | undefined> {
  const { all } = await told((session) => {
    session.asks('1');
    session.answers('1');
    session.say('dataReceived', { requestId: '1', dataLength: bytes });
    session.ends('1', text, isText);
  });
  return all[0]?.body;
}

describe('a body', () => {
  it('that is text stays whole, another one is known by its digest', async () => {
    expect(await bodyOf('Hi', true)).toMatchObject({ text: 'Hi' });
    expect(await bodyOf('Hi', false)).toEqual({ ...(await bodyOf('Hi', true)), text: null });
  });

  it('that Chrome gives out as empty, or not as long as it came, is not kept', async () => {
    expect(await bodyOf('', true)).toBeNull();
    expect(await bodyOf('Hi', false, 1)).toBeNull();
  });

  it('with bytes that are not of its encoding is not kept, one with the character for those is', async () => {
    expect(await bodyOf('\uFFFD', true, 1)).toBeNull();
    expect(await bodyOf('\uFFFD', true)).toMatchObject({ text: '\uFFFD' });
  });

  it('of more than 5 MB is not asked for', async () => {
    expect(await bodyOf('Hi', true, 5_000_000)).toBeNull();
  });

  it('beyond 50 MB of texts is known by its digest', async () => {
    const text = 'x'.repeat(4_900_000);
    const { all } = await told((session) => {
      for (let request = 0; request < 11; request++) {
        session.asks(String(request));
        session.answers(String(request));
        session.ends(String(request), text);
      }
    });
    expect(all.map(({ body }) => body?.text?.length ?? null)).toEqual([...Array(10).fill(text.length), null]);
    expect(all.at(-1)?.body?.raw).toBe(all[0]?.body?.raw);
  });
});

describe('of a hostile page', () => {
  it('5000 responses are kept, and it is known that there were more', async () => {
    const { log, all } = await told((session) => {
      for (let request = 0; request < 10_000; request++) {
        session.asks(String(request));
        session.answers(String(request));
        session.ends(String(request), 'Hi');
      }
    });
    expect(log.isFull).toBe(true);
    expect(all.length).toBe(5000);
  });

  it('50 MB of heads are kept', async () => {
    const { log, all } = await told((session) => {
      for (let request = 0; request < 100; request++)
        session.asks(String(request), `https://a.example/${'x'.repeat(1e6)}`);
    });
    expect(log.isFull).toBe(true);
    expect(all.length).toBeLessThan(50);
  });

  it('a request that only the network tells of is known to be missing', async () => {
    const { log } = await told((session) => session.say('requestWillBeSentExtraInfo', { requestId: '1', headers: {} }));
    expect(log.hasUnknown).toBe(true);
    expect((await told((session) => session.asks('1'))).log.hasUnknown).toBe(false);
  });

  it('URLs that are content are not requests', async () => {
    const { all } = await told((session) => {
      session.asks('1', 'data:text/plain,a');
      session.asks('2', 'blob:https://shop.example/1');
    });
    expect(all).toEqual([]);
  });
});

function failed(more: Params): (session: FakeSession) => void {
  return (session) => session.say('loadingFailed', { requestId: '1', ...more });
}

it('tells the protocol of an answer, with that of its encryption', async () => {
  const { all } = await told((session) => {
    session.asks('a');
    session.answers('a', { protocol: 'http/1.1' });
    session.ends('a', 'hello');
    session.asks('b');
    session.answers('b', { protocol: 'h2', securityDetails: { protocol: 'TLS 1.3' } });
    session.ends('b', 'hello');
    session.asks('c');
    session.answers('c');
    session.ends('c', 'hello');
  });
  expect(all.map(({ protocol }) => protocol)).toEqual(['http/1.1', 'h2 TLS 1.3', null]);
});
