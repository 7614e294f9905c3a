import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const page = read('docs/security.md');

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** The rows of the tables whose last column is `test`, by their cells. */
function defences(): string[][] {
  const rows: string[][] = [];
  let isOfTests = false;
  for (const line of page.split('\n')) {
    const cells = line.startsWith('|') ? line.slice(1, -1).split('|') : null;
    if (cells === null) isOfTests = false;
    else if (cells.at(-1)?.trim() === 'test') isOfTests = true;
    else if (isOfTests && !line.startsWith('|---')) rows.push(cells.map((cell) => cell.trim()));
  }
  return rows;
}

/** The tests that a cell cites: `FILE`: "NAME", "NAME"; `FILE`: … */
function citations(cell: string): [file: string, name: string][] {
  return [...cell.matchAll(/`(tests\/[^`]+\.ts)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']): [string, string] => [file, name]),
  );
}

/** Whether a file has a test, or a group of tests, of that name. */
function hasTest(file: string, name: string): boolean {
  if (!existsSync(path.join(ROOT, file))) return false;
  const text = read(file).replaceAll(/\(\s+/g, '(');
  return ["'", '"', '`'].some((quote) => text.includes(`(${quote}${name.replaceAll(quote, `\\${quote}`)}${quote},`));
}

test('every defence of the security page names a test', () => {
  const rows = defences();
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((cells) => citations(cells.at(-1) ?? '').length === 0)).toEqual([]);
});

describe('a test that the security page names', () => {
  test.each(defences().flatMap((cells) => citations(cells.at(-1) ?? '')))('is in %s: %s', (file, name) => {
    expect(hasTest(file, name)).toBe(true);
  });

  test('is not found where there is none of that name', () => {
    expect(hasTest('tests/docs/security.test.ts', 'is not there')).toBe(false);
    expect(hasTest('tests/docs/nowhere.test.ts', 'is not found where there is none of that name')).toBe(false);
  });
});

test('the README leads to the security page', () => {
  expect(read('README.md')).toContain('](docs/security.md)');
});
