import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';
import { expect, test } from 'vitest';

import { addInit } from '../../src/cli/init-commands.ts';
import { FRAMEWORKS } from '../../src/start/detect/frameworks.ts';
import { PROVIDERS } from '../../src/start/options.ts';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/start.md'), 'utf8');

test('the page has every flag of init, and no other', () => {
  const command = new Command('init');
  addInit(command, () => undefined);
  const flags = command.options.map(({ long }) => long);
  const documented = [...PAGE.matchAll(/^\| `(--[\w-]+)`/gm)].map(([, flag]) => flag);
  expect(documented.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual(
    flags.toSorted((one, other) => String(one).localeCompare(String(other))),
  );
});

test('the page has every framework and every provider', () => {
  const [, table = ''] = /^\| framework \|.*\n\|[-|]+\n([\s\S]*?)\n\n/m.exec(PAGE) ?? [];
  const named = table.split('\n').flatMap(
    (row) =>
      row
        .split('|')[1]
        ?.split(',')
        .map((name) => name.trim()) ?? [],
  );
  expect(named.toSorted()).toEqual([...new Set(FRAMEWORKS.map(({ name }) => name))].toSorted());
  expect(PROVIDERS.filter((name) => !PAGE.includes(`\`${name}\``))).toEqual([]);
});
