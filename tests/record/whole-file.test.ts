import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { judgeFolder } from '../../src/gate.ts';
import { lost, unwritable, writeWhole } from '../../src/record/whole-file.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-whole-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function asRoot(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'ignore' });
}

/** Whether a file system of a given size can be mounted: as root, outside of most containers. */
function canMount(): boolean {
  const place = mkdtempSync(path.join(tmpdir(), 'vitals-gate-mount-'));
  try {
    asRoot('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place);
    asRoot('umount', place);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

test('files take their places together, and leave nothing beside them', async () => {
  const [one, other] = [path.join(folder, 'one.json'), path.join(folder, 'other.md')];
  await writeWhole([one, '1'], [other, '2']);
  expect([readFileSync(one, 'utf8'), readFileSync(other, 'utf8')]).toEqual(['1', '2']);
  expect(readdirSync(folder).toSorted()).toEqual(['one.json', 'other.md']);
});

test('where one cannot be written, none takes its place, and what was there stays', async () => {
  const kept = path.join(folder, 'kept.json');
  writeFileSync(kept, 'before');
  const nowhere = path.join(folder, 'nowhere', 'file.json');
  await expect(writeWhole([kept, 'after'], [nowhere, 'x'])).rejects.toMatchObject({
    code: 'out-unwritable',
    exitCode: 2,
  });
  expect(readFileSync(kept, 'utf8')).toBe('before');
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

const failing = (code: string): Error => Object.assign(new Error(`${code}: no`), { code });

test.each(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'ENAMETOOLONG', 'ELOOP'])(
  'what another folder puts right is wrong use: %s',
  (code) => {
    const error = failing(code);
    expect(unwritable('/out/result.json', error)).toMatchObject({ code: 'out-unwritable', exitCode: 2, cause: error });
    expect(unwritable('/out/result.json', error).message).toContain('/out');
  },
);

test.each([failing('ENOSPC'), failing('EIO'), new Error('no code')])(
  'what no other folder puts right is lost: %s',
  (error) => {
    for (const told of [unwritable('/out/result.json', error), lost('/out/result.json', error)]) {
      expect(told).toMatchObject({ code: 'out-lost', exitCode: 3, cause: error });
      expect(told.message).toContain('/out/result.json');
      expect(told.message).toContain(error.message);
    }
  },
);

describe.skipIf(!canMount())('on a full disk', () => {
  let disk: string;
  beforeAll(() => {
    disk = path.join(mkdtempSync(path.join(folder, 'disk-')));
    asRoot('mount', '-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk);
  });
  afterAll(() => asRoot('umount', disk));

  test('a report that has no room is what could not be measured, names the file and spoils none', async () => {
    writeRecords(disk, recordsOf({ routes: [{ name: 'home' }] }));
    await judgeFolder(disk);
    const before = readFileSync(path.join(disk, 'result.json'), 'utf8');
    const free = Number(execFileSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).split('\n')[1]);
    writeFileSync(path.join(disk, 'filler'), Buffer.alloc(free * 1024));
    await expect(judgeFolder(disk)).rejects.toMatchObject({
      code: 'out-lost',
      exitCode: 3,
      message: expect.stringMatching(/result\.json could not be written: .*ENOSPC/) as string,
    });
    expect(readFileSync(path.join(disk, 'result.json'), 'utf8')).toBe(before);
  });
});
