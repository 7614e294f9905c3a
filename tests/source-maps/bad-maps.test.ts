import { symlinkSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MAX_MAP_BYTES } from '../../src/source-maps/parse-map.ts';
import { Repository } from '../support/repository.ts';
import { dataUrl, DEPLOY, mapsOf, mapText, OFFLINE, scriptAt, where } from './support.ts';

const TEXT = 'export const a = 1;\nexport const b = 2;\n';
const INDEX = { offset: { line: 0, column: 0 }, map: { version: 3, sources: ['src/a.ts'], mappings: 'AAAA' } };
const LATER = { ...INDEX, offset: { line: 2, column: 0 } };
const TEXTS = {
  version: 3,
  sections: [
    { offset: { line: 0, column: 0 }, map: { ...INDEX.map, sources: ['x.ts', 'y.ts'], sourcesContent: ['x'] } },
    { offset: { line: 0, column: 1 }, map: { ...INDEX.map, sourcesContent: [TEXT] } },
    { offset: { line: 0, column: 9 }, map: { ...INDEX.map, sources: ['z.ts'], sourcesContent: ['z'] } },
  ],
};
const FAR = { ...INDEX, offset: { line: 2 ** 31, column: 0 } };

describe('a source map', () => {
  const repository = new Repository();

  beforeAll(() => {
    repository.write('src/a.ts', TEXT);
    repository.write('web/src/deep/only.ts', TEXT);
    repository.write('one/index.ts', 'one();\n');
    repository.write('two/index.ts', 'two();\n');
    repository.write('my shop/ä.ts', TEXT);
    for (let n = 0; n < 60; n += 1) repository.write(`many/${n}/zz.ts`, `zz(${n});\n`);
    repository.write('zz.ts', 'zz();\n');
    symlinkSync('/etc/passwd', path.join(repository.folder, 'src/link.ts'));
    repository.commit('Sources');
  });
  afterAll(() => repository.remove());

  const placeBy = async (map: string | Buffer, commit: string | null = null): Promise<string> => {
    const maps = mapsOf(repository, { [`${DEPLOY}/js/app.js.map`]: map }, { commit });
    const script = scriptAt(`${DEPLOY}/js/app.js`, 'a();\n//# sourceMappingURL=app.js.map');
    return where(await maps.originalOf(script, { line: 1, column: 3 }));
  };

  const asked = async (link: string, url = `${DEPLOY}/js/app.js`) => {
    const urls: string[] = [];
    const fetchMap = async (target: string): Promise<Buffer> => {
      urls.push(target);
      return Buffer.from(mapText());
    };
    const script = scriptAt(url, 'a();', link);
    const place = await mapsOf(repository, {}, { fetchMap }).originalOf(script, { line: 1, column: 1 });
    return [...urls, where(place)];
  };

  const placeOf = async (text: string, sourceMap: string | null = null): Promise<string> => {
    const script = scriptAt(`${DEPLOY}/js/a.js`, text, sourceMap);
    return where(await mapsOf(repository).originalOf(script, { line: 1, column: 1 }));
  };

  describe('is read', () => {
    it.each([
      ['plain', mapText(), 'src/a.ts:1:1'],
      ['with a byte order mark', `\ufeff${mapText()}`, 'src/a.ts:1:1'],
      ['with a guard against scripts', `)]}'\n${mapText()}`, 'src/a.ts:1:1'],
      ['with sections', JSON.stringify({ version: 3, sections: [INDEX, LATER] }), 'src/a.ts:1:1'],
      ['with sections that have some of the texts', JSON.stringify(TEXTS), 'src/a.ts:1:1'],
      ['with a root', mapText({ sourceRoot: '../src/', sources: ['a.ts'] }), 'src/a.ts:1:1'],
      ['with a root that is null', mapText({ sourceRoot: null, names: null, sourcesContent: null }), 'src/a.ts:1:1'],
      [
        'with a root before a whole URL',
        mapText({ sourceRoot: '/app', sources: ['webpack://shop/./src/a.ts'] }),
        'src/a.ts:1:1',
      ],
      ['with its text', mapText({ sourcesContent: [TEXT] }), 'src/a.ts:1:1'],
      ['with its text in CRLF', mapText({ sourcesContent: [TEXT.replaceAll('\n', '\r\n')] }), 'src/a.ts:1:1'],
      ['with a column beyond the line', mapText({ mappings: 'AAAwP' }), 'src/a.ts:1:20'],
    ])('%s', async (_, map, expected) => {
      expect(await placeBy(map)).toBe(expected);
    });

    it.each([
      ['../src/a.ts', 'src/a.ts:1:1'],
      ['../../../src/a.ts', 'src/a.ts:1:1'],
      ['webpack://shop/./src/a.ts', 'src/a.ts:1:1'],
      ['webpack:///./src/a.ts?1a2b', 'src/a.ts:1:1'],
      ['webpack://@scope/shop/./src/a.ts', 'src/a.ts:1:1'],
      ['webpack://_N_E/(app-pages-browser)/./src/a.ts', 'src/a.ts:1:1'],
      ['turbopack:///[project]/src/a.ts', 'src/a.ts:1:1'],
      ['vite:/src/a.ts', 'src/a.ts:1:1'],
      ['/src/a.ts', 'src/a.ts:1:1'],
      ['..\\src\\a.ts', 'src/a.ts:1:1'],
      [`file://${repository.folder}/src/a.ts`, 'src/a.ts:1:1'],
      ['../zz.ts', 'zz.ts:1:1'],
      ['deep/only.ts', 'web/src/deep/only.ts:1:1'],
      ['my%20shop/%C3%A4.ts', 'my shop/ä.ts:1:1'],
      ['my shop/ä.ts', 'my shop/ä.ts:1:1'],
    ])('with the source %s', async (source, expected) => {
      const commit = repository.git('rev-parse', 'HEAD');
      const map = mapText({ sources: [source] });
      expect([await placeBy(map), await placeBy(map, commit)]).toEqual([expected, expected]);
    });

    it.each([
      ['of another machine', 'file:///home/runner/work/shop/shop/src/a.ts', TEXT, 'src/a.ts:1:1'],
      ['of a name that two files have', 'index.ts', 'two();\n', 'two/index.ts:1:1'],
    ])('with a path %s, by its text', async (_, source, content, expected) => {
      expect(await placeBy(mapText({ sources: [source], sourcesContent: [content] }))).toBe(expected);
    });
  });

  describe('is not believed', () => {
    it.each([
      ['{}', '{}', 'malformed'],
      ['null', 'null', 'malformed'],
      ['a page instead', '<!doctype html>', 'malformed'],
      ['nothing', '', 'malformed'],
      ['version 2', mapText({ version: 2 }), 'malformed'],
      ['sources that are not texts', mapText({ sources: [1] }), 'malformed'],
      ['mappings that are not a text', mapText({ mappings: [[[0, 0, 0, 0]]] }), 'malformed'],
      ['characters that are not base64', mapText({ mappings: '!!!!' }), 'malformed'],
      ['a character more that is not base64', mapText({ mappings: '!AAAA' }), 'malformed'],
      ['characters beyond ASCII', mapText({ mappings: 'AAAÄ' }), 'malformed'],
      ['a number that does not end', mapText({ mappings: 'AAAAg' }), 'malformed'],
      ['two numbers in a segment', mapText({ mappings: 'AA' }), 'malformed'],
      ['a number of more than 32 bits', mapText({ mappings: 'AAAgggggggB' }), 'malformed'],
      ['an empty segment', mapText({ mappings: 'AAAA,,AAAA' }), 'malformed'],
      ['a comma at the end', mapText({ mappings: 'AAAA,' }), 'malformed'],
      ['a source that it does not list', mapText({ mappings: 'ACAA' }), 'malformed'],
      ['a source before the first', mapText({ mappings: 'ADAA' }), 'malformed'],
      ['a line before the first', mapText({ mappings: 'AADA' }), 'malformed'],
      ['sections without maps', JSON.stringify({ version: 3, sections: [{ offset: INDEX.offset }] }), 'malformed'],
      ['sections out of order', JSON.stringify({ version: 3, sections: [LATER, INDEX] }), 'malformed'],
      ['a section at a line that would take all memory', JSON.stringify({ version: 3, sections: [FAR] }), 'malformed'],
      ['more lines than memory is for', mapText({ mappings: ';'.repeat(4_000_001) }), 'too-large'],
      ['more sources than any bundle', mapText({ sources: Array(1_000_001).fill('src/a.ts') }), 'malformed'],
      ['no mappings', mapText({ mappings: '' }), 'unmapped'],
      ['a segment without a source', mapText({ mappings: 'A' }), 'unmapped'],
      ['a source without a name', mapText({ sources: [null] }), 'unmapped'],
      ['a source whose name would take hours', mapText({ sources: [`${'?'.repeat(1e6)}/`] }), 'unmapped'],
      ['a source outside', mapText({ sources: ['../../etc/a.ts'] }), 'outside'],
      ['a source far outside', mapText({ sources: ['../../../../../../etc/passwd'] }), 'outside'],
      ['a file of this machine', mapText({ sources: ['file:///etc/passwd'] }), 'outside'],
      ['a file of this machine with a text', mapText({ sources: ['/etc/hosts'], sourcesContent: ['x'] }), 'outside'],
      ['a symbolic link', mapText({ sources: ['../src/link.ts'] }), 'not-in-repository'],
      ['a file that does not exist', mapText({ sources: ['src/gone.ts'] }), 'not-in-repository'],
      [
        'a package that has the text of a file',
        mapText({ sources: ['../node_modules/x/zz.ts'], sourcesContent: ['zz();\n'] }),
        'not-in-repository',
      ],
      ['a virtual module', mapText({ sources: ['\0vite/preload-helper.js'] }), 'not-in-repository'],
      ['a hostile name', mapText({ sources: ['__proto__/constructor\u202e\u001b[31m'] }), 'not-in-repository'],
      ['another text', mapText({ sourcesContent: ['export const a = 2;\n'] }), 'differs'],
      ['a line that does not exist', mapText({ mappings: 'AAkGA' }), 'differs'],
      ['a line beyond its own text', mapText({ mappings: 'AAkGA', sourcesContent: [TEXT] }), 'differs'],
      ['a name that two files have', mapText({ sources: ['index.ts'] }), 'ambiguous'],
    ])('with %s', async (_, map, why) => {
      expect(await placeBy(map)).toBe(`none: ${why}`);
    });

    it('with a symbolic link at a commit', async () => {
      const commit = repository.git('rev-parse', 'HEAD');
      expect(await placeBy(mapText({ sources: ['../src/link.ts'] }), commit)).toBe('none: not-in-repository');
    });

    it('where it is larger than 64 MiB', async () => {
      expect(await placeBy(Buffer.alloc(MAX_MAP_BYTES + 1, ' '))).toBe('none: too-large');
    });
  });

  it('is not kept where all maps of a page together would take too much memory', async () => {
    const large = mapText({ mappings: `AAAA${';'.repeat(3_990_000)}` });
    const maps = mapsOf(repository, { [`${DEPLOY}/a.map`]: large, [`${DEPLOY}/b.map`]: large });
    const placeIn = (name: string) =>
      maps.originalOf(scriptAt(`${DEPLOY}/${name}.js`, null, `${name}.map`), { line: 1, column: 1 });
    expect([where(await placeIn('a')), where(await placeIn('b'))]).toEqual(['src/a.ts:1:1', 'none: too-large']);
  });

  describe('is asked for', () => {
    it.each([
      ['at the origin of the script', 'https://cdn.example/a.js', 'https://cdn.example/maps/a.js.map'],
      ['at the origin of a deploy', 'https://cdn.example/a.js', `${DEPLOY}/a.js.map`],
    ])('%s', async (_, url, link) => {
      expect(await asked(link, url)).toEqual([link, 'src/a.ts:1:1']);
    });

    it.each([
      ['another origin', 'https://elsewhere.example/app.js.map', 'other-origin'],
      ['another port', 'http://127.0.0.1:4001/app.js.map', 'other-origin'],
      ['the metadata of a cloud', '//169.254.169.254/latest', 'other-origin'],
      ['a file of this machine', 'file:///etc/passwd', 'other-origin'],
      ['a script', 'javascript:alert(1)', 'other-origin'],
      ['a text that is not a URL', 'http://[', 'no-map'],
      ['a data URL of another type', 'data:text/html,<p>', 'malformed'],
      ['a data URL with broken encoding', 'data:application/json,%E0%A4%A', 'malformed'],
    ])('but not at %s', async (_, link, why) => {
      expect(await asked(link)).toEqual([`none: ${why}`]);
    });

    it('but not at a file beside a script that claims to be one', async () => {
      expect(await asked('a.js.map', 'file:///etc/a.js')).toEqual(['none: other-origin']);
    });

    it('and the failure to answer is told', async () => {
      const maps = mapsOf(repository, {}, { fetchMap: OFFLINE });
      const place = await maps.originalOf(scriptAt(`${DEPLOY}/a.js`, 'a();', 'a.js.map'), { line: 1, column: 1 });
      expect(where(place)).toBe('none: unreachable');
    });
  });

  describe('in the script itself', () => {
    const inBase64 = dataUrl(mapText());

    it.each([
      ['in base64', `//# sourceMappingURL=${inBase64}`, 'src/a.ts:1:1'],
      ['with a charset', `//# sourceMappingURL=${inBase64.replace('json', 'json;charset=utf-8')}`, 'src/a.ts:1:1'],
      ['percent-encoded', `//# sourceMappingURL=data:text/json,${encodeURIComponent(mapText())}`, 'src/a.ts:1:1'],
      ['in the older form', `//@ sourceMappingURL=${inBase64}\n`, 'src/a.ts:1:1'],
      ['in a block comment', `/*# sourceMappingURL=${inBase64} */`, 'src/a.ts:1:1'],
      [
        'by the last of several comments',
        `//# sourceMappingURL=${dataUrl('{}')}\n//# sourceMappingURL=${inBase64}\n`,
        'src/a.ts:1:1',
      ],
      ['but not in a string', 'a("//# sourceMappingURL=" + map, "//# sourceMappingURL=x")', 'none: no-map'],
    ])('%s', async (_, comment, expected) => {
      expect(await placeOf(`a();\n${comment}`)).toBe(expected);
    });

    it('is taken whole from the text where the record of it was cut', async () => {
      expect(await placeOf(`a();\n//# sourceMappingURL=${inBase64}`, inBase64.slice(0, 60))).toBe('src/a.ts:1:1');
    });
  });

  it.each([
    ['a URL that is none', scriptAt('not a url', 'a();', 'a.map')],
    ['a URL that is content', scriptAt('data:text/javascript,a()', 'a();', 'a.map')],
    ['a URL of a blob', scriptAt('blob:http://127.0.0.1:4000/1', 'a();', null)],
    ['no text', scriptAt(`${DEPLOY}/a.js`, null, null)],
    ['no text, and a map in it', scriptAt(`${DEPLOY}/a.js`, null, 'data:')],
  ])('does not exist for %s', async (_, script) => {
    const place = await mapsOf(repository).originalOf(script, { line: 99, column: 9_999 });
    expect(place).toMatchObject({ file: null, line: 99, column: 9_999, excerpt: '', why: 'no-map' });
  });

  it('gives names and excerpts as one line of visible characters', async () => {
    const text = 'a("\u001b[31m\u202e\u0007evil");';
    const map = dataUrl(mapText({ names: ['\u001b[31mna\nme'], mappings: 'AAAAA' }));
    const maps = mapsOf(repository);
    const named = await maps.originalOf(scriptAt(`${DEPLOY}/a.js`, text, map), { line: 1, column: 1 });
    const shown = await maps.originalOf(scriptAt(`${DEPLOY}/a.js?token=1`, text), { line: 1, column: 1 });
    expect(named).toMatchObject({ file: 'src/a.ts', name: 'na me' });
    expect(shown).toMatchObject({ excerpt: 'a("evil");', url: `${DEPLOY}/a.js` });
  });

  it.each([
    [
      'both ends',
      `${'a();'.repeat(50)}load("/hero.jpg");${'b();'.repeat(50)}`,
      /^…(?:a\(\);){10}load\("\/hero\.jpg"\);.*…$/,
    ],
    ['its end', `load("/hero.jpg");${'b();'.repeat(50)}`, /^load\("\/hero\.jpg"\);.*…$/],
    ['its indentation', `${' '.repeat(50)}load("/hero.jpg");   `, /^load\("\/hero\.jpg"\);$/],
  ])('marks where an excerpt lacks %s', async (_, text, expected) => {
    const position = { line: 1, column: text.indexOf('load') + 1 };
    const { excerpt } = await mapsOf(repository).originalOf(scriptAt(`${DEPLOY}/a.js`, text), position);
    expect(excerpt).toMatch(expected);
  });
});
