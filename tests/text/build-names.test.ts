import { createHash } from 'node:crypto';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BuildNames, type ServedFile } from '../../src/text/build-names.ts';

const BASE = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
const HEAD = '0f1e2d3c4b5a69788796a5b4c3d2e1f001122334';

function side(port: number, files: readonly ServedFile[] = []): BuildNames {
  return new BuildNames({ deployUrl: `http://127.0.0.1:${port}`, shas: [BASE, HEAD, 'main'], served: files });
}

function builtFrom(sha: string): BuildNames {
  return new BuildNames({ deployUrl: 'http://127.0.0.1:1', shas: [sha], served: [] });
}

function served(port: number, files: Readonly<Record<string, string>>): ServedFile[] {
  return Object.entries(files).map(([path, content]) => ({ url: `http://127.0.0.1:${port}${path}`, content }));
}

describe('a key', () => {
  const names = side(4001);

  it.each([
    ['http://127.0.0.1:4001/assets/app-D_x8-3Yk.js', '/assets/app-*.js'],
    ['http://127.0.0.1:4001/a?b=1#c', '/a?b=1'],
    ['http://127.0.0.1:4002/a', 'http://127.0.0.1:4002/a'],
    ['https://cdn.example/app.0123abcd.js?v=deadbeef12', 'https://cdn.example/app.*.js?v=deadbeef12'],
    [`http://127.0.0.1:4001/a?v=${BASE.slice(0, 12)}`, '/a?v={sha 12}'],
    [`http://127.0.0.1:4001/${BASE.slice(0, 7)}/a.js`, '/{sha 7}/a.js'],
    [`http://127.0.0.1:4001/${BASE}/a.js`, '/*/a.js'],
    ['http://127.0.0.1:4001/i?url=http%3A%2F%2F127.0.0.1%3A4001%2Fa', '/i?url=http%3A%2F%2F{host}%2Fa'],
    [
      'https://img.example/resize?src=http%3A%2F%2F127.0.0.1%3A4001%2Fa',
      'https://img.example/resize?src=http%3A%2F%2F127.0.0.1%3A4001%2Fa',
    ],
    [
      'https://img.example/resize/http://127.0.0.1:4001/a?from=127.0.0.1:4001',
      'https://img.example/resize/http://127.0.0.1:4001/a?from=127.0.0.1:4001',
    ],
  ])('of %s is %s', (url, key) => {
    expect(names.key(url)).toBe(key);
  });
});

describe('a digest', () => {
  it.each([
    'see http://127.0.0.1:4001/a',
    'see //127.0.0.1:4001',
    String.raw`"http:\/\/127.0.0.1:4001\/a"`,
    'url=http%3A%2F%2F127.0.0.1%3A4001%2Fa',
    String.raw`"\n127.0.0.1:4001"`,
    String.raw`"http:\u002F\u002F127.0.0.1\u003A4001"`,
  ])('is the same on another host: %s', (text) => {
    expect(side(4002).digest(text.replace('4001', '4002'))).toBe(side(4001).digest(text));
  });

  it.each(['127.0.0.1:40011', '1127.0.0.1:4001', '127.0.0.1:4001.example', '127x0.0.1:4001'])(
    'differs where %s is not the deploy’s host',
    (text) => {
      expect(side(4002).digest(text.replace('4001', '4002'))).not.toBe(side(4001).digest(text));
    },
  );

  it('is the same for another commit, whole or abbreviated, and not for another beginning of it', () => {
    const { digest } = { digest: (text: string) => side(4001).digest(text) };
    expect(digest(`sha: ${BASE}`)).toBe(digest(`sha: ${HEAD}`));
    expect(digest(`v1-g${BASE.slice(0, 7)}`)).toBe(digest(`v1-g${HEAD.slice(0, 7)}`));
    expect(digest(BASE.slice(0, 8))).not.toBe(digest(HEAD.slice(0, 7)));
    expect(digest(BASE.slice(0, 6))).not.toBe(digest(HEAD.slice(0, 6)));
  });

  it('is the same for the names of files that were requested, and not for a hash that no requested file has', () => {
    const base = side(1, served(1, { '/app-0123abcd.js': 'x' }));
    const head = side(1, served(1, { '/app-4567cdef.js': 'x' }));
    expect(base.digest('import("/app-0123abcd.js")')).toBe(head.digest('import("/app-4567cdef.js")'));
    expect(base.digest('{"7":"0123abcd"}')).toBe(head.digest('{"7":"4567cdef"}'));
    expect(base.digest('"0123abce"')).not.toBe(head.digest('"4567cdee"'));
  });

  it.each(['x0123abcd', '0123abcdx', '90123abcd', '0123abcd7'])('keeps a hash that is a piece of %s', (text) => {
    const base = side(1, served(1, { '/app-0123abcd.js': 'x' }));
    const head = side(1, served(1, { '/app-4567cdef.js': 'x' }));
    expect(base.digest(text)).not.toBe(head.digest(text.replace('0123abcd', '4567cdef')));
  });

  it.each(['_0123abcd._', '%2F0123abcd', String.raw`\u002F0123abcd.js`, String.raw`\n0123abcd`])(
    'finds a hash beside what separates it: %s',
    (text) => {
      const base = side(1, served(1, { '/app-0123abcd.js': 'x' }));
      const head = side(1, served(1, { '/app-4567cdef.js': 'x' }));
      expect(base.digest(text)).toBe(head.digest(text.replace('0123abcd', '4567cdef')));
    },
  );

  it('keeps a number, although a file that was requested is named after it', () => {
    const base = side(1, served(1, { '/s.10000000.css': 'x', '/t.100000e1.css': 'x' }));
    const head = side(1, served(1, { '/s.90000000.css': 'x', '/t.100000e9.css': 'x' }));
    expect(base.digest('until(10000000)')).not.toBe(head.digest('until(90000000)'));
    expect(base.digest('until(100000e1)')).not.toBe(head.digest('until(100000e9)'));
  });

  it('keeps what is the beginning of a commit and may be a number, a word, or a piece of one', () => {
    const [base, head] = [builtFrom(`1000000aaaaa${'b'.repeat(28)}`), builtFrom(`9000000deface${'d'.repeat(27)}`)];
    expect(base.digest('until(1000000)')).not.toBe(head.digest('until(9000000)'));
    expect(base.digest('x1000000aaaa')).not.toBe(head.digest('x9000000defa'));
    expect(base.digest('1000000aaaaz')).not.toBe(head.digest('9000000defaz'));
    expect(base.digest('"1000000aa"')).toBe(head.digest('"9000000de"'));
    const words = [builtFrom(`defacedeface${'1'.repeat(28)}`), builtFrom(`faceddeadbee${'2'.repeat(28)}`)] as const;
    expect(words[0].digest('defaced')).not.toBe(words[1].digest('facedde'));
    expect(words[0].digest('defacedeface')).toBe(words[1].digest('faceddeadbee'));
  });

  it('tells which of two files of one name is meant, by what they contain', () => {
    const base = side(1, served(1, { '/0123abcd.js': 'hero', '/4567cdef.js': 'footer' }));
    const same = side(1, served(1, { '/89abcdef.js': 'hero', '/0123456a.js': 'footer' }));
    const text = 'load("0123abcd"); later("4567cdef")';
    expect(same.digest('load("89abcdef"); later("0123456a")')).toBe(base.digest(text));
    expect(same.digest('load("0123456a"); later("89abcdef")')).not.toBe(base.digest(text));
  });

  it('keeps the hashes of files of one name that contain the same', () => {
    const names = side(1, served(1, { '/0123abcd.js': 'x', '/4567cdef.js': 'x' }));
    expect(names.digest('0123abcd')).not.toBe(names.digest('4567cdef'));
  });

  it('takes no text for a name', () => {
    const names = side(1, served(1, { '/app-0123abcd.js': 'x' }));
    expect(names.digest('a-0123abcd-b')).not.toBe(names.digest('a-{/app-*.js#0}-b'));
    expect(names.digest('host')).not.toBe(names.digest('127.0.0.1:1'));
  });
});

/** A piece of a text: what a build leaves alone, the name of a file, the deploy's host, or a commit. */
type Piece = { readonly text: string } | { readonly file: number } | { readonly host: true } | { readonly sha: number };

interface Build {
  readonly salt: string;
  readonly port: number;
  readonly sha: string;
}

const BUILDS = {
  base: { salt: 'one', port: 4001, sha: BASE },
  head: { salt: 'two', port: 4002, sha: HEAD },
} as const;

/** Three names: two of them are only told apart by what is in the files. */
const FILES = ['app-HASH.js', 'HASH.js', 'HASH.js', 'HASH.css'] as const;

function hashOf(file: number, { salt }: Build): string {
  return createHash('sha256').update(`${salt}${file}`).digest('hex').slice(0, 12);
}

function rendered(pieces: readonly Piece[], build: Build): string {
  return pieces
    .map((piece) => {
      if ('text' in piece) return piece.text;
      if ('file' in piece) return `"${hashOf(piece.file, build)}"`;
      return 'host' in piece ? `//127.0.0.1:${build.port}/` : `@${build.sha.slice(0, piece.sha)}@`;
    })
    .join('');
}

/** A site of four files, the texts of which name each other; `digests`: of all of them, in any order. */
function digestsOf(site: readonly (readonly Piece[])[], build: Build): string[] {
  const files = site.map((pieces, file) => ({
    url: `http://127.0.0.1:${build.port}/${FILES[file]?.replace('HASH', hashOf(file, build))}`,
    content: rendered(pieces, build),
  }));
  const names = side(build.port, files);
  return files.map(({ url, content }) => `${names.key(url)} ${names.digest(content)}`).toSorted();
}

describe('two builds', () => {
  const piece: fc.Arbitrary<Piece> = fc.oneof(
    fc.record({
      text: fc.string({
        unit: fc.constantFrom('x', 'y', ' ', '\n', '"', '{', '}', '*', '#', '/', '.', 'é', '😀'),
        minLength: 1,
        maxLength: 4,
      }),
    }),
    fc.record({ file: fc.nat(FILES.length - 1) }),
    fc.constant({ host: true } as const),
    fc.record({ sha: fc.integer({ min: 7, max: 40 }) }),
  );
  /** Each file begins with a number of its own, so that none has the content of another. */
  const site = fc
    .tuple(...FILES.map(() => fc.array(piece, { maxLength: 6 })))
    .map((files) => files.map((pieces, file): Piece[] => [{ text: `#${file}#` }, ...pieces]));

  it('of the same code have the same keys and digests', () => {
    fc.assert(
      fc.property(site, (files) => {
        expect(digestsOf(files, BUILDS.head)).toEqual(digestsOf(files, BUILDS.base));
      }),
    );
  });

  it('of other code have other digests, even if only the name of a file is another one’s', () => {
    fc.assert(
      fc.property(site, fc.nat(FILES.length - 1), fc.nat(), piece, (files, file, at, other) => {
        const changed = files.map((pieces, index) =>
          index === file ? pieces.toSpliced(1 + (at % pieces.length), 1, other) : pieces,
        );
        fc.pre(JSON.stringify(texts(changed)) !== JSON.stringify(texts(files)));
        expect(digestsOf(changed, BUILDS.head)).not.toEqual(digestsOf(files, BUILDS.base));
      }),
    );
  });

  it('that differ in one byte have other digests', () => {
    const names = side(4001);
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50 }), fc.nat(), (text, seed) => {
        const at = seed % text.length;
        const changed = `${text.slice(0, at)}${text[at] === '!' ? '?' : '!'}${text.slice(at + 1)}`;
        expect(names.digest(changed)).not.toBe(names.digest(text));
      }),
    );
  });
});

/** What each file says, wherever and from whatever commit it was built. */
function texts(files: readonly (readonly Piece[])[]): string[] {
  return files.map((pieces) => rendered(pieces, BUILDS.base));
}

it('thousands of files and megabytes of text that begins like all of them take no longer than others', () => {
  const files = Array.from({ length: 5000 }, (_, file) => `0123abcd${file.toString(16).padStart(8, '0')}`);
  const names = side(1, served(1, Object.fromEntries(files.map((hash) => [`/${hash}.js`, hash]))));
  expect(names.digest('0123abcd'.repeat(500_000))).toHaveLength(64);
  expect(names.digest(files.join(' '))).not.toBe(names.digest(files.toReversed().join(' ')));
});
