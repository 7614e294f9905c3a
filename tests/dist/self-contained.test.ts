import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ROOT } from '../../scripts/bundle/paths.ts';
import { findChrome } from '../../src/lab/browser/chrome-path.ts';

/** dist alone, in a folder with no node_modules above it. */
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'vitals-gate-dist-')));
const cli = path.join(folder, 'cli.js');

/** Tells the modules that a program has loaded. */
const TELL_LOADED = `import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
process.on('exit', () => console.error(loaded.join('\\n')));`;

beforeAll(() => cpSync(path.join(ROOT, 'dist'), folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('dist alone in an empty folder', () => {
  it('has no node_modules above it', () => {
    const above: string[] = [];
    for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) above.push(path.join(at, 'node_modules'));
    expect(above.filter((each) => existsSync(each))).toEqual([]);
  });

  it('prints its help soon: it loads a third of its ten megabytes, and neither Lighthouse nor Puppeteer', async () => {
    const args = ['--import', `data:text/javascript,${encodeURIComponent(TELL_LOADED)}`, cli, '--help'];
    const { stdout, stderr } = await execa(process.execPath, args, { cwd: folder });
    expect(stdout).toContain('vitals-gate');
    const loaded = stderr.split('\n').filter((url) => url.startsWith('file:'));
    expect(loaded).toContain(pathToFileURL(cli).href);
    const bytes = loaded.reduce((sum, url) => sum + statSync(new URL(url)).size, 0);
    expect(bytes, loaded.join()).toBeLessThan(3.3e6);
    expect(loaded.filter((url) => /lighthouse|puppeteer/.test(url))).toEqual([]);
  });

  it('refuses a Node that is too old with one sentence, before loading anything it could not parse', async () => {
    const old = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' }); await import(process.argv[1]);`;
    const args = ['--input-type=module', '--eval', old, cli];
    const { exitCode, stderr } = await execa(process.execPath, args, { cwd: folder, reject: false });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: vitals-gate needs Node\.js 22 or newer/);
  });
});

/** A page with an image, a style sheet and a script, whose elements Lighthouse looks at by functions it sends there. */
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/a.css"></head>
<body><h1>A page</h1><img src="/a.svg" width="300" height="200" alt=""><script src="/a.js"></script></body></html>`;

const FILES: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': ['text/html', PAGE],
  '/a.css': ['text/css', 'body { font: 16px sans-serif }'],
  '/a.js': ['text/javascript', 'document.body.append("done")'],
  '/a.svg': [
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200"/></svg>',
  ],
};

/** Runs every audit Lighthouse has, from the bundle, and prints what became of each. */
const AUDIT_ALL = `
const [chromePath, url, lighthouseFile, puppeteerFile] = process.argv.slice(2);
const { default: lighthouse } = await import(lighthouseFile);
const { default: puppeteer } = await import(puppeteerFile);
const browser = await puppeteer.launch({ executablePath: chromePath, args: ['--no-sandbox'] });
try {
  const { lhr } = await lighthouse(url, { logLevel: 'silent' }, undefined, await browser.newPage());
  console.log(JSON.stringify(Object.values(lhr.audits).map(({ id, scoreDisplayMode: mode, errorMessage }) => ({ id, mode, errorMessage }))));
} finally {
  await browser.close();
}`;

interface LighthouseAudit {
  readonly id: string;
  readonly mode: string;
  readonly errorMessage?: string;
}

describe('Lighthouse in dist', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const [type, body] = FILES[request.url ?? ''] ?? ['text/plain', ''];
      response.writeHead(body === '' ? 404 : 200, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  const vendorFile = (name: string): string => {
    const file = readdirSync(path.join(folder, 'vendor')).find((each) =>
      new RegExp(`^${name}-[A-Z0-9]{8}\\.js$`).test(each),
    );
    return `./vendor/${file}`;
  };

  it('runs the same audits as the package, with no error in any', async () => {
    const script = path.join(folder, 'audit-all.mjs');
    writeFileSync(script, AUDIT_ALL);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const args = [script, await findChrome(null, process.env), url, vendorFile('lighthouse'), vendorFile('puppeteer')];
    const { stdout } = await execa(process.execPath, args, { cwd: folder, env: { CI: 'true' } });
    const audits = JSON.parse(stdout) as LighthouseAudit[];
    expect(audits.filter(({ mode }) => mode === 'error')).toEqual([]);

    const { defaultConfig } = await import('lighthouse');
    const ids = audits.map(({ id }) => id);
    const expected = Object.values(defaultConfig.categories ?? {}).flatMap(({ auditRefs }) =>
      auditRefs.map(({ id }) => id),
    );
    // INP has an audit for time spans only, and this is a navigation.
    expect(expected.filter((id) => !ids.includes(id))).toEqual(['interaction-to-next-paint']);
  });
});
