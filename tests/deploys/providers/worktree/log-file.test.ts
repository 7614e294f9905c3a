import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, it, test } from 'vitest';

import { LogFile } from '../../../../src/deploys/providers/worktree/log-file.ts';

let folder: string;
let log: LogFile;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-log-'));
  log = new LogFile(path.join(folder, 'logs/one.log'));
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true });
});

const said = (lines: readonly string[]): void => void writeSync(log.descriptor, `${lines.join('\n')}\n`);
const numbered = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${what} ${at + 1}`);

it('shows the last 40 lines of the last command', () => {
  log.begin('npm ci');
  said(['Error: of another command']);
  log.begin('npm run build');
  said(numbered('line', 50));
  expect(log.tail().split('\n')).toEqual(numbered('line', 50).slice(10));
});

test.each([
  'npm error code EUSAGE',
  'Error: Cannot find module',
  '✘ [ERROR] No such file',
  'src/a.ts(1,2): error TS2345',
])('shows the error that the output begins with, not only what follows it: %s', (error) => {
  log.begin('npm ci');
  said(['building error-page.js', error, ...numbered('more', 10), ...numbered('option', 60)]);
  const lines = log.tail().split('\n');
  expect(lines).toHaveLength(40);
  expect(lines.slice(0, 9)).toEqual([error, ...numbered('more', 7), '…']);
  expect(lines.slice(9)).toEqual(numbered('option', 60).slice(-31));
});

it('shows nothing twice where the error is among the last lines', () => {
  log.begin('npm run build');
  said([...numbered('line', 20), 'Error: Cannot find module', ...numbered('more', 30)]);
  expect(
    log
      .tail()
      .split('\n')
      .filter((line) => line.startsWith('Error')),
  ).toHaveLength(1);
  expect(log.tail()).not.toContain('…');
});
