import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';
import { expect, test } from 'vitest';

import { addHistory } from '../../src/cli/history-commands.ts';
import { historyEntrySchema } from '../../src/history/entry.ts';
import { historyJson } from '../../src/history/json.ts';
import { overviewOf } from '../../src/history/overview.ts';
import { readHistoryLine } from '../../src/history/read-line.ts';
import { renderHistory } from '../../src/history/terminal.ts';
import { entries, historyOf, row } from '../history/made.ts';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/history.md'), 'utf8');
const OVERVIEW = overviewOf(historyOf(entries(60, (at) => ({ rows: [row({ estimate: at < 40 ? 0 : 0.1 })] }))), [
  { metric: 'lcp', limit: { value: 3, unit: '%' } },
]);

/** The names of all fields of a value. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value).flatMap(([key, each]) => [key, ...keysOf(each)]);
}

test('the page has every flag', () => {
  const command = new Command('history');
  addHistory(command, () => {});
  const flags = command.options.flatMap(({ long }) => (long === null || long === '--debug' ? [] : [long ?? '']));
  expect(flags.length).toBeGreaterThan(4);
  expect(flags.filter((flag) => !PAGE.includes(`\`${flag}\``))).toEqual([]);
});

test('the page has every field of the JSON', () => {
  const keys = new Set(keysOf(historyJson(OVERVIEW)));
  // Those of a limit are of the configuration.
  expect([...keys].filter((key) => !PAGE.includes(`\`${key}\``) && key !== 'limit')).toEqual([]);
});

test('the line of a history on the page is one, with every field', () => {
  const [, example = ''] = /```json\n(\{"format"[\s\S]*?)\n```/.exec(PAGE) ?? [];
  const read = readHistoryLine(example.replaceAll(/\n\s*/g, ''), 'docs');
  expect(read.kind).toBe('entry');
  const written: unknown = JSON.parse(example);
  expect(keysOf(written)).toEqual(expect.arrayContaining(Object.keys(historyEntrySchema.shape)));
});

test('the table on the page has the columns of the command', () => {
  const head = renderHistory(OVERVIEW)
    .split('\n')
    .find((line) => line.startsWith('  route'));
  expect(head?.trim().split(/ {2,}/)).toEqual(
    PAGE.split('\n')
      .find((line) => line.startsWith('  route'))
      ?.trim()
      .split(/ {2,}/),
  );
});
