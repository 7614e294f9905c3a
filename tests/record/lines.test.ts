import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { linesIn, type LineLimits } from '../../src/record/lines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function linesOf(content: string | Buffer, limits: Partial<LineLimits> = {}) {
  const file = path.join(folder, 'file');
  writeFileSync(file, content);
  const handle = openSync(file, 'r');
  try {
    return [...linesIn(handle, { mostOfLine: 1000, ...limits })];
  } finally {
    closeSync(handle);
  }
}

const textsOf = (content: string): (string | number)[] =>
  linesOf(content).map((line) => ('length' in line ? line.length : line.text));

test('a file of empty lines alone takes no memory for each of them', () => {
  const before = process.memoryUsage().heapUsed;
  expect(linesOf(Buffer.alloc(4_000_000, '\n'))).toEqual([]);
  // One object for each would be 400 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
});

describe('the lines of a file', () => {
  test('end with line feeds only; empty ones at the end are none', () => {
    expect(textsOf('a\r\u2028b\n\nc\n\n')).toEqual(['a\r\u2028b', '', 'c']);
    expect(textsOf('')).toEqual([]);
    expect(textsOf('\n\n')).toEqual([]);
  });

  test('have their number, the place of their first byte, and whether they are the last', () => {
    expect(linesOf('ä\n\nbc\nd\n')).toMatchObject([
      { number: 1, at: 0, isLast: false },
      { number: 2, at: 3, isLast: false },
      { number: 3, at: 4, isLast: false },
      { number: 4, at: 7, isLast: true },
    ]);
    expect(linesOf('a\n\n\n\nb')).toMatchObject([
      { number: 1, at: 0, text: 'a' },
      { number: 2, at: 2, text: '' },
      { number: 3, at: 3, text: '' },
      { number: 4, at: 4, text: '' },
      { number: 5, at: 5, text: 'b', isLast: true },
    ]);
  });

  test('are whole where they and their characters go over the parts in which the file is read', () => {
    const long = 'ä'.repeat(1_600_000);
    const lines = linesOf(`x${long}\n${long}\nend`, { mostOfLine: 2_000_000 });
    expect(lines.map((line) => ('text' in line ? line.text : line.length))).toEqual([`x${long}`, long, 'end']);
    expect(lines.at(-1)).toMatchObject({ at: 2 * 3_200_000 + 3 });
  });

  test('that are too long are told by their length in characters, and those after them are read', () => {
    expect(textsOf(`${'x'.repeat(1001)}\nnext`)).toEqual([1001, 'next']);
    expect(textsOf(`${'€'.repeat(400_000)}${'😀'.repeat(10)}\n${'x'.repeat(1000)}`)).toEqual([
      400_020,
      'x'.repeat(1000),
    ]);
  });
});

test('every part of a file is told of before its lines are', () => {
  const parts: number[] = [];
  linesOf('x'.repeat(1_500_000), { onPart: ({ length }) => void parts.push(length) });
  expect(parts.reduce((sum, each) => sum + each)).toBe(1_500_000);
  const refuse = () => linesOf('a\nb', { onPart: () => { throw new Error('no more'); } }); // prettier-ignore
  expect(refuse).toThrow('no more');
});
