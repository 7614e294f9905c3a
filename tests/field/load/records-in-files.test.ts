import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { findRefusedLines } from '../../../src/field/commands/refused-lines.ts';
import { openFiles } from '../../../src/field/engines/duckdb.ts';
import { recordsInFiles } from '../../../src/field/load/records-in-files.ts';
import { START } from '../../support/field/records.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'field-lines-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const record = (view: string, more: object = {}): string => JSON.stringify({ ...START, view, ...more });
/** A record of so many bytes. */
const longRecord = (view: string, bytes: number): string => record(view).padEnd(bytes);
const BOM = '\ufeff';

/** What each file is of, with the views that are in it and how many of its lines are refused. */
const FILES: readonly [what: string, text: string | Buffer, views: readonly string[], refused: number][] = [
  ['a byte order mark before the first line', `${BOM}${record('a1')}\n`, ['a1'], 0],
  ['a byte order mark before another line', `${record('b1')}\n${BOM}${record('b2')}\n`, ['b1'], 1],
  ['line ends of Windows, and none at the end', `${record('c1')}\r\n\r\n${record('c2')}`, ['c1', 'c2'], 0],
  ['a line of spaces', `   \n${record('d1')}\n`, ['d1'], 1],
  ['a line that is as long as it may be', `${BOM}${longRecord('e1', 65_536)}\r\n`, ['e1'], 0],
  ['a line that is a byte too long', `${longRecord('f1', 65_537)}\n${record('f2')}\n`, ['f2'], 1],
  [
    'bytes that are not UTF-8',
    Buffer.from(`${record('g1', { path: '\xff' })}\n${record('g2')}\n`, 'latin1'),
    ['g2'],
    1,
  ],
  ['no line break in a megabyte', 'x'.repeat(1_000_000), [], 1],
  [
    'lines over several chunks',
    Array.from({ length: 3 }, (_, at) => longRecord(`h${at}`, 50_000)).join('\n'),
    ['h0', 'h1', 'h2'],
    0,
  ],
  ['nothing', '', [], 0],
];

it('are read the same by the loader, by field check and by DuckDB', async () => {
  for (const [at, [, text]] of FILES.entries()) await writeFile(path.join(folder, `${at}.ndjson`), text);
  for (const [at, [what, , views, refused]] of FILES.entries()) {
    const file = path.join(folder, `${at}.ndjson`);
    const read = [];
    for await (const each of recordsInFiles([file])) read.push(each);
    expect([what, read.flatMap((each) => each?.view ?? [])]).toEqual([what, views]);
    expect([what, read.filter((each) => each === null)]).toHaveProperty('1.length', refused);
    const named = (await findRefusedLines([file], 10, folder)).map((each) => each.file);
    expect([what, named]).toEqual([what, Array(refused).fill(`${at}.ndjson`)]);
  }
  const engine = await openFiles({ glob: '*.ndjson' }, folder);
  const rows = await engine.query('SELECT view FROM beacons ORDER BY view');
  await engine.close();
  expect(rows.map(({ view }) => view)).toEqual(FILES.flatMap(([, , views]) => views));
  const others = FILES.flatMap(([, , , refused], at) => (refused > 0 ? [path.join(folder, `${at}.ndjson`)] : []));
  expect(engine.leftOut).toEqual({
    lines: FILES.reduce((sum, [, , , refused]) => sum + refused, 0),
    files: others,
    duplicates: 0,
  });
});
