import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';
import { expect, test } from 'vitest';

import { addDoctor } from '../../src/cli/doctor-commands.ts';
import { CHECKS, STATUSES } from '../../src/doctor/check.ts';
import { LEAST_NODE } from '../../src/doctor/judge/node.ts';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/doctor.md'), 'utf8');

test('the page has every flag of doctor, and no other', () => {
  const command = new Command('doctor');
  addDoctor(command, () => undefined);
  const documented = [...PAGE.matchAll(/^\| `(--[\w-]+)`/gm)].map(([, flag]) => flag);
  expect(documented).toEqual(command.options.map(({ long }) => long));
});

test('the page has every check in its order, and every status', () => {
  const [, table = ''] = /^\| check \|.*\n\|[-|]+\n([\s\S]*?)\n\n/m.exec(PAGE) ?? [];
  const named = table.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)]);
  expect(named.map(([, check]) => check)).toEqual([...CHECKS]);
  expect([...PAGE.matchAll(/^- `(\w+)`/gm)].map(([, status]) => status).slice(0, 3)).toEqual([...STATUSES]);
  expect(PAGE).toContain(`Node.js is ${LEAST_NODE} or later`);
});
