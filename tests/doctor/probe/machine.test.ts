import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { askDisk, askSharedMemory } from '../../../src/doctor/probe/machine.ts';

test('the disk is written to, and left as it was', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-disk-'));
  try {
    expect(await askDisk(folder)).toEqual({ folder, free: expect.any(Number) });
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  await expect(askDisk(folder)).rejects.toMatchObject({
    code: 'temporary-folder',
    message: expect.stringContaining('it does not exist'),
  });
});

test('shared memory has a size, or does not exist, or is of no concern', async () => {
  expect(await askSharedMemory(tmpdir(), 'linux')).toBeGreaterThan(0);
  expect(await askSharedMemory('/does/not/exist', 'linux')).toBeNull();
  expect(await askSharedMemory('/dev/shm', 'darwin')).toBeUndefined();
});
