import { EventEmitter } from 'node:events';

import type { CDPSession } from 'puppeteer';
import { describe, expect, it } from 'vitest';

import { cleanerOf } from '../../../src/lab/diagnosis/cleaner.ts';
import { Requests } from '../../../src/lab/diagnosis/requests.ts';
import type { DiagnosedRequest } from '../../../src/model/diagnosis.ts';

const MAIN = 'frame';
const ORIGIN = 'https://shop.example';

const RESPONSE = {
  status: 200,
  headers: { 'Content-Encoding': 'br', 'Set-Cookie': 'a=1', ETag: '"1"' },
  connectionReused: false,
  timing: {
    requestTime: 1.01,
    dnsStart: 1,
    dnsEnd: 5,
    connectStart: 5,
    connectEnd: 31,
    sendStart: 32,
    receiveHeadersEnd: 90,
  },
};

/** The events of a page, at `at` s. */
class Network extends EventEmitter {
  ask(requestId: string, path: string, at: number, more: object = {}): void {
    const request = { url: ORIGIN + path, method: 'GET', initialPriority: 'Low' };
    const initiator = { type: 'other' };
    this.emit('Network.requestWillBeSent', {
      requestId,
      loaderId: 'page',
      frameId: MAIN,
      type: requestId === 'page' ? 'Document' : 'Image',
      timestamp: at,
      request,
      initiator,
      ...more,
    });
  }
}

function recorded(act: (network: Network) => void): DiagnosedRequest[] {
  const network = new Network();
  const requests = new Requests(network as unknown as CDPSession, MAIN);
  act(network);
  const clean = cleanerOf({ text: (text) => text });
  return requests.all({ startAt: 1, origin: ORIGIN, fcpMs: 500, clean });
}

describe('requests of a diagnostic visit', () => {
  it('have their times since the navigation, what a connection cost, and the headers of the list', () => {
    const [page] = recorded((network) => {
      network.ask('page', '/', 1);
      network.emit('Network.responseReceived', { requestId: 'page', response: RESPONSE });
      network.emit('Network.dataReceived', { requestId: 'page', dataLength: 300 });
      network.emit('Network.loadingFinished', { requestId: 'page', timestamp: 1.2, encodedDataLength: 200 });
    });
    expect(page).toMatchObject({ askedMs: 0, connectMs: 30, status: 200, encodedBytes: 200, decodedBytes: 300 });
    expect(page?.sentMs).toBeCloseTo(42);
    expect(page?.answeredMs).toBeCloseTo(100);
    expect(page?.endedMs).toBeCloseTo(200);
    expect(page?.headers).toEqual({ 'content-encoding': 'br', etag: 'yes' });
  });

  it.each([
    ['link', '</hero.jpg?X-Amz-Signature=abc>; rel=preload; as=image', '</hero.jpg>; rel=preload'],
    [
      'Link',
      '<https://me:pass@cdn.example/a.css?t=1#x>;title="</b?key=2>";rel="preload stylesheet", <//cdn.example>; REL = preconnect',
      '<https://cdn.example/a.css>, </b>; rel=preload stylesheet, <//cdn.example>; rel=preconnect',
    ],
    ['link', 'rel=preload; /hero.jpg?token=1', ''],
    [
      'server-timing',
      'db;dur=5.2;desc="/api?token=1, \\"x\\"", cache;desc=user-7;dur=1, edge',
      'db;dur=5.2, cache;dur=1, edge',
    ],
    ['server-timing', 'db;desc="open?token=1', 'db'],
    ['location', '/next?token=1', undefined],
    ['content-location', '/next?token=1', undefined],
  ])('have no secrets of URLs in the header %s: %s', (name, value, kept) => {
    const [page] = recorded((network) => {
      network.ask('page', '/', 1);
      const response = { ...RESPONSE, headers: { [name]: value } };
      network.emit('Network.responseReceived', { requestId: 'page', response });
    });
    expect(page?.headers[name.toLowerCase()]).toBe(kept);
  });

  it('have the priority they were asked for with, and the one in the end', () => {
    const [, image] = recorded((network) => {
      network.ask('page', '/', 1);
      network.ask('image', '/a.png', 1.1);
      network.emit('Network.resourceChangedPriority', { requestId: 'image', newPriority: 'High' });
    });
    expect(image?.priority).toEqual({ first: 'Low', last: 'High' });
  });

  it('are those of the last document, with what redirected to them', () => {
    const found = recorded((network) => {
      network.ask('first', '/first', 1, { loaderId: 'first', type: 'Document' });
      network.ask('old', '/old.png', 1.1);
      network.ask('page', '/a', 2);
      network.ask('page', '/b', 2.1, { redirectResponse: RESPONSE });
      network.ask('new', '/new.png', 2.2);
    });
    expect(found.map(({ url, redirects }) => [url, redirects])).toEqual([
      [`${ORIGIN}/b`, [`${ORIGIN}/a`]],
      [`${ORIGIN}/new.png`, []],
    ]);
  });

  it.each([
    ['Blocking', 2, true],
    ['InBodyParserBlocking', 1.4, true],
    ['InBodyParserBlocking', 1.6, false],
    ['NonBlocking', 1.4, false],
  ])('that are %s and end at %s s block a first paint at 1.5 s: %s', (renderBlockingBehavior, timestamp, blocks) => {
    const [, script] = recorded((network) => {
      network.ask('page', '/', 1);
      network.ask('script', '/a.js', 1.1, { type: 'Script', renderBlockingBehavior });
      network.emit('Network.loadingFinished', { requestId: 'script', timestamp, encodedDataLength: 1 });
    });
    expect(script?.isRenderBlocking).toBe(blocks);
  });

  it('are 3,000 at most, whatever the page asks for', () => {
    const found = recorded((network) => {
      network.ask('page', '/', 1);
      for (let at = 0; at < 10_000; at++) network.ask(`${at}`, `/${at}.png`, 2);
      for (let at = 0; at < 100; at++) network.ask('0', `/${at}`, 2, { redirectResponse: RESPONSE });
    });
    expect(found).toHaveLength(3000);
    expect(found[1]?.redirects).toHaveLength(20);
  });

  it('have the line and column that asked, over asynchronous calls', () => {
    const frame = { url: `${ORIGIN}/a.js`, lineNumber: 4, columnNumber: 9, functionName: 'load', scriptId: '1' };
    const [, image] = recorded((network) => {
      network.ask('page', '/', 1);
      const stack = { callFrames: [], parent: { callFrames: [frame] } };
      network.ask('image', '/a.png', 1.1, { initiator: { type: 'script', stack } });
    });
    expect(image).toMatchObject({
      initiator: 'script',
      askedBy: { url: `${ORIGIN}/a.js`, line: 5, column: 10 },
      stack: [{ url: `${ORIGIN}/a.js`, line: 5, column: 10, functionName: 'load' }],
    });
  });

  it('have 50,000 frames of stacks together, and 100 each, whatever the page calls', () => {
    const frame = { url: `${ORIGIN}/a.js`, lineNumber: 4, columnNumber: 9, functionName: 'load', scriptId: '1' };
    const stack = { callFrames: Array.from({ length: 150 }, () => frame) };
    const found = recorded((network) => {
      network.ask('page', '/', 1);
      for (let at = 0; at < 600; at++) network.ask(`${at}`, `/${at}.png`, 2, { initiator: { type: 'script', stack } });
    });
    expect(found[1]?.stack).toHaveLength(100);
    expect(found.flatMap((each) => each.stack)).toHaveLength(50_000);
    expect(found.at(-1)?.initiator).toBe('script');
  });
});
