import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

import { buildBeacon } from '../../scripts/bundle/beacon.ts';
import { createCollector } from '../../src/field/collector/fetch-handler.ts';
import { beaconSchema, type Beacon } from '../../src/model/beacon.ts';
import { html, serveSite, type Page, type Site } from './site.ts';

export interface BeaconSite extends Site {
  /** In the order in which the collector stored them. */
  readonly received: Beacon[];
  /** The last record so far of which something is true; else the first to come. Fails after a minute. */
  readonly recordOf: (isIt: (each: Beacon) => boolean) => Promise<Beacon>;
}

const WAIT_MS = 60_000;

const PICTURE = readFileSync(path.resolve(import.meta.dirname, '../../fixtures/shop/assets/product-42.jpg'));

let built: ReturnType<typeof buildBeacon> | null = null;

/**
 * A site whose pages load the beacon, and the collector that they send to. A page may send its last record after the browser
 * has closed it: a test that counts records has a site of its own.
 */
export async function serveWithBeacon(pages: Readonly<Record<string, Page>>): Promise<BeaconSite> {
  const { files } = await (built ??= buildBeacon('dist'));
  const script = files.find((file) => file.path.endsWith('iife.js'))?.text ?? '';
  const received: Beacon[] = [];
  const arrivals = new EventEmitter();
  const append = async (lines: readonly string[]) => {
    received.push(...lines.map((line) => beaconSchema.parse(JSON.parse(line))));
    arrivals.emit('record');
    return 'stored' as const;
  };
  const collect = createCollector({ origins: ['*'], store: { append }, limits: { requestsPerSecond: 0 } });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    const answered = await collect(new Request('http://collector/', { method: 'POST', headers, body }), {
      address: '192.0.2.1',
    });
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
  };
  const site = await serveSite({
    '/beacon.js': (_, response) => void response.setHeader('content-type', 'text/javascript').end(script),
    '/collect': (request, response) => void answer(request, response),
    '/picture.jpg': picture,
    ...pages,
  });
  return {
    ...site,
    received,
    async recordOf(isIt) {
      const signal = AbortSignal.timeout(WAIT_MS);
      for (;;) {
        const record = received.findLast(isIt);
        if (record !== undefined) return record;
        await once(arrivals, 'record', { signal });
      }
    },
  };
}

/** The demo shop's picture of a product. */
export function picture(_: unknown, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' }).end(PICTURE);
}

/** A page with the beacon. */
export function measuredPage(body: string, head = ''): string {
  const beacon = `<script async src="/beacon.js" data-endpoint="/collect" data-sha="abc" data-route="r"></script>`;
  return html(body, head + beacon);
}
