import { expect, test } from 'vitest';

import { diffOf } from '../../../src/start/write/diff.ts';

test('a new file is all added', () => {
  expect(diffOf('a.yml', null, 'a: 1\n\nb: 2\n')).toBe('--- new file\n+++ a.yml\n+ a: 1\n+\n+ b: 2\n');
});

test('a change is shown with three lines around it', () => {
  const lines = Array.from('abcdefghijkl');
  const before = `${lines.join('\r\n')}\r\n`;
  const after = `${lines.with(5, 'F').join('\n')}\n`;
  expect(diffOf('x', before, after)).toBe(
    ['--- x', '+++ x', '  c', '  d', '  e', '- f', '+ F', '  g', '  h', '  i', '  …', ''].join('\n'),
  );
});

test('a file of many lines is replaced as a whole', () => {
  const before = 'a\n'.repeat(5000);
  const lines = diffOf('x', before, 'b\n'.repeat(5000)).split('\n');
  expect(lines.filter((line) => line === '- a')).toHaveLength(5000);
  expect(lines.filter((line) => line === '+ b')).toHaveLength(5000);
});
