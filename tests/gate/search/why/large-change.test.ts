import { execFileSync } from 'node:child_process';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { changedFiles, readChange } from '../../../../src/git/history/place-in-change.ts';
import { Git } from '../../../../src/git/git.ts';
import { grownLines } from '../../../../src/gate/search/why/grown-source.ts';
import { serverLine } from '../../../../src/gate/search/why/server-file.ts';
import { copiedLine } from '../../../../src/gate/search/why/written-line.ts';
import { openRepositoryFiles, type RepositoryFiles } from '../../../../src/source-maps/repository-files.ts';
import { at, causeOf, LocatedRepository } from './located.ts';

let located: LocatedRepository;
beforeEach(() => {
  located = new LocatedRepository();
});
afterEach(() => located.remove());

const LINE = '<img src="/hero.jpg" alt="Hero" loading="lazy">';
const PAGE = { line: LINE, page: `<body>\n${LINE}\n` };
const SERVER = `createServer();\n${LINE}\n`;

/** Commits files to the branch without a work tree, which takes a moment for thousands of them. */
function committed(files: Readonly<Record<string, string>>): void {
  const { folder } = located.repository;
  const input = [
    'commit refs/heads/main\ncommitter Test <test@example.invalid> 1700000000 +0000\ndata 0\n',
    ...(located.repository.git('branch', '--list') === '' ? [] : ['from refs/heads/main^0\n']),
    ...Object.entries(files).map(
      ([file, text]) => `M 100644 inline ${file}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    ),
  ].join('');
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input });
}

/** A change of so many files more; each of them has another text on head, and the last one is a server. */
async function changeOf(count: number) {
  const names = Array.from({ length: count }, (_, index) => `src/part-${index}.ts`);
  const of = (text: string): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, `${text} ${name}\n`]));
  committed({ ...of('// base'), 'gallery.js': 'load(1);\n' });
  const base = located.repository.git('rev-parse', 'main');
  committed({ ...of('// head'), [names.at(-1) ?? '']: SERVER, 'gallery.js': 'load(1, "/hero.jpg");\n' });
  const head = located.repository.git('rev-parse', 'main');
  located.labels(base, head);
  const git = await Git.open(located.repository.folder, process.env);
  const change = await readChange(base, head, { git });
  const all = await openRepositoryFiles(located.repository.folder, head, process.env);
  let reads = 0;
  const files: RepositoryFiles = {
    ...all,
    read: (file) => {
      reads += 1;
      return all.read(file);
    },
  };
  const server = { change, head: files, base: files, served: [], isOfPage: async () => false };
  const written = [...changedFiles(change)].map(({ file, written: ranges }) => ({ file, ranges }));
  return {
    last: names.at(-1),
    reads: () => reads,
    finds: {
      copied: () => copiedLine(written, files, PAGE),
      server: () => serverLine(server, causeOf('server-slower', [])),
      grown: () => grownLines(change, files, { url: 'https://shop.example/app.js', head: [], base: [] }),
    },
  };
}

test('all files of a change are looked into for a server and for a served line', async () => {
  const { finds, last } = await changeOf(30);
  expect(await finds.copied()).toEqual({ file: last, line: 2 });
  expect(await finds.server()).toEqual({ file: last, line: 1 });
});

test('none of 3,000 changed files is read for a guess, and the place that is known is still told', async () => {
  const { finds, reads } = await changeOf(3000);
  expect([await finds.copied(), await finds.server(), await finds.grown()]).toEqual([null, null, []]);
  expect(reads()).toBe(0);
  const pages = { '/gallery.js': 'load(1, "/hero.jpg");\n', '/': PAGE.page };
  expect(await located.places([at('/', 2), at('/gallery.js', 1)], { pages })).toMatchObject([
    { file: 'gallery.js', line: 1, inChange: true },
    { file: null, line: 2, inChange: null },
  ]);
});
