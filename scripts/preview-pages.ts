/**
 * `npm run preview [-- --out DIR]`: the golden report pages, served at an address that is printed; with `--out` they are
 * written as files instead. The pages are made anew for each run of this command.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { renderPage } from '../src/page/document/document.ts';
import { GOLDEN } from '../tests/page/golden.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, port: { type: 'string', default: '0' } } });

const pages = new Map(Object.entries(GOLDEN).map(([name, parts]) => [`${name}.html`, renderPage(parts)]));
const links = [...pages].map(
  ([name, page]) => `<li><a href="${name}">${name}</a>, ${Math.ceil(page.length / 1000)} kB</li>`,
);
const index = `<!doctype html><meta charset="utf-8"><title>Report pages</title><ul>${links.join('\n')}</ul>`;

if (values.out === undefined) serve();
else write(path.resolve(values.out));

function write(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, page] of pages) writeFileSync(path.join(folder, name), page);
  console.log(`${pages.size} pages: ${folder}`);
}

function serve(): void {
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const page = name === '' ? index : pages.get(name);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  server.listen(Number(values.port), '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(`${pages.size} pages: http://127.0.0.1:${port}/`);
  });
}
