import { expect, test } from 'vitest';

import { excerpt } from '../../src/source/excerpt.ts';
import { displayWidth } from '../../src/text/display-width.ts';
import { keepSecret } from '../../src/text/redactor.ts';

const shown = (text: string, line: number, column: number, columns = 80): string[] =>
  (excerpt(text, { line, column }, columns) ?? '').split('\n');

test('the line and the one above it, with a caret below the column', () => {
  expect(shown('routes:\n  - name: home\n    pth: /\n    budgets:\n', 3, 5)).toEqual([
    '  2 │   - name: home',
    '  3 │     pth: /',
    '    │     ^',
  ]);
});

test('numbers of another length stand below each other', () => {
  expect(shown(`${'a: 1\n'.repeat(9)}b: 2`, 10, 4)).toEqual(['   9 │ a: 1', '  10 │ b: 2', '     │    ^']);
});

test('a blank line above is left out, and the first line has none', () => {
  expect(shown('a: 1\n\nb: 2', 3, 1)).toEqual(['  3 │ b: 2', '    │ ^']);
  expect(shown('a: 1', 1, 4)).toEqual(['  1 │ a: 1', '    │    ^']);
});

test.each([
  ['a tab', '\ta: 1', 2, '  a: 1', 2],
  ['wide characters', '名前: x', 5, '名前: x', 6],
  ['an emoji', '"🚀": x', 7, '"🚀": x', 6],
  ['a combining mark', 'cafe\u0301: x', 8, 'cafe\u0301: x', 6],
  ['an escape sequence', 'a\u001b[2J: x', 8, 'a\\u{1b}[2J: x', 12],
  ['an override of the direction', 'a\u202eb: x', 6, 'a\\u{202e}b: x', 12],
  ['a carriage return', 'a: x\r', 4, 'a: x', 3],
])('the caret stands below the column after %s', (_what, line, column, text, caret) => {
  expect(shown(line, 1, column)).toEqual([`  1 │ ${text}`, `    │ ${' '.repeat(caret)}^`]);
});

test('a long line is cut around the column', () => {
  const line = `a: [${'x, '.repeat(400)}wrong, ${'y, '.repeat(400)}]`;
  const [text = '', caret = '', ...rest] = shown(`first: 1\n${line}`, 2, line.indexOf('wrong') + 1, 60);
  expect(rest).toEqual([]);
  expect(text).toMatch(/^ {2}2 │ ….*wrong, y,.*…$/);
  expect(text.indexOf('wrong')).toBe(caret.indexOf('^'));
  expect(displayWidth(text)).toBeLessThanOrEqual(60);
});

test('a long line is cut behind a column near its beginning', () => {
  const [above, text = '', caret] = shown(`first: 1\na: [${'x, '.repeat(400)}]`, 2, 4, 40);
  expect([above, caret]).toEqual(['  1 │ first: 1', '    │    ^']);
  expect(text).toMatch(/^ {2}2 │ a: \[x, .*…$/);
  expect(displayWidth(text)).toBeLessThanOrEqual(40);
});

test('secrets are not shown, and the caret stays below what it means', () => {
  keepSecret('kept-secret-1', 'kept\nsecret-2');
  expect(shown('a: kept-secret-1, b: 2', 1, 19)).toEqual(['  1 │ a: ***, b: 2', '    │         ^']);
  expect(shown('a: kept-secret-1, b: 2', 1, 8)).toEqual(['  1 │ a: ***, b: 2', '    │    ^']);
  expect(shown('secret: hunter2x', 1, 9)).toEqual(['  1 │ secret: ***', '    │         ^']);
  expect(excerpt('a: kept\nsecret-2\nb: 1', { line: 2, column: 1 }, 80)).toBeNull();
});

test('a line that is blank or not there is not shown', () => {
  expect(excerpt('a: 1\n  \n', { line: 2, column: 1 }, 80)).toBeNull();
  expect(excerpt('a: 1', { line: 2, column: 1 }, 80)).toBeNull();
});

test('a column beyond the end is its end', () => {
  expect(shown('a: 1', 1, 900)).toEqual(['  1 │ a: 1', '    │     ^']);
});
