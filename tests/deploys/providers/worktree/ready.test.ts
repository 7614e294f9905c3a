import { expect, test } from 'vitest';

import { untilReady } from '../../../../src/deploys/providers/worktree/ready.ts';
import { serveSite } from '../../../support/site.ts';

const portOf = ({ url }: { readonly url: string }): number => Number(new URL(url).port);

test('a server is asked until it answers with success', async () => {
  let asked = 0;
  const site = await serveSite({
    '/ready': (_, response) => void response.writeHead(++asked < 3 ? 503 : 204).end(),
  });
  expect(await untilReady(portOf(site), '/ready', new AbortController().signal)).toEqual({ url: site.url });
  expect(asked).toBe(3);
  await site.close();
});

test('a server that is not ready when the time is up: what it answered last', async () => {
  const limit = new AbortController();
  let asked = 0;
  const site = await serveSite({
    '/': (_, response) => {
      response.writeHead(503).end();
      if (++asked === 2) limit.abort();
    },
  });
  expect(await untilReady(portOf(site), '/', limit.signal)).toEqual({ problem: '/ answered 503' });
  await site.close();
});
