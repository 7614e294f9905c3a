import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { clueSchema } from '../../src/model/clue.ts';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/report.md'), 'utf8');
const [, CLUES = ''] = PAGE.split('## Clues\n');
/** The rows of the page's two tables, by what their first cell names. */
const ROWS = new Map(
  CLUES.split('\n').flatMap((line) => {
    const [, names = '', meaning = ''] = /^\| (`[^|]+) \| (.*) \|$/.exec(line) ?? [];
    return Array.from(names.matchAll(/`([\w-]+)`/g), ([, name = '']) => [name, meaning] as const);
  }),
);
const OWN_WORDS: ReadonlySet<string> = new Set(['kind', 'before', 'after']);

test.each(clueSchema.options.map((option) => [option.shape.kind.value, Object.keys(option.shape)] as const))(
  'docs/report.md says what a clue of the kind %s is, and every key that it has',
  (kind, keys) => {
    const meaning = ROWS.get(kind);
    expect(meaning).toBeDefined();
    const missing = keys.filter((key) => !OWN_WORDS.has(key) && !ROWS.has(key) && !meaning?.includes(`\`${key}`));
    expect(missing.filter((key) => !(key === 'change' && kind === 'shifted-element'))).toEqual([]);
  },
);
