import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ROOT } from '../../scripts/bundle/paths.ts';

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
