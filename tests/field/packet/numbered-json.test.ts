import { expect, test } from 'vitest';

import { numberedJson } from '../../../src/field/packet/numbered-json.ts';
import { cite, sourceOf } from '../../../src/field/packet/source.ts';

test('a file knows the lines of each of its values', () => {
  const value = { a: 1, b: { c: [], d: [{ e: 2 }, 'x\ny'] }, f: {}, g: undefined, h: null };
  const { text, lines } = numberedJson(value);
  const rows = text.split('\n');
  const at = (...path: (string | number)[]): string => {
    const { from, to } = lines.get(JSON.stringify(path)) ?? { from: 0, to: 0 };
    return rows.slice(from - 1, to).join('\n');
  };
  expect(at()).toBe(text.trimEnd());
  expect(at('a')).toBe('  "a": 1,');
  expect(at('b', 'c')).toBe('    "c": [],');
  expect(at('b', 'd')).toBe('    "d": [\n      {\n        "e": 2\n      },\n      "x\\ny"\n    ]');
  expect(at('b', 'd', 0, 'e')).toBe('        "e": 2');
  expect(at('b', 'd', 1)).toBe('      "x\\ny"');
  expect(at('h')).toBe('  "h": null');
  expect(lines.has('["g"]')).toBe(false);
});

test('a place that a file does not have is a mistake of the program', () => {
  expect(() => cite(sourceOf('a.json', {}, {}), ['b', 'c'], 'text')).toThrow('a.json has no b.c');
});
