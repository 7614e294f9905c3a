import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { isTooDeep, readLog } from '../../src/record/read.ts';
import { version } from '../../src/version.ts';
import { makePipe } from '../support/pipe.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-read-'));
  file = path.join(folder, 'samples.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const records = recordsOf({ routes: [{ name: 'home' }], blocks: 3 });
const [first, ...later] = records;

const failureOf = async (text: string) => {
  writeFileSync(file, text);
  return readLog(folder).then(
    () => null,
    (error: unknown) => error,
  );
};

describe('a record that cannot be read', () => {
  test('is refused where it is not there, with the cause', async () => {
    await expect(readLog(folder)).rejects.toMatchObject({ code: 'record-unreadable' });
    await expect(readLog(folder)).rejects.toThrow(/ENOENT/);
  });

  test.skipIf(process.platform === 'win32')(
    'is refused where it is not a file, without waiting for anything',
    async () => {
      makePipe(file);
      await expect(readLog(folder)).rejects.toMatchObject({ code: 'record-unreadable', exitCode: 2 });
      await expect(readLog(folder)).rejects.toThrow('cannot be read: it is not a file.');
    },
  );

  test.each<[string, string, number, RegExp]>([
    ['is empty', '', 1, /The file is empty\./],
    ['has one line that is cut off', JSON.stringify(first).slice(0, 50), 1, /The first record is cut off\./],
    ['begins with a line that is cut off', `{"type":"run\n${JSON.stringify(later[0])}`, 1, /The line is not JSON: /],
    [
      'is of another version',
      JSON.stringify({ ...first, tool: '9.0.0' }),
      1,
      new RegExp(`It was written by vitals-gate 9\\.0\\.0, and this is ${version}\\.`),
    ],
    [
      'was decided by a rule that is not known',
      JSON.stringify({ ...first, decision: 3 }),
      1,
      new RegExp(`It was recorded by vitals-gate ${version} for version 3 of the rule of decision, and this one knows`),
    ],
    ['begins with another record', JSON.stringify({ type: 'end' }), 1, /Its type is not what a run writes/],
    ['has a line that is not a record', `${JSON.stringify(first)}\n7\n{}`, 2, /The record is not what a run writes/],
    [
      'has a field too many',
      `${JSON.stringify(first)}\n${JSON.stringify({ ...later[0], position: 9 })}`,
      2,
      /Its position is not what a run writes: .+\./,
    ],
    ['is nested without end', `${JSON.stringify(first)}\n${'['.repeat(200)}`, 2, /nested deeper/],
    [
      'has a line without end',
      `${JSON.stringify(first)}\n"${'x'.repeat(5_000_000)}"`,
      2,
      /The line has 5000002 characters\./,
    ],
  ])('is refused where it %s, at its line', async (_, text, line, what) => {
    expect(await failureOf(text)).toMatchObject({
      code: 'record-invalid',
      exitCode: 2,
      where: `${file}:${line}`,
      message: expect.stringMatching(what) as string,
    });
  });

  test('keeps what the parser said', async () => {
    const failure = await failureOf(`${JSON.stringify(first)}\n{\n{}`);
    expect(failure).toMatchObject({ cause: expect.any(SyntaxError) as Error });
  });

  test('names the line of what no run makes', async () => {
    const twice = [...later.slice(0, 2), later[1] ?? {}, ...later.slice(2)];
    writeRecords(folder, [first, ...twice]);
    await expect(readLog(folder)).rejects.toMatchObject({ where: `${file}:4` });
    await expect(readLog(folder)).rejects.toThrow('This is not what a run writes: the visits to home · mobile');
  });
});

test('a last line that was cut off is left out', async () => {
  const text = records.map((record) => JSON.stringify(record)).join('\n');
  expect(await failureOf(text.slice(0, -3))).toBeNull();
  expect((await readLog(folder)).later).toHaveLength(later.length - 1);
});

test.each([
  ['['.repeat(100), false],
  ['['.repeat(101), true],
  ['{"a":'.repeat(101), true],
  ['[]'.repeat(500), false],
  ['{}'.repeat(500), false],
  [`"${'['.repeat(500)}"`, false],
  [`"\\"${'['.repeat(500)}"`, false],
  [`"\\\\"${'['.repeat(101)}`, true],
  [`"a"${'{'.repeat(101)}`, true],
])('%j is nested too deep: %s', (line, deep) => {
  expect(isTooDeep(line)).toBe(deep);
});
