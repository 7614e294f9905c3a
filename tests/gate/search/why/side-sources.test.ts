import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { DiagnosedCampaign } from '../../../../src/gate/search/why/diagnose-campaign.ts';
import { SideSources } from '../../../../src/gate/search/why/side-sources.ts';
import { openFakeRun, steady } from '../../../support/fake-lab.ts';
import { mapText } from '../../../source-maps/support.ts';
import { campaignOf } from './located.ts';

const CONFIG = `routes:
  - { name: home, path: /, conditions: [desktop], headers: { X-Preview: its-visitor } }
budgets: { lcp: { max: 2.5 s } }
`;

let servers: Server[] = [];
let asked: string[];
let removals: (() => Promise<void>)[] = [];
let urls: { readonly base: string; readonly head: string };

beforeEach(async () => {
  asked = [];
  urls = { base: await serve('base'), head: await serve('head') };
});
afterEach(async () => {
  for (const server of servers) server.close();
  for (const remove of removals) await remove();
  [servers, removals] = [[], []];
});

/** A deploy that has a map at every URL. */
async function serve(side: string): Promise<string> {
  const server = createServer(({ url, headers }, response) => {
    asked.push(`${side} ${url} ${String(headers['x-preview'])}`);
    response.end(mapText());
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The sources of a script of head at this URL that says where its map is. */
async function sourcesOf(url: string, link: string): Promise<readonly string[]> {
  const opened = await openFakeRun({ visit: steady(), urls, config: CONFIG });
  removals.push(opened.remove);
  const { diagnosis, ...campaign } = campaignOf({});
  const head = { ...campaign.head, texts: new Map([[url, `a();\n//# sourceMappingURL=${link}\n`]]) };
  const diagnosed: DiagnosedCampaign = { ...campaign, diagnosis: { ...diagnosis, route: 'home' }, head };
  const { signal: limit } = new AbortController();
  const sources = new SideSources(opened.run, { side: 'head', commit: null, mapFolder: null, limit });
  return (await sources.sourcesOf(url, diagnosed)).map(({ path }) => path);
}

describe('the source map of a script of head', () => {
  test('is asked for at the deploy of head, as its visitor', async () => {
    expect(await sourcesOf(`${urls.head}/a.js`, 'a.js.map')).toEqual(['src/a.ts']);
    expect(asked).toEqual(['head /a.js.map its-visitor']);
  });

  test.each(['head', 'base'] as const)(
    'is not asked for at the deploy of base by a script that says it is of %s',
    async (side) => {
      const url = `${urls[side]}/a.js`;
      expect(await sourcesOf(url, `${urls.base}/admin/purge?all=1`)).toEqual([]);
      expect(asked).toEqual([]);
    },
  );
});
