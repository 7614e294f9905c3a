import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/decisions');
const SECTIONS = ['## Context', '## Measured', '## Decided', '## Consequences'];

const read = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
const pages = readdirSync(FOLDER)
  .filter((name) => name !== 'README.md')
  .toSorted();

test.each(pages)('%s says what the context was, what was measured and decided, and what follows', (file) => {
  expect(read(file).match(/^## .+$/gm)).toEqual(SECTIONS);
});

test('the index lists every decision by number and title, in order', () => {
  const listed = [...read('README.md').matchAll(/^(\d+)\. \[(.+)\]\((.+)\)$/gm)].map(([, ...parts]) => parts);
  const there = pages.map((file) => {
    const [, number = '', title = ''] = /^# (\d+)\. (.+)$/m.exec(read(file)) ?? [];
    return [number, title, file];
  });
  expect(listed).toEqual(there);
  expect(there.map(([number, , file]) => Number(number) === Number(file?.slice(0, 2)))).not.toContain(false);
  expect(there.map(([number]) => Number(number))).toEqual(there.map((_, index) => index + 1));
});
