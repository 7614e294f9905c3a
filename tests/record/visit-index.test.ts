import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { publish } from '../../src/gate/verdict/publish.ts';
import type { LaterRecord } from '../../src/model/record.ts';
import type { Visit } from '../../src/model/sample.ts';
import { LogFile } from '../../src/record/log.ts';
import { readLog } from '../../src/record/read.ts';
import { recordsOf } from '../support/recorded.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-index-'));
  file = path.join(folder, 'samples.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** More than are kept. */
const NAMES = Array.from({ length: 12 }, (_, index) => `route-${index}`);
const [run, ...later] = recordsOf({ routes: NAMES.map((name) => ({ name })), blocks: 3 });
const written = JSON.parse(JSON.stringify(later)) as LaterRecord[];
const placeOf = (route: string) => ({ route, condition: 'mobile' });
const writtenOf = (route: string) =>
  written.filter((record) => 'route' in record && record.type !== 'look' && record.route === route);

const rank = (record: LaterRecord): number => (record.type === 'visit' ? record.block * 4 + record.position : 99);

/** One visit of each campaign, then the next of each. */
function interleaved(): LaterRecord[] {
  return later.toSorted((one, other) => rank(one) - rank(other));
}

function logOf(records: readonly LaterRecord[]): LogFile {
  const log = new LogFile(folder, run);
  for (const record of records) log.append(record);
  return log;
}

describe.each([
  ['one campaign after the other', () => later],
  ['by turns', interleaved],
])('campaigns that were measured %s', (_, records) => {
  test('are read back as they were made, as often and in whatever order they are asked for', () => {
    const log = logOf(records());
    for (const name of [...NAMES, ...NAMES.toReversed(), ...NAMES])
      expect(log.recordsOf(placeOf(name))).toEqual(writtenOf(name));
  });

  test('are the same while they are being measured', () => {
    const log = new LogFile(folder, run);
    const seen = new Map<string, LaterRecord[]>();
    for (const record of records()) {
      log.append(record);
      if (!('route' in record) || record.type === 'look') continue;
      const { route } = record as Visit;
      seen.set(route, [...(seen.get(route) ?? []), JSON.parse(JSON.stringify(record)) as LaterRecord]);
      expect(log.recordsOf(placeOf(route))).toEqual(seen.get(route));
    }
  });

  test('are the same where the file is read by another process', async () => {
    logOf(records());
    const log = await readLog(folder);
    for (const name of NAMES) expect(log.recordsOf(placeOf(name))).toEqual(writtenOf(name));
  });
});

test('a campaign that has no visits has none', () => {
  expect(logOf([]).recordsOf(placeOf('route-0'))).toEqual([]);
});

test('what is kept of a record does not grow with what its visits measured', () => {
  const log = logOf(later);
  const kept = JSON.stringify(log.later.filter(({ type }) => type === 'visit')).length;
  expect(kept).toBeLessThan(JSON.stringify(written.filter(({ type }) => type === 'visit')).length / 4);
});

test('a log that took its place is read there', () => {
  const log = new LogFile(folder, run, 'merged.ndjson');
  for (const record of later) log.append(record);
  log.settle();
  expect(log.recordsOf(placeOf('route-0'))).toEqual(writtenOf('route-0'));
});

const isLost = (route: string) =>
  expect.objectContaining({
    code: 'record-lost',
    exitCode: 3,
    message: `${file} was changed or cut off while it was in use: the visits to ${route} · mobile cannot be read back.`,
  }) as Error;

describe('a file that is another one when its run is published', () => {
  const small = recordsOf({ routes: [{ name: 'route-7' }], blocks: 3 });
  const recorded = () => {
    const log = new LogFile(folder, small[0]);
    for (const record of small.slice(1)) log.append(record as LaterRecord);
    return log;
  };
  const changes: readonly (readonly [string, () => void])[] = [
    ['where it was cut', () => truncateSync(file, readFileSync(file).length - 1)],
    ['where one digit is another', () => writeFileSync(file, digitChanged(readFileSync(file, 'utf8')))],
    ['where a line was added', () => appendFileSync(file, '{"type":"notice","text":"by another process"}\n')],
    ['where it is gone', () => rmSync(file)],
  ];

  test.each(changes)('is an error %s, however few campaigns it has', async (_, change) => {
    for (const open of [async () => recorded(), () => readLog(folder)]) {
      recorded();
      const log = await open();
      expect(() => log.assertUnchanged()).not.toThrow();
      change();
      // Visits of the campaigns that were asked for last are kept in memory.
      expect(() => log.assertUnchanged()).toThrow(
        expect.objectContaining({
          code: 'record-lost',
          exitCode: 3,
          message: `${file} was changed or cut off while it was in use: its records cannot be read back.`,
        }) as Error,
      );
      await expect(publish({ log, out: folder })).rejects.toMatchObject({ code: 'record-lost' });
    }
  });

  test('is none where it took its place before', () => {
    const log = new LogFile(folder, small[0], 'merged.ndjson');
    for (const record of small.slice(1)) log.append(record as LaterRecord);
    log.settle();
    expect(() => log.assertUnchanged()).not.toThrow();
  });
});

describe('a file that is another one while the run uses it', () => {
  test.each<[string, () => void]>([
    ['where it was cut', () => truncateSync(file, readFileSync(file).length >> 1)],
    ['where one digit is another', () => writeFileSync(file, digitChanged(readFileSync(file, 'utf8')))],
    ['where a line was put before it', () => writeFileSync(file, `{}\n${readFileSync(file, 'utf8')}`)],
    ['where it is gone', () => rmSync(file)],
    ['where it has another name', () => renameSync(file, `${file}.old`)],
  ])('is an error %s, never a number', (_, change) => {
    const log = logOf(later);
    change();
    expect(() => log.recordsOf(placeOf('route-7'))).toThrow(isLost('route-7'));
  });

  test('is no error where only other lines were added at its end', () => {
    const log = logOf(later);
    appendFileSync(file, '{"type":"notice","text":"by another process"}\n');
    expect(log.recordsOf(placeOf('route-0'))).toEqual(writtenOf('route-0'));
  });

  test('is the same error where it was read and not written', async () => {
    logOf(later);
    const log = await readLog(folder);
    writeFileSync(file, digitChanged(readFileSync(file, 'utf8')));
    expect(() => log.recordsOf(placeOf('route-7'))).toThrow(isLost('route-7'));
  });
});

/** The text with the last digit before the end of the first visit to route-7 exchanged. */
function digitChanged(text: string): string {
  const at = text.indexOf('"value":', text.indexOf('"route":"route-7"', text.indexOf('\n'))) + '"value":'.length;
  return `${text.slice(0, at)}${text.charAt(at) === '1' ? '2' : '1'}${text.slice(at + 1)}`;
}
