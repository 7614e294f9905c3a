import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Position } from '../../src/source-maps/original-place.ts';
import { openRepositoryFiles } from '../../src/source-maps/repository-files.ts';
import { Repository } from '../support/repository.ts';
import { dataUrl, DEPLOY, mapsOf, mapText, positionOf, scriptAt, where } from './support.ts';

const GALLERY = "const hero = new Image();\nhero.src = '/hero.avif';\ndocument.body.append(hero);\n";
const LINKED = `${GALLERY}//# sourceMappingURL=linked.js.map\n`;
const INLINE = "\n  const slow = () => {\n    console.log('inline');\n  };\n";
const PAGE = `<!doctype html>\n<title>Shop</title>\n<p>text</p><script>${INLINE}</script>\n`;

describe('a script that is not bundled', () => {
  const repository = new Repository();

  beforeAll(() => {
    repository.write('.gitignore', 'ignored\n');
    repository.write('site/src/gallery.js', GALLERY);
    repository.write('site/old/gallery.js', 'other();\n');
    repository.write('site/windows.js', GALLERY.replaceAll('\n', '\r\n'));
    repository.write('site/my shop/cart 1.js', GALLERY);
    repository.write('site/linked.js', LINKED);
    repository.write('dist/app.js', GALLERY);
    repository.write('src/app.js', GALLERY);
    repository.write('one/twice.js', GALLERY);
    repository.write('two/twice.js', GALLERY);
    repository.write('ignored/built.js', GALLERY);
    repository.write('site/product/index.html', PAGE);
    repository.write('site/cart.html', PAGE.replaceAll('\n', '\r\n'));
    repository.write('site/twice.html', `<script>${INLINE}</script><script>${INLINE}</script>`);
    repository.commit('Site');
  });
  afterAll(() => repository.remove());

  const inline = (url: string, document: string) => {
    const script = { url: `${DEPLOY}${url}`, text: INLINE, sourceMap: null, start: positionOf(document, INLINE) };
    return mapsOf(repository).originalOf(script, positionOf(document, "console.log('inline')"));
  };

  it.each([
    ['the path of the URL', '/src/gallery.js', GALLERY, 'site/src/gallery.js:2:1'],
    ['a query', '/src/gallery.js?v=2#x', GALLERY, 'site/src/gallery.js:2:1'],
    ['another folder than in the URL', '/static/gallery.js', GALLERY, 'site/src/gallery.js:2:1'],
    ['CRLF in the repository', '/windows.js', GALLERY, 'site/windows.js:2:1'],
    ['spaces in its path', '/my%20shop/cart%201.js', GALLERY, 'site/my shop/cart 1.js:2:1'],
    ['a copy in the folder of a build', '/app.js', GALLERY, 'src/app.js:2:1'],
    ['a comment that leads to no map', '/linked.js', LINKED, 'site/linked.js:2:1'],
    ['another text than what was served', '/src/gallery.js', `${GALLERY}more();`, 'none: no-map'],
    ['two files with its name and text', '/twice.js', GALLERY, 'none: no-map'],
    ['a file that git ignores', '/built.js', GALLERY, 'none: no-map'],
    ['a path that is not valid', '/%E0%A4%A/gallery.js', GALLERY, 'site/src/gallery.js:2:1'],
    ['no text', '/src/gallery.js', '', 'none: no-map'],
  ])('with %s', async (_, url, text, expected) => {
    const place = await mapsOf(repository).originalOf(scriptAt(`${DEPLOY}${url}`, text), { line: 2, column: 1 });
    expect(where(place)).toBe(expected);
  });

  it('is told apart from another one that was served at the same URL', async () => {
    const maps = mapsOf(repository);
    const at = (text: string) => maps.originalOf(scriptAt(`${DEPLOY}/src/gallery.js`, text), { line: 2, column: 1 });
    const places = [await at('base();'), await at(GALLERY)];
    expect(places.map(where)).toEqual(['none: no-map', 'site/src/gallery.js:2:1']);
  });

  it('has no file where there is no repository', async () => {
    const maps = mapsOf(repository, {}, { repository: tmpdir() });
    const place = await maps.originalOf(scriptAt(`${DEPLOY}/src/gallery.js`, GALLERY), { line: 2, column: 1 });
    expect(where(place)).toBe('none: no-map');
  });

  describe('but is in a document', () => {
    it.each([
      ['in the index of a folder', '/product/', PAGE, 'site/product/index.html:5:5'],
      ['in a page without its ending', '/cart', PAGE, 'site/cart.html:5:5'],
      ['below lines that a template added', '/product', `<!-- -->\n\n${PAGE}`, 'site/product/index.html:5:5'],
      ['in a page that has it twice', '/twice.html', PAGE, 'none: no-map'],
      ['in a page that is not in the repository', '/other', PAGE, 'none: no-map'],
    ])('%s', async (_, url, document, expected) => {
      expect(where(await inline(url, document))).toBe(expected);
    });

    it('has its own beginning where the document has the same script twice', async () => {
      const maps = mapsOf(repository);
      const at = (start: Position) =>
        maps.originalOf(
          { url: `${DEPLOY}/product`, text: INLINE, sourceMap: null, start },
          { line: start.line + 2, column: 5 },
        );
      const places = [await at({ line: 3, column: 20 }), await at({ line: 30, column: 1 })];
      expect(places.map(where)).toEqual(['site/product/index.html:5:5', 'site/product/index.html:5:5']);
    });

    it('has the place of the document where that is served as it is', async () => {
      const position = positionOf(PAGE, "console.log('inline')");
      const place = await mapsOf(repository).originalOf(scriptAt(`${DEPLOY}/product/`, PAGE), position);
      expect(where(place)).toBe('site/product/index.html:5:5');
    });

    it.each([
      ['in the text', null],
      ['in the record', 'inline.js.map'],
    ])('has not the place of a map %s that counts from where the script begins', async (_, sourceMap) => {
      const page = PAGE.replace(
        '</script>',
        `//# sourceMappingURL=${dataUrl(mapText({ sources: ['src/app.js'] }))}\n</script>`,
      );
      const served = { [`${DEPLOY}/inline.js.map`]: mapText({ sources: ['src/app.js'] }) };
      const script = scriptAt(`${DEPLOY}/other`, page, sourceMap);
      expect(where(await mapsOf(repository, served).originalOf(script, { line: 1, column: 1 }))).toBe('none: no-map');
    });

    it('has no file before its own beginning', async () => {
      const script = { url: `${DEPLOY}/cart`, text: INLINE, sourceMap: null, start: positionOf(PAGE, INLINE) };
      expect(where(await mapsOf(repository).originalOf(script, { line: 1, column: 1 }))).toBe('none: unmapped');
    });

    it('shows what stands around the position where there is no file', async () => {
      expect(await inline('/other', PAGE)).toMatchObject({ line: 5, column: 5, excerpt: "console.log('inline');" });
    });
  });
});

describe('the files of a commit', () => {
  const repository = new Repository();
  afterAll(() => repository.remove());

  it('are read up to 20 MB each', async () => {
    repository.write('small.js', GALLERY);
    repository.write('large.js', 'x'.repeat(20_000_001));
    const commit = repository.commit('Files');
    const files = await openRepositoryFiles(repository.folder, commit, process.env);
    expect(files.named('large.js')).toEqual(['large.js']);
    expect([await files.read('large.js'), await files.read('small.js')]).toEqual([null, GALLERY.trimEnd()]);
  });

  it('are those of the work tree where the repository does not have the commit', async () => {
    repository.write('here.js', GALLERY);
    for (const commit of ['0123456789'.repeat(4), '-x', 'a label']) {
      const files = await openRepositoryFiles(repository.folder, commit, process.env);
      expect([files.named('here.js'), await files.read('here.js')]).toEqual([['here.js'], GALLERY]);
    }
  });

  it('are none where the commit is there and cannot be listed', async () => {
    repository.write('listed.js', GALLERY);
    const commit = repository.commit('Listed');
    const tree = repository.git('rev-parse', `${commit}^{tree}`);
    rmSync(path.join(repository.folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    const files = await openRepositoryFiles(repository.folder, commit, process.env);
    expect([files.named('listed.js'), await files.read('listed.js')]).toEqual([[], null]);
  });
});
