import { describe, expect, test } from 'vitest';

import { editYaml } from '../../src/source/edit.ts';
import { parseSource } from '../../src/source/yaml.ts';

const FILE = `# The shop's budgets.
deploys:
  base: { url: "https://main.shop.example" }   # staging

routes:
  - name: home
    path: /            # the start page
    # what the team agreed on
    budgets:
      'lcp': { max:   2500 ms,  enforce: warn } # from 2025
  - { name: cart, path: /cart }
  - name: search
    path: |
      /search
budgets:
  lcp:
    max: "2500 ms"
    max-increase:
    - 5 %
    - 50 ms
`;

test('a value takes the place of another, and nothing else moves', () => {
  const { text, refused } = editYaml(FILE, [
    { path: ['routes', 0, 'budgets', 'lcp', 'max'], value: '1500 ms' },
    { path: ['budgets', 'lcp', 'max'], value: '2 s' },
  ]);
  expect(refused).toEqual([]);
  expect(text).toBe(FILE.replace('2500 ms,', '1500 ms,').replace('"2500 ms"', '2 s'));
});

test('a list becomes one line in its place', () => {
  const { text } = editYaml(FILE, [{ path: ['budgets', 'lcp', 'max-increase'], value: ['4 %', '60 ms'] }]);
  expect(text).toBe(FILE.replace('    - 5 %\n    - 50 ms', '      [ 4 %, 60 ms ]'));
});

test('new keys stand behind those that are there, as those are written', () => {
  const { text } = editYaml(FILE, [
    { path: ['routes', 0, 'budgets', 'cls'], value: { max: 0.1, enforce: 'warn' } },
    { path: ['routes', 0, 'budgets', 'lcp', 'max-increase'], value: ['4 %', '60 ms'] },
    { path: ['routes', 1, 'budgets', 'lcp'], value: { max: '1 s' } },
    { path: ['routes', 1, 'budgets', 'lcp.ttfb'], value: { max: '400 ms' } },
    { path: ['routes', 2, 'budgets', 'inp'], value: { max: '200 ms' } },
    { path: ['max-blocks'], value: 15 },
    { path: ['budgets', 'lcp', 'enforce'], value: 'warn' },
  ]);
  expect(text).toBe(
    FILE.replace(
      `enforce: warn } # from 2025\n`,
      `enforce: warn, max-increase: [ 4 %, 60 ms ] } # from 2025\n      cls: { max: 0.1, enforce: warn }\n`,
    )
      .replace('path: /cart }', 'path: /cart, budgets: { lcp: { max: 1 s }, lcp.ttfb: { max: 400 ms } } }')
      .replace('      /search\n', '      /search\n    budgets:\n      inp: { max: 200 ms }\n')
      .replace('    - 50 ms\n', '    - 50 ms\n    enforce: warn\nmax-blocks: 15\n'),
  );
});

describe('a file', () => {
  test('keeps its line breaks, and gets one at its end', () => {
    const { text } = editYaml('a: 1\r\nb: { c: 2 }', [
      { path: ['d', 'e'], value: { f: 1 } },
      { path: ['b', 'g'], value: 3 },
    ]);
    expect(text).toBe('a: 1\r\nb: { c: 2, g: 3 }\r\nd:\r\n  e: { f: 1 }\r\n');
  });

  test('may have empty maps', () => {
    expect(editYaml('a: {}\nb: 1\n', [{ path: ['a', 'b', 'c'], value: 1 }]).text).toBe('a: { b: { c: 1 } }\nb: 1\n');
  });

  test('without edits is the same text', () => {
    expect(editYaml('a: 1', []).text).toBe('a: 1');
  });
});

describe('a file of JSON', () => {
  const edits = [
    { path: ['budgets', 'lcp', 'max'], value: '2 s' },
    { path: ['budgets', 'inp', 'max-increase'], value: ['5 %', '"30" ms\n  x'] },
    { path: ['blocks'], value: 8 },
  ];

  test('stays JSON, with each new key on a line of its own where the others are', () => {
    const lines = JSON.stringify({ budgets: { lcp: { max: '2500 ms' } } }, null, 2);
    const { text } = editYaml(lines, edits);
    expect(text).toBe(`{
  "budgets": {
    "lcp": {
      "max": "2 s"
    },
    "inp": { "max-increase": [ "5 %", "\\"30\\" ms\\n  x" ] }
  },
  "blocks": 8
}
`);
  });

  test('stays on one line where it is', () => {
    const { text } = editYaml('{"budgets":{"lcp":{"max":"2500 ms"}},"routes":[]}', edits);
    expect(text).toBe(
      '{"budgets":{"lcp":{"max":"2 s"}, "inp": { "max-increase": [ "5 %", "\\"30\\" ms\\n  x" ] }},"routes":[], "blocks": 8}\n',
    );
    expect(JSON.parse(text)).toMatchObject({ blocks: 8, routes: [] });
  });

  test('may have empty maps', () => {
    expect(editYaml('{ "budgets": {} }', edits.slice(2)).text).toBe('{ "budgets": {}, "blocks": 8 }\n');
    expect(editYaml('{}', edits.slice(2)).text).toBe('{ "blocks": 8 }\n');
  });
});

describe('what is shared in the file', () => {
  const shared = `a: &one { max: 1 }\nb: *one\nc:\n  <<: *one\n  d: &two 2\n`;

  test('is not changed through a reference, nor where others refer to it', () => {
    const edits = [
      { path: ['b', 'max'], value: 2 },
      { path: ['c', 'd'], value: 3 },
      { path: ['a'], value: 1 },
    ];
    expect(editYaml(shared, edits)).toEqual({ text: shared, refused: edits });
  });

  test('gets a key of its own where it is merged', () => {
    const { text } = editYaml(shared, [{ path: ['c', 'max'], value: 7 }]);
    expect(parseSource(text).value).toMatchObject({ a: { max: 1 }, c: { max: 7, d: 2 } });
  });

  test('is not changed inside an anchored map either', () => {
    const edits = [{ path: ['a', 'max'], value: 2 }];
    expect(editYaml(shared, edits)).toEqual({ text: shared, refused: edits });
  });
});
