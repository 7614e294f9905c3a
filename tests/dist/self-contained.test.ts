import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
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

/** Where a bundle says that a module of the field begins; the command line itself has the names that its options take. */
const FIELD_MODULE = /^\/\/ src\/field\/(?!engines\/engine\.ts|questions\/(?:scope|experiment-names)\.ts)/m;

/** Runs the command line, and returns what it printed and the files of dist that it has loaded. */
async function run(...args: string[]) {
  const hooks = `data:text/javascript,${encodeURIComponent(TELL_LOADED)}`;
  const { exitCode, stdout, stderr } = await execa(process.execPath, ['--import', hooks, cli, ...args], {
    cwd: folder,
    reject: false,
  });
  return { exitCode, stdout, loaded: stderr.split('\n').filter((url) => url.startsWith('file:')) };
}

const isField = (url: string): boolean => FIELD_MODULE.test(readFileSync(new URL(url), 'utf8'));

beforeAll(() => cpSync(path.join(ROOT, 'dist'), folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('dist alone in an empty folder', () => {
  it('has no node_modules above it', () => {
    const above: string[] = [];
    for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) above.push(path.join(at, 'node_modules'));
    expect(above.filter((each) => existsSync(each))).toEqual([]);
  });

  it('prints its help soon: it loads a third of its ten megabytes, and neither Lighthouse nor Puppeteer', async () => {
    const { stdout, loaded } = await run('--help');
    expect(stdout).toContain('vitals-gate');
    expect(loaded).toContain(pathToFileURL(cli).href);
    const bytes = loaded.reduce((sum, url) => sum + statSync(new URL(url)).size, 0);
    expect(bytes, loaded.join()).toBeLessThan(3.3e6);
    expect(loaded.filter((url) => /lighthouse|puppeteer/.test(url))).toEqual([]);
  });

  it('loads the field plane for its own commands only', async () => {
    const [help, gate, field] = [await run('--help'), await run('run'), await run('field', 'slo')];
    expect([help.exitCode, gate.exitCode, field.exitCode]).toEqual([0, 2, 2]);
    expect([...help.loaded, ...gate.loaded].filter(isField)).toEqual([]);
    expect(gate.loaded.length).toBeGreaterThan(help.loaded.length);
    expect(field.loaded.filter(isField)).not.toEqual([]);
  });

  it('holds no database: what a field command needs is loaded from the project of the user', () => {
    const notices = readFileSync(path.join(folder, 'THIRD_PARTY_NOTICES.txt'), 'utf8');
    const held = notices.split('\n').filter((line) => /^(?:zod|pg\S*|@duckdb\/\S+|@clickhouse\/\S+) \d/.test(line));
    expect(held.map((line) => line.split(' ', 1).join())).toEqual(['zod']);
  });

  it('refuses a Node that is too old with one sentence, before loading anything it could not parse', async () => {
    const old = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' }); await import(process.argv[1]);`;
    const args = ['--input-type=module', '--eval', old, cli];
    const { exitCode, stderr } = await execa(process.execPath, args, { cwd: folder, reject: false });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: vitals-gate needs Node\.js 22 or newer/);
  });
});

describe('the package', () => {
  it('has dist and its manual, and nothing that they are made of', async () => {
    const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT });
    const [packed] = JSON.parse(stdout) as [{ readonly files: readonly { readonly path: string }[] }];
    const places = new Set(packed.files.map((file) => file.path.split('/')[0]));
    const npmAdds = ['LICENSE', 'README.md', 'package.json'];
    expect([...places].filter((place) => !npmAdds.includes(place ?? '')).toSorted()).toEqual([
      'CHANGELOG.md',
      'dist',
      'docs',
    ]);
  });
});
