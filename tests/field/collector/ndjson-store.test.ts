import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openNew } from '../../../src/field/collector/data-file.ts';
import type { OpenFile } from '../../../src/field/collector/file-handle.ts';
import { NdjsonStore, type NdjsonStoreOptions } from '../../../src/field/collector/ndjson-store.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'vitals-gate-store-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The files of the store, with their text. */
function filesOf(folder = dir): { readonly file: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ndjson'))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
}
const linesOf = (): string[] => filesOf().flatMap(({ text }) => text.split('\n').slice(0, -1));

async function storeWith(options: Partial<NdjsonStoreOptions> = {}) {
  const notices: string[] = [];
  const store = await NdjsonStore.open({ dir, onNotice: (line) => notices.push(line), ...options });
  return { store, notices };
}

/** A disk that takes `room.bytes` more bytes, and may be short in the middle of a line. */
function diskWith(room: { bytes: number; canTruncate?: boolean }): OpenFile {
  return async (file) => {
    const handle = await openNew(file);
    return {
      write: (buffer, offset, length) => {
        const fits = Math.min(length, room.bytes, 7);
        if (fits === 0) return Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
        room.bytes -= fits;
        return handle.write(buffer, offset, fits);
      },
      datasync: () => handle.datasync(),
      stat: () => handle.stat(),
      truncate: (length) => (room.canTruncate === false ? Promise.reject(new Error('EIO')) : handle.truncate(length)),
      close: () => handle.close(),
    };
  };
}

describe('lines', () => {
  test('are in the file of their day when they are said to be stored', async () => {
    const { store } = await storeWith({ now: () => new Date('2026-11-27T23:59:59.999Z') });
    expect(await store.append(['{"a":1}', '{"a":2}'])).toBe('stored');
    const [stored] = filesOf();
    expect(stored?.file).toMatch(/^date=2026-11-27\/235959-[\w.]+-\d+-[0-9a-f]{8}\.ndjson$/);
    expect(stored?.text).toBe('{"a":1}\n{"a":2}\n');
    await store.close();
  });

  test('are not said to be stored before the disk has them', async () => {
    const [asked, disk] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const datasync = (): Promise<void> => {
      asked.resolve();
      return disk.promise;
    };
    const { store } = await storeWith({
      openFile: async (file) => {
        const handle = await openNew(file);
        return {
          datasync,
          write: (...args) => handle.write(...args),
          truncate: (length) => handle.truncate(length),
          stat: () => handle.stat(),
          close: () => handle.close(),
        };
      },
    });
    const told: string[] = [];
    const appended = store.append(['1']).then((outcome) => told.push(outcome));
    await asked.promise;
    expect(told).toEqual([]);
    disk.resolve();
    await appended;
    expect(told).toEqual(['stored']);
    await store.close();
  });

  test('that arrive together are all there, in their order', async () => {
    const { store } = await storeWith();
    const sent = Array.from({ length: 2000 }, (_, index) => `{"n":${index}}`);
    const outcomes = await Promise.all(sent.map((line) => store.append([line])));
    expect(new Set(outcomes)).toEqual(new Set(['stored']));
    expect(linesOf()).toEqual(sent);
    await store.close();
  });

  test('of the next day are in its folder', async () => {
    const clock = { now: new Date('2026-11-27T23:59:59Z') };
    const { store } = await storeWith({ now: () => clock.now });
    await store.append(['1']);
    clock.now = new Date('2026-11-28T00:00:00Z');
    await store.append(['2']);
    await store.close();
    expect(filesOf().map(({ file, text }) => [path.dirname(file), text])).toEqual([
      ['date=2026-11-27', '1\n'],
      ['date=2026-11-28', '2\n'],
    ]);
  });

  test('that would make a file too long are in another one', async () => {
    const { store } = await storeWith({ fileBytes: 10 });
    for (const line of ['1234', '5678', '9']) await store.append([line]);
    await store.append(['a line longer than a file']);
    await store.close();
    expect(
      filesOf()
        .map(({ text }) => text.length)
        .toSorted((a, b) => a - b),
    ).toEqual([2, 10, 26]);
  });

  test('of two stores on one folder are in files of their own', async () => {
    const [one, other] = [await storeWith(), await storeWith()];
    await Promise.all([one, other].flatMap(({ store }) => Array.from({ length: 200 }, () => store.append(['x']))));
    await Promise.all([one.store.close(), other.store.close()]);
    expect(filesOf().map(({ text }) => text)).toEqual(['x\n'.repeat(200), 'x\n'.repeat(200)]);
  });

  test('are stored before the store is closed, and refused after it', async () => {
    const { store } = await storeWith();
    const outcomes = [store.append(['1']), store.append(['2'])];
    await store.close();
    expect(await Promise.all([...outcomes, store.append(['3'])])).toEqual(['stored', 'stored', 'busy']);
    expect(linesOf()).toEqual(['1', '2']);
  });

  test('that are more than may wait are refused', async () => {
    const { store } = await storeWith();
    const long = 'x'.repeat(8 * 1024 * 1024);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.append([long])));
    expect(outcomes).toEqual(['stored', 'stored', 'stored', 'busy', 'busy']);
    await store.close();
  });

  test('are written again to another file when theirs was deleted', async () => {
    const { store, notices } = await storeWith();
    await store.append(['1']);
    rmSync(path.join(dir, filesOf()[0]?.file ?? ''));
    expect(await store.append(['2'])).toBe('stored');
    expect(linesOf()).toEqual(['2']);
    expect(notices).toEqual(['a file was deleted while records were written to it; they go on in another one']);
    await store.close();
  });
});

describe('a full disk', () => {
  test('leaves whole lines, is told once, and takes records again when it has room', async () => {
    const room = { bytes: 20 };
    const { store, notices } = await storeWith({ openFile: diskWith(room) });
    expect(await store.append(['123456789'])).toBe('stored');
    expect(await store.append(['a line that fits in part'])).toBe('full');
    expect(await store.append(['another'])).toBe('full');
    expect(linesOf()).toEqual(['123456789']);
    expect(notices).toEqual([expect.stringMatching(/^the disk is full; .*507.*ENOSPC/)]);
    room.bytes = 100;
    expect(await store.append(['room'])).toBe('stored');
    expect(linesOf()).toEqual(['123456789', 'room']);
    expect(notices.at(-1)).toBe('records are stored again');
    await store.close();
  });

  test('that cannot even be cut back leaves its half line behind: nothing is appended to it', async () => {
    const room = { bytes: 12, canTruncate: false };
    const { store } = await storeWith({ openFile: diskWith(room) });
    await store.append(['12345']);
    expect(await store.append(['half a line'])).toBe('full');
    room.bytes = 100;
    expect(await store.append(['whole'])).toBe('stored');
    await store.close();
    expect(filesOf().map(({ text }) => text)).toEqual(expect.arrayContaining(['12345\nhalf a', 'whole\n']));
  });
});

/** A file as a process has left it, and what a store that is opened makes of it. */
async function left(name: string, text: string, ageSeconds = 0) {
  const file = path.join(dir, 'date=2026-11-26', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  const then = Date.now() / 1000 - ageSeconds;
  utimesSync(file, then, then);
  const { store, notices } = await storeWith();
  await store.close();
  return { text: readFileSync(file, 'utf8'), notices };
}

describe('a half line at the end of a file', () => {
  const host = hostname()
    .replaceAll(/[^\w.]/g, '_')
    .slice(0, 40);
  const gone = String(spawnSync(process.execPath, ['-e', 'console.log(process.pid)']).stdout).trim();

  test.each([
    ['of a process that is gone', `100000-${host}-${gone}-0a1b2c3d.ndjson`, 0],
    [
      'of a process of our number, as after a restart of a container',
      `100000-${host}-${process.pid}-0a1b2c3d.ndjson`,
      0,
    ],
    ['of another machine, which has been silent', '100000-elsewhere-7-0a1b2c3d.ndjson', 120],
  ])('%s is cut', async (_whose, name, age) => {
    const { text, notices } = await left(name, 'one\ntwo\nthr', age);
    expect(text).toBe('one\ntwo\n');
    expect(notices).toEqual([expect.stringMatching(/^cut a half line from the end of a file/)]);
  });

  test.each([
    ['of a process that is running', `100000-${host}-${process.ppid}-0a1b2c3d.ndjson`],
    ['of another machine, which may be writing', '100000-elsewhere-7-0a1b2c3d.ndjson'],
    ['of something else', 'mine.ndjson'],
  ])('%s is left alone', async (_whose, name) => {
    expect(await left(name, 'one\ntw')).toEqual({ text: 'one\ntw', notices: [] });
  });

  test.each([
    ['longer than what is read at once', `one\n${'x'.repeat(200_000)}`, 'one\n'],
    ['the only line', 'x'.repeat(70_000), ''],
    ['no half line', 'one\n', 'one\n'],
    ['an empty file', '', ''],
  ])('%s', async (_what, before, after) => {
    expect((await left(`100000-${host}-${gone}-0a1b2c3d.ndjson`, before)).text).toBe(after);
  });
});

test('a file is not readable by everybody', async () => {
  const { store } = await storeWith();
  await store.append(['1']);
  expect(statSync(path.join(dir, filesOf()[0]?.file ?? '')).mode & 0o007).toBe(0);
  await store.close();
});

describe('a folder', () => {
  test('is made with those above it', async () => {
    const { store } = await storeWith({ dir: path.join(dir, 'a/b') });
    expect(await store.append(['{}'])).toBe('stored');
    await store.close();
    expect(linesOf()).toEqual(['{}']);
    expect(readdirSync(path.join(dir, 'a/b'))).toHaveLength(1);
  });

  test('that is a file, or below one, is an error before anything is sent', async () => {
    const file = path.join(dir, 'file');
    writeFileSync(file, '');
    await expect(storeWith({ dir: file })).rejects.toThrow('ENOTDIR');
    await expect(storeWith({ dir: path.join(file, 'below') })).rejects.toThrow('ENOTDIR');
  });

  test.skipIf(process.platform === 'win32')(
    'that nobody may write to is an error before anything is sent',
    async () => {
      chmodSync(dir, 0o555);
      // Root may write everywhere, so it is somebody else for a while.
      const isRoot = process.geteuid?.() === 0;
      if (isRoot) process.seteuid?.(65_534);
      try {
        await expect(storeWith()).rejects.toThrow('EACCES');
      } finally {
        if (isRoot) process.seteuid?.(0);
      }
    },
  );

  test.skipIf(process.platform !== 'linux')('that the system does not let anybody make is an error, too', async () => {
    await expect(storeWith({ dir: '/proc/vitals-gate/field' })).rejects.toThrow('ENOENT');
  });
});
