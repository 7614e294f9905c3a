import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { INTERACTION_KINDS } from '../../src/config/routes/interactions/interactions.ts';
import { effectsOf } from '../../src/model/interaction.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/configuration.md'), 'utf8');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

/** What stands between two texts of a page. */
function between(page: string, from: string, to: string): string {
  const begin = page.indexOf(from);
  const end = page.indexOf(to, begin);
  if (begin === -1 || end === -1) throw new Error(`the page does not have ${from} … ${to}`);
  return page.slice(begin, end);
}

const codesOf = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

test('the table of steps has every kind of interaction, and no other', () => {
  const section = between(PAGE, '### Interactions', '\n## ');
  const kinds = [...section.matchAll(/^\| `([a-z-]+): /gm)].map(([, kind = '']) => kind);
  expect([...new Set(kinds)].toSorted()).toEqual(INTERACTION_KINDS.toSorted());
});

test('the README names every kind of interaction', () => {
  const named = codesOf(between(README, '**`routes`**', '\n\n'));
  expect(INTERACTION_KINDS.filter((kind) => !named.includes(kind))).toEqual([]);
});

test('the page says of which kinds INP counts none', () => {
  const written = codesOf(between(PAGE, '`hover`, `scroll`', 'INP'));
  const silent = INTERACTION_KINDS.filter(
    (action) => action !== 'recording' && !effectsOf({ action }).includes('input'),
  );
  expect(written.toSorted()).toEqual(silent.toSorted());
});
