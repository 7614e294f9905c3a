/** Serves the shop, and keeps what its beacons send below `field/`. In production the collector is a process of its own. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

import { createNodeListener, createReceiver, NdjsonStore } from 'vitals-gate/collector/node';

const PAGES = { '/': 'home', '/bike': 'bike' };
const sha = process.env.SHA ?? '3f2a9c1e5d';
const beacon = path.join(import.meta.dirname, 'node_modules/vitals-gate/dist/beacon.iife.js');

const store = await NdjsonStore.open({ dir: 'field', onNotice: console.error });
/** Each origin is allowed, because the port of an example is any free one. Name yours: `['https://shop.example']`. */
const receive = createReceiver({ origins: ['*'], store });
const collect = createNodeListener(receive, { addressHeader: null, onError: console.error });

async function bodyOf(url) {
  if (url === '/beacon.js') return { type: 'text/javascript', body: await readFile(beacon) };
  const page = PAGES[url];
  if (page === undefined) return null;
  const html = await readFile(path.join(import.meta.dirname, `public/${page}.html`), 'utf8');
  return { type: 'text/html; charset=utf-8', body: html.replace('SHA', sha) };
}

async function answer(request, response) {
  const found = await bodyOf(request.url);
  if (found === null) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': found.type }).end(found.body);
}

const server = createServer((request, response) =>
  request.url === '/vitals' ? collect(request, response) : answer(request, response),
);
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
process.once('SIGTERM', () => {
  server.close(() => store.close());
  server.closeAllConnections();
});
