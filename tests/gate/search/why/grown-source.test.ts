import { rmSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { bundle } from '../../../source-maps/support.ts';
import { at, grownAt, LocatedRepository } from './located.ts';

let located: LocatedRepository;
beforeEach(() => {
  located = new LocatedRepository();
});
afterEach(() => located.remove());

type Files = Readonly<Record<string, string>>;

const PLAIN = 'import { add } from "./cart.js";\n\nadd(1);\n';
const CART = 'export function add(count) {\n  console.log(count);\n}\n';
const LONG = `export const currencies = ${JSON.stringify(Array.from({ length: 300 }, (_, index) => `currency ${index}`))};\n`;

/** The places of `app.js`, a bundle of `src/app.js` that grew; `hasMap`: whether base's and head's have source maps. */
async function grown(base: Files, head: Files, hasMap = { base: true, head: true }) {
  const built = async (files: Files, isMapped: boolean): Promise<Files> => {
    for (const [file, text] of Object.entries(files)) located.repository.write(file, text);
    const outputs = await bundle(located.repository, 'src/app.js', { sourcemap: isMapped ? 'inline' : false });
    return { '/app.js': outputs.get('app.js') ?? '' };
  };
  const [before, after] = [await built(base, hasMap.base), await built({ ...base, ...head }, hasMap.head)];
  for (const file of Object.keys(head))
    if (base[file] === undefined) rmSync(path.join(located.repository.folder, file));
  located.change(base, head);
  const places = await located.places([grownAt('/app.js'), at('/', 1)], {
    pages: after,
    sourceMaps: { '/app.js': null },
    base: { pages: before, sourceMaps: { '/app.js': null } },
  });
  return places.map(({ file, line, role, inChange }) => [file, line, role, inChange]);
}

const TAG = [null, 1, 'initiator', null];
const BASE = { 'src/app.js': PLAIN, 'src/cart.js': CART, '.gitignore': 'node_modules\n' };

describe('a script that grew has its place in', () => {
  test('the changed line of the source that it has more of', async () => {
    const more = CART.replace('console.log(count)', `console.log(count, ${JSON.stringify('long '.repeat(50))})`);
    const note = PLAIN.replace('add(1)', 'add(12)');
    expect(await grown(BASE, { 'src/cart.js': more, 'src/app.js': note })).toEqual([
      ['src/cart.js', 2, 'source', true],
      TAG,
    ]);
  });

  test.each([
    ['compared with the script of base', true],
    ['where the script of base has no source map', false],
  ])('the line that imports a new source, then that source, %s', async (_, hasBase) => {
    const head = {
      'src/app.js': `import { currencies } from "./currencies.js";\n${PLAIN}console.log(currencies);\n`,
      'src/currencies.js': LONG,
    };
    expect(await grown(BASE, head, { base: hasBase, head: true })).toEqual([
      ['src/app.js', 1, 'source', true],
      ['src/currencies.js', 1, 'source', true],
      TAG,
    ]);
  });

  test('the line that imports a new package, which the repository does not have', async () => {
    located.repository.write('node_modules/rates/index.js', LONG);
    const head = {
      'src/cart.js': `import { currencies } from "rates";\n${CART}console.log(currencies);\n`,
    };
    expect(await grown(BASE, head)).toEqual([['src/cart.js', 1, 'source', true], TAG]);
  });

  test('no source where none of those that grew was changed', async () => {
    expect(await grown(BASE, { 'src/cart.js': CART.replaceAll('count', 'x'), 'README.md': LONG })).toEqual([TAG]);
  });
});

describe('without a source map a script that grew has its place in', () => {
  test('the changed file that has its path', async () => {
    const more = `${PLAIN}// more\nconsole.log("more", "more", "more");\n`;
    located.change({ 'public/app.js': PLAIN, 'other.js': '' }, { 'public/app.js': more, 'other.js': LONG });
    const pages = { '/app.js': more.replace('// more\n', '') };
    expect(await located.places([grownAt('/app.js')], { pages })).toMatchObject([
      { file: 'public/app.js', line: 5, role: 'source', inChange: true },
    ]);
  });

  test('none where two changed files have its path', async () => {
    located.change({ 'a/app.js': '', 'b/app.js': '' }, { 'a/app.js': LONG, 'b/app.js': LONG });
    expect(await located.places([grownAt('/app.js')], { pages: { '/app.js': 'x' } })).toEqual([]);
  });
});
