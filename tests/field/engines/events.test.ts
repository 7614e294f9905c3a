import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openDuckDb, type DuckDbSession } from '../../../src/field/engines/duckdb.ts';
import { openEvents } from '../../../src/field/engines/events.ts';
import type { Engine } from '../../../src/field/engines/engine.ts';
import type { EventSource } from '../../../src/model/field.ts';

let folder = '';
let session: DuckDbSession | null = null;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'field-events-'));
});
afterEach(async () => {
  await session?.close();
  session = null;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const COLUMNS = { session: 'session', time: 't', value: 'value', currency: null, where: 'vitals-gate.yml:3:11' };

async function eventsOf(glob: string, columns: Partial<typeof COLUMNS> = {}) {
  session = await openDuckDb(import.meta.dirname);
  const engine: Engine = { ...session, dialect: 'duckdb', table: 'beacons', shard: null, leftOut: null };
  const source: EventSource = { kind: 'files', glob, ...COLUMNS, ...columns };
  const events = await openEvents(engine, source, folder);
  return { events, rows: await session.query(`SELECT * FROM ${events.table} ORDER BY session, t`) };
}

const write = (file: string, lines: readonly string[]): Promise<void> =>
  writeFile(path.join(folder, file), lines.map((line) => `${line}\n`).join(''));

describe('a file of NDJSON', () => {
  test('has times as UTC, with an offset and without one', async () => {
    await write('times.ndjson', [
      '{"session":"a","t":"2026-11-01T10:00:00+02:00"}',
      '{"session":"b","t":"2026-11-01T10:00:00.5Z"}',
      '{"session":"c","t":"2026-11-01 10:00"}',
      '{"session":"d","t":"2026-11-01T10:00:00-0530"}',
      // Clocks of Berlin go back at 01:00 UTC: an hour that is there twice has two offsets, and nothing shifts.
      '{"session":"e","t":"2026-10-25T02:30:00+02:00"}',
      '{"session":"f","t":"2026-10-25T02:30:00+01:00"}',
      '{"session":"g","t":"2026-10-25T02:30:00"}',
    ]);
    const { events, rows } = await eventsOf('times.ndjson');
    expect(rows.map(({ t }) => t)).toEqual([
      '2026-11-01T08:00:00.000Z',
      '2026-11-01T10:00:00.500Z',
      '2026-11-01T10:00:00.000Z',
      '2026-11-01T15:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T02:30:00.000Z',
    ]);
    expect(events.leftOut).toEqual({ lines: 7, withoutSession: 0, withoutTime: 0, withoutOffset: 2, withoutNumber: 0 });
  });

  test('is left out where it has no session or no time, and counted', async () => {
    await write('odd.ndjson', [
      '{"session":"s\'1; DROP TABLE events --","t":"2026-11-01T10:00:00Z","value":12.5}',
      '{"session":42,"t":"2026-11-01T10:00:00Z","value":"7"}',
      '{"session":"b","t":"2026-11-01T10:00:00Z","value":"seven"}',
      '{"session":"c","t":"2026-11-01T10:00:00Z","value":null}',
      '{"session":"d","t":"2026-11-01T10:00:00Z","value":1e999}',
      '{"session":"","t":"2026-11-01T10:00:00Z"}',
      '{"t":"2026-11-01T10:00:00Z"}',
      'not JSON',
      '[1]',
      '{"session":"e","t":"2026-11-01"}',
      '{"session":"f","t":1790000000000}',
      '{"session":"g","t":"2026-02-30T10:00:00Z"}',
      '{"session":"h"}',
    ]);
    const { events, rows } = await eventsOf('odd.ndjson');
    expect(rows.map(({ session: own, value }) => [own, value])).toEqual([
      ['42', 7],
      ['b', null],
      ['c', null],
      ['d', null],
      ["s'1; DROP TABLE events --", 12.5],
    ]);
    expect(events.leftOut).toEqual({
      lines: 13,
      withoutSession: 4,
      withoutTime: 4,
      withoutOffset: 0,
      withoutNumber: 2,
    });
  });

  test('has keys of any name', async () => {
    await write('keys.ndjson', [JSON.stringify({ 'a"b\\c.d': 's', 'it\'s "t"': '2026-11-01T10:00:00Z', $: 3 })]);
    const { rows } = await eventsOf('keys.ndjson', { session: 'a"b\\c.d', time: 'it\'s "t"', value: '$' });
    expect(rows).toEqual([{ session: 's', t: '2026-11-01T10:00:00.000Z', value: 3 }]);
  });
});

describe('a file of CSV', () => {
  test('is read by its line of names, whatever their order', async () => {
    await write('1.csv', [
      'sid,at,total',
      's1,2026-11-01T10:00:00Z,"12.5"',
      '"s""2",2026-11-01T11:00:00Z,',
      's3,2026-11-01T11:00:00Z,1,2',
    ]);
    await write('2.csv', ['total;at;sid', '3;2026-11-01T12:00:00Z;s4']);
    const { events, rows } = await eventsOf('[12].csv', { session: 'sid', time: 'at', value: 'total' });
    expect(rows.map(({ session: own, value }) => [own, value])).toEqual([
      ['s"2', null],
      ['s1', 12.5],
      ['s4', 3],
    ]);
    expect(events.leftOut).toMatchObject({ lines: 4, withoutSession: 1, withoutTime: 0, withoutNumber: 0 });
  });

  test('without a column is refused with the names that it has', async () => {
    await write('lacks.csv', ['session,time', 's1,2026-11-01T10:00:00Z']);
    await expect(eventsOf('lacks.csv')).rejects.toMatchObject({
      code: 'events-columns',
      exitCode: 2,
      message: expect.stringMatching(/^The file .*lacks\.csv lacks columns that events are read from: t, value\.$/),
      todo: 'Correct the names in `field.events`. Its columns: session, time.',
    });
  });
});

describe('a file of Parquet', () => {
  test('has times with or without a time zone', async () => {
    session = await openDuckDb(import.meta.dirname);
    await session.query(
      `COPY (SELECT 's1' AS session, TIMESTAMPTZ '2026-11-01 10:00:00+02' AS t, 5::DECIMAL(8, 2) AS value)
       TO '${path.join(folder, '1.parquet')}' (FORMAT parquet)`,
    );
    await session.query(
      `COPY (SELECT 7::BIGINT AS session, TIMESTAMP '2026-11-01 10:00:00.25' AS t, 6 AS value)
       TO '${path.join(folder, '2.parquet')}' (FORMAT parquet)`,
    );
    await session.close();
    const { events, rows } = await eventsOf('*.parquet');
    expect(rows).toEqual([
      { session: '7', t: '2026-11-01T10:00:00.250Z', value: 6 },
      { session: 's1', t: '2026-11-01T08:00:00.000Z', value: 5 },
    ]);
    expect(events.leftOut?.withoutOffset).toBe(1);
  });
});

test('a glob that matches nothing is named with its folder', async () => {
  await expect(eventsOf('nothing/*.ndjson')).rejects.toMatchObject({
    code: 'events-no-files',
    exitCode: 3,
    message: `No file in ${folder} matches nothing/*.ndjson, so there are no events.`,
  });
});
