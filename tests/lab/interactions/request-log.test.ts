import { EventEmitter } from 'node:events';

import type { HTTPRequest, Page } from 'puppeteer';
import { expect, test } from 'vitest';

import { RequestLog } from '../../../src/lab/interactions/request-log.ts';

const ORIGIN = 'https://shop.example';

/** A page that makes and answers requests as it is told. */
class FakePage extends EventEmitter {
  request(path: string): HTTPRequest {
    const request = { url: () => ORIGIN + path, response: () => ({}), resourceType: () => 'xhr' };
    this.emit('request', request);
    return request as unknown as HTTPRequest;
  }

  answer(request: HTTPRequest): void {
    this.emit('requestfinished', request);
  }
}

function open(timeoutMs: number): { page: FakePage; log: RequestLog } {
  const page = new FakePage();
  return { page, log: new RequestLog(page as unknown as Pick<Page, 'on'>, ORIGIN, timeoutMs) };
}

test('a request that is made after the step began, and answered, ends the wait', async () => {
  const { page, log } = open(60_000);
  log.beginStep();
  const wait = log.answered('/api/*');
  page.answer(page.request('/other'));
  page.answer(page.request('/api/cart?x=1'));
  await expect(wait).resolves.toBeUndefined();
});

test('a request that was answered before the wait, in the same step, ends it at once', async () => {
  const { page, log } = open(0);
  log.beginStep();
  page.answer(page.request('/api/cart'));
  await expect(log.answered('/api/*')).resolves.toBeUndefined();
});

test('a request that was made before the step does not end the wait, whenever it is answered', async () => {
  const { page, log } = open(0);
  const poll = page.request('/api/cart?poll');
  log.beginStep();
  page.answer(poll);
  page.answer(page.request('/other'));
  await expect(log.answered('/api/*')).rejects.toMatchObject({
    code: 'request-not-seen',
    message:
      'no request of "/api/*" was answered within 0 s; answered were https://shop.example/other; a request made before the last step does not count: wait for it before that step',
  });
});

test('before the first step all that the page requests counts', async () => {
  const { page, log } = open(0);
  page.answer(page.request('/api/cart'));
  await expect(log.answered('/api/cart')).resolves.toBeUndefined();
});
