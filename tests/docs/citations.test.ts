import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Pages that tests make up. */
const MADE_UP = new Set(['docs/start.md', 'docs/deep/start.md', 'docs/nowhere.md', 'NAME.md']);

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => ending.test(name) && !name.includes('/golden/'));
}

const pages = [...readdirSync(ROOT).filter((name) => name.endsWith('.md')), ...filesIn('docs', /\.md$/)];
const code = ['src', 'tests', 'bench', 'scripts'].flatMap((folder) => filesIn(folder, /\.ts$/));

/** A page without its code, in which nothing is a heading or a link. */
function withoutFences(page: string): string {
  return page.replaceAll(/^(```+)[\s\S]*?^\1$/gm, '');
}

/** The anchors of a page as GitHub makes them: lower case, without punctuation, with dashes for spaces. */
function anchorsOf(file: string): Set<string> {
  const headings = [...withoutFences(read(file)).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** What is wrong with a citation of `file#anchor`; null where it leads somewhere. */
function complaint(file: string, anchor: string | undefined): string | null {
  if (!existsSync(path.join(ROOT, file))) return `${file} does not exist`;
  if (anchor === undefined || statSync(path.join(ROOT, file)).isDirectory()) return null;
  return anchorsOf(file).has(anchor) ? null : `${file} has no heading #${anchor}`;
}

/** The pages below docs that a text names, wherever it stands. */
function citedIn(text: string): [file: string, anchor: string | undefined][] {
  return [...text.matchAll(/\b(docs\/[\w/-]+\.md)(?:#([\w-]+))?/g)]
    .map(([, page = '', anchor]): [string, string | undefined] => [page, anchor])
    .filter(([page]) => !MADE_UP.has(page));
}

/** The links of a page that stay in the repository, as paths from its root. */
function linksOf(file: string): [file: string, anchor: string | undefined][] {
  const links = withoutFences(read(file)).matchAll(/\]\((?![a-z+]+:)([^)#\s]*)(?:#([^)\s]+))?\)/g);
  return [...links].map(([, target = '', anchor]) => [
    target === '' ? file : path.posix.join(path.posix.dirname(file), target),
    anchor,
  ]);
}

const complaints = (file: string, cited: readonly (readonly [string, string | undefined])[]): string[] =>
  cited.flatMap(([page, anchor]) => {
    const wrong = complaint(page, anchor);
    return wrong === null ? [] : [`${file}: ${wrong}`];
  });

test('every page of the docs that code or a page names exists, with its heading', () => {
  expect([...code, ...pages].flatMap((file) => complaints(file, citedIn(read(file))))).toEqual([]);
});

test('every link of a page leads somewhere in the repository', () => {
  expect(pages.flatMap((file) => complaints(file, linksOf(file)))).toEqual([]);
});

test('no file cites a page by a name in capitals that the repository does not have', () => {
  const foreign = [...code, ...pages].flatMap((file) =>
    [...read(file).matchAll(/\b[A-Z][A-Z_-]+\.md\b/g)]
      .map(([name]) => name)
      .filter((name) => !MADE_UP.has(name) && !pages.some((page) => path.posix.basename(page) === name))
      .map((name) => `${file}: ${name}`),
  );
  expect(foreign).toEqual([]);
});

describe('what the docs name in code', () => {
  const named = pages.flatMap((file) =>
    [...withoutFences(read(file)).matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => [file, text]),
  );

  test('exists where it is a path of this repository', () => {
    const gone = named
      .filter(([, text = '']) => /^(?:src|tests|bench|scripts)(?:\/[\w.-]+)+\/?$/.test(text))
      .filter(([, text = '']) => !existsSync(path.join(ROOT, text)))
      .map(([file, text]) => `${file}: ${text}`);
    expect(gone).toEqual([]);
  });

  test('is a script where it is run by npm', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const unknown = named
      .flatMap(([file, text = '']) =>
        [...text.matchAll(/^npm run ([\w:-]+)/g)].map(([, script = '']) => [file, script]),
      )
      .filter(([, script = '']) => !Object.hasOwn(scripts, script))
      .map(([file, script]) => `${file}: npm run ${script}`);
    expect(unknown).toEqual([]);
  });
});

describe('a citation', () => {
  test('of a page or a heading that is not there is a complaint', () => {
    expect(complaint('docs/nowhere.md', undefined)).toBe('docs/nowhere.md does not exist');
    expect(complaint('docs/lab.md', 'no-such-heading')).toBe('docs/lab.md has no heading #no-such-heading');
    expect(complaint('docs/lab.md', 'when-a-visit-ends')).toBeNull();
  });
});
