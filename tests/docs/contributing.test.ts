import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** What somebody who picks the project up reads first: each command, path and link in it must be there. */

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', '.github/pull_request_template.md'];
const TEMPLATES = '.github/ISSUE_TEMPLATE';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const manifest = z
  .object({
    engines: z.object({ node: z.string() }),
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')));

function workflows(): string[] {
  const folder = '.github/workflows';
  const names = existsSync(path.join(ROOT, folder)) ? readdirSync(path.join(ROOT, folder)) : [];
  return names.map((name) => `${folder}/${name}`);
}

/** The scripts that a text runs: those after `npm run`, and `test` and `start`, which need no `run`. */
function scriptsIn(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run )?(test|start)\b|\bnpm run ([\w:-]+)/g)].map(
    ([, short, long]) => short ?? long ?? '',
  );
}

describe('a script that is named', () => {
  test.each([...PAGES, ...workflows()])('in %s is in package.json', (file) => {
    expect(scriptsIn(read(file)).filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test('is found in a sentence and in a block of commands', () => {
    expect(scriptsIn('`npm run bench:visit -- 20`; npm ci && npm test')).toEqual(['bench:visit', 'test']);
    expect(scriptsIn(read('CONTRIBUTING.md')).length).toBeGreaterThan(5);
  });
});

const FOLDERS = new Set(['src', 'tests', 'docs', 'scripts', 'bench', 'fixtures', 'dist', '.github', 'examples']);

/** Paths below the repository in code spans and code blocks. */
function pathsIn(text: string): string[] {
  const code = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
    ([, block, span]) => block ?? span ?? '',
  );
  return code
    .flatMap((each) => each.split(/[\s"'(),;{}]+/))
    .filter((word) => FOLDERS.has(word.split('/')[0] ?? '') && word.includes('/'))
    .map((word) => word.replace(/:\d+$/, ''));
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link.replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link));
}

const missing = (from: string, names: readonly string[]): string[] =>
  names.filter((name) => !existsSync(path.resolve(ROOT, from, name)));

describe('the test that CONTRIBUTING.md runs by its name', () => {
  const [, file = '', name = ''] = /npx vitest run (\S+) -t '([^']+)'/.exec(read('CONTRIBUTING.md')) ?? [];

  test('is there', () => {
    expect(read(file)).toMatch(new RegExp(`^\\s*test\\('[^']*${name}`, 'm'));
  });
});

describe('a path', () => {
  test('that CONTRIBUTING.md names exists', () => {
    const paths = pathsIn(read('CONTRIBUTING.md'));
    expect(paths.length).toBeGreaterThan(20);
    expect(missing('.', paths)).toEqual([]);
  });

  test('that is named and does not exist is found', () => {
    const text = 'See `src/nowhere.ts` and\n\n```sh\nnode scripts/nothing.ts src/cli.ts\n```\n';
    expect(missing('.', pathsIn(text))).toEqual(['src/nowhere.ts', 'scripts/nothing.ts']);
  });

  test.each(PAGES)('that %s links to exists', (file) => {
    expect(missing(path.dirname(file), linksIn(read(file)))).toEqual([]);
  });

  test.each(['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'])('of %s is linked by the README', (file) => {
    expect(linksIn(read('README.md'))).toContain(file);
  });
});

const majorOf = (version: string): number => Number(/\d+/.exec(version)?.[0]);

describe('Node.js', () => {
  test('has one major version: in .nvmrc, the package `node`, its types and the action', () => {
    const versions = [
      read('.nvmrc'),
      manifest.devDependencies['node'] ?? '',
      manifest.devDependencies['@types/node'] ?? '',
      /using: (node\d+)/.exec(read('action.yml'))?.[1] ?? '',
    ];
    expect(versions.map(majorOf)).toEqual([24, 24, 24, 24]);
  });

  test('is asked for in the version that every bundled package takes', () => {
    const needed = Object.keys(manifest.dependencies).flatMap((name) => {
      const { engines } = JSON.parse(read(`node_modules/${name}/package.json`)) as { engines?: { node?: string } };
      return engines?.node === undefined ? [] : [{ name, range: engines.node }];
    });
    expect(needed.length).toBeGreaterThan(10);
    expect(needed.filter(({ range }) => !takes(range, lowest(manifest.engines.node)))).toEqual([]);
  });

  test('that is older only gets a warning from `npm ci`: the package `node` runs the scripts', () => {
    const npmrc = existsSync(path.join(ROOT, '.npmrc')) ? read('.npmrc') : '';
    expect(npmrc).not.toMatch(/engine-strict/);
  });
});

type Version = readonly [number, number, number];

function lowest(range: string): Version {
  const [, ...parts] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(range) ?? [];
  const [major = 0, minor = 0, patch = 0] = parts.map((part) => Number(part ?? 0));
  return [major, minor, patch];
}

/** Whether a range of `>=` and `^` takes a version. */
function takes(range: string, version: Version): boolean {
  return range.split('||').some((alternative) => {
    const least = lowest(alternative);
    const isCaret = alternative.trim().startsWith('^');
    const order = version.map((part, index) => part - (least[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
    return order >= 0 && (!isCaret || version[0] === least[0]);
  });
}

test('a range of versions takes what is in it', () => {
  expect(takes('>=22.19', [22, 19, 0])).toBe(true);
  expect(takes('>=22.19', [22, 18, 9])).toBe(false);
  expect(takes('^20.0.0 || >=24', [22, 19, 0])).toBe(false);
  expect(takes('^22.12.0 || ^24.0.0', [22, 19, 0])).toBe(true);
});

const formSchema = z.strictObject({
  name: z.string().min(2),
  description: z.string().min(10),
  labels: z.array(z.string()).optional(),
  body: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string() }) }),
        z.strictObject({
          type: z.enum(['textarea', 'input']),
          id: z.string().regex(/^[\w-]+$/),
          attributes: z.strictObject({
            label: z.string(),
            description: z.string().optional(),
            placeholder: z.string().optional(),
            render: z.string().optional(),
          }),
          validations: z.strictObject({ required: z.boolean() }).optional(),
        }),
      ]),
    )
    .min(1),
});

describe('an issue', () => {
  const forms = readdirSync(path.join(ROOT, TEMPLATES)).filter((name) => name !== 'config.yml');

  test.each(forms)('is asked for by a form that GitHub takes: %s', (name) => {
    const form = formSchema.parse(parse(read(`${TEMPLATES}/${name}`)));
    const ids = form.body.flatMap((field) => (field.type === 'markdown' ? [] : [field.id]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(form.body.some((field) => field.type !== 'markdown' && field.validations?.required)).toBe(true);
  });

  test('about a vulnerability is led away from the public', () => {
    const { contact_links: links } = z
      .object({ blank_issues_enabled: z.literal(false), contact_links: z.array(z.object({ url: z.url() }).loose()) })
      .parse(parse(read(`${TEMPLATES}/config.yml`)));
    expect(links.map(({ url }) => url)).toEqual(['https://github.com/vitals-gate/vitals-gate/security/advisories/new']);
  });
});

test('dependabot looks after the packages and the actions', () => {
  const { updates } = z
    .object({
      version: z.literal(2),
      updates: z.array(z.object({ 'package-ecosystem': z.string(), directory: z.literal('/') }).loose()),
    })
    .parse(parse(read('.github/dependabot.yml')));
  expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
});
