import { symlinkSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openMapFolder } from '../../src/source-maps/map-folder.ts';
import { Repository } from '../support/repository.ts';
import { bundle, DEPLOY, mapsOf, positionOf, scriptAt, textOf, where } from './support.ts';

const HANDLER = `import { render, h } from 'tiny-react';

export function AddToCart() {
  const [count, price] = [3, 20];
  return h('button', {
    onClick: () => {
      console.log('priced', count * price);
    },
  });
}
render(h(AddToCart, {}));
`;
const LIBRARY = `export const h = (type, props) => ({ type, props });
export function render({ type }) {
  const { props } = type();
  document.addEventListener('click', () => { console.log('dispatched'); props.onClick(); });
}
`;
const COMPONENT = 'packages/web shop/src/AddToCart.tsx';

describe('a bundled and minified page', () => {
  const repository = new Repository();
  let files = new Map<string, string>();
  let name = '';
  let served: Record<string, string> = {};

  beforeAll(async () => {
    repository.write('.gitignore', 'node_modules\ndist\n');
    repository.write(COMPONENT, HANDLER);
    repository.write('packages/web shop/src/main.ts', `import './AddToCart.tsx';\nimport './lines.js';\n`);
    repository.write('packages/web shop/src/lines.js', "const one = 1;\r\n\r\n  console.log('with CRLF', one);\r\n");
    repository.write('node_modules/tiny-react/package.json', '{"name":"tiny-react","main":"index.js"}');
    repository.write('node_modules/tiny-react/index.js', LIBRARY);
    repository.commit('Add to cart');
    files = await bundle(repository, 'packages/web shop/src/main.ts', { entryNames: 'assets/[name]-[hash]' });
    name = [...files.keys()].find((file) => file.endsWith('.js')) ?? '';
    served = Object.fromEntries([...files].map(([file, text]) => [`${DEPLOY}/${file}`, text]));
  });
  afterAll(() => repository.remove());

  const text = (): string => files.get(name) ?? '';
  const withoutComment = (): string => text().replace(/\/\/# sourceMappingURL.*/, '');
  const handler = (): string => {
    const { line, column } = positionOf(textOf(repository, COMPONENT), 'console.log');
    return `${COMPONENT}:${line}:${column}`;
  };

  it('leads from the handler to its own line, in a folder with a space', async () => {
    const position = positionOf(text(), 'console.log("priced"');
    const place = await mapsOf(repository, served).originalOf(scriptAt(`${DEPLOY}/${name}?v=1`, text()), position);
    expect(where(place)).toBe(handler());
    expect(place).toMatchObject({ url: `${DEPLOY}/${name}`, excerpt: '', why: null });
  });

  it('counts lines of a source with CRLF as git does', async () => {
    const position = positionOf(text(), 'console.log("with CRLF"');
    const place = await mapsOf(repository, served).originalOf(scriptAt(`${DEPLOY}/${name}`, text()), position);
    expect(where(place)).toBe('packages/web shop/src/lines.js:3:3');
  });

  it('has no file for code of a package, but what was served there', async () => {
    const position = positionOf(text(), 'console.log("dispatched"');
    const place = await mapsOf(repository, served).originalOf(scriptAt(`${DEPLOY}/${name}`, text()), position);
    expect(place).toMatchObject({ file: null, ...position, why: 'not-in-repository' });
    expect(place.excerpt).toContain('console.log("dispatched")');
  });

  it('has the map of its header where it has no comment', async () => {
    const bare = withoutComment();
    const place = await mapsOf(repository, served).originalOf(
      scriptAt(`${DEPLOY}/${name}`, bare, `${path.basename(name)}.map`),
      positionOf(bare, 'console.log("priced"'),
    );
    expect(where(place)).toBe(handler());
  });

  it('is asked once for its map, for all places', async () => {
    const asked: string[] = [];
    const fetchMap = async (url: string): Promise<Buffer> => {
      asked.push(url);
      return Buffer.from(served[url] ?? '');
    };
    const maps = mapsOf(repository, {}, { fetchMap });
    const at = (part: string) => maps.originalOf(scriptAt(`${DEPLOY}/${name}`, text()), positionOf(text(), part));
    await Promise.all([at('console.log("priced"'), at('console.log("with CRLF"'), at('console.log("priced"')]);
    expect(asked).toEqual([`${DEPLOY}/${name}.map`]);
  });

  it('has its sources at the commit that was served, not in the work tree', async () => {
    const commit = repository.git('rev-parse', 'HEAD');
    const [script, position] = [scriptAt(`${DEPLOY}/${name}`, text()), positionOf(text(), 'console.log("priced"')];
    repository.write(COMPONENT, `// one more line\n${HANDLER}`);
    try {
      const [now, then] = [mapsOf(repository, served), mapsOf(repository, served, { commit })];
      expect(where(await now.originalOf(script, position))).toBe('none: differs');
      expect(where(await then.originalOf(script, position))).toBe(`${COMPONENT}:7:7`);
    } finally {
      repository.git('checkout', '--quiet', '.');
    }
  });

  it('has its sources in the work tree where the repository does not have the commit', async () => {
    const maps = mapsOf(repository, served, { commit: '0'.repeat(40) });
    const position = positionOf(text(), 'console.log("priced"');
    expect(where(await maps.originalOf(scriptAt(`${DEPLOY}/${name}`, text()), position))).toBe(handler());
  });

  describe('whose maps are in a folder', () => {
    const directory = path.join(repository.folder, 'dist');

    beforeAll(() => {
      for (const [file, content] of files) repository.write(`dist/${file}`, content);
      repository.write('dist/a/same.js.map', '{}');
      repository.write('dist/b/same.js.map', '{}');
    });

    it.each([
      ['below the path of the URL', (): string => `${DEPLOY}/${name}`],
      ['by its name where the URL has other folders', (): string => `https://cdn.example/x/${path.basename(name)}`],
    ])('has the one %s', async (_, url) => {
      const maps = mapsOf(repository, {}, { directory });
      const position = positionOf(withoutComment(), 'console.log("priced"');
      expect(where(await maps.originalOf(scriptAt(url(), withoutComment()), position))).toBe(handler());
    });

    it('does not have that of another build', async () => {
      const other = `console.log("other");${text()}`;
      const position = positionOf(other, 'console.log("priced"');
      const place = await mapsOf(repository, {}, { directory }).originalOf(
        scriptAt(`${DEPLOY}/${name}`, other),
        position,
      );
      expect(where(place)).toBe('none: unreachable');
    });

    it('has none that a symbolic link leads to', async () => {
      symlinkSync(path.join(directory, `${name}.map`), path.join(directory, 'linked.js.map'));
      const maps = mapsOf(repository, {}, { directory });
      const place = await maps.originalOf(scriptAt(`${DEPLOY}/linked.js`, null), { line: 1, column: 1 });
      expect(place.why).toBe('no-map');
    });

    it('has the one of the build where it is the root of a repository with packages', async () => {
      repository.write(`node_modules/shop/${name}.map`, '{}');
      repository.write(`.git/${name}.map`, '{}');
      const maps = mapsOf(repository, {}, { directory: repository.folder });
      const position = positionOf(withoutComment(), 'console.log("priced"');
      const place = await maps.originalOf(scriptAt(`${DEPLOY}/${name}`, withoutComment()), position);
      expect(where(place)).toBe(handler());
    });

    it('has none where the search for it is ended', async () => {
      const found = await openMapFolder(directory, repository.folder, AbortSignal.abort());
      expect(await found.mapOf(name, null)).toBeNull();
      expect(await (await openMapFolder(directory, repository.folder)).mapOf(name, null)).not.toBeNull();
    });

    it('has none of two that fit equally well', async () => {
      const maps = mapsOf(repository, {}, { directory });
      const place = await maps.originalOf(scriptAt(`${DEPLOY}/same.js`, 'x'), { line: 1, column: 1 });
      expect(place.why).toBe('no-map');
    });

    it('has the linked one where the folder does not exist', async () => {
      const maps = mapsOf(repository, served, { directory: path.join(repository.folder, 'nowhere') });
      const position = positionOf(text(), 'console.log("priced"');
      expect(where(await maps.originalOf(scriptAt(`${DEPLOY}/${name}`, text()), position))).toBe(handler());
    });
  });
});
