import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { GateError } from '../../errors.ts';
import { CpuClock } from '../../system/cpu-time.ts';
import { reasonOf } from '../../system/run-folder.ts';
import type { DiskFacts, MachineFacts } from '../judge/machine.ts';

/** How long it is watched what else the machine does, ms. */
const WATCH_MS = 1000;

/** Watches the machine, while nothing is to be done. */
export async function watchMachine(): Promise<MachineFacts> {
  const clock = new CpuClock();
  const before = clock.read();
  const start = performance.now();
  await pause(WATCH_MS);
  const after = clock.read();
  const cores = availableParallelism();
  const all = cores * (performance.now() - start);
  const limit = process.constrainedMemory();
  const isLimited = limit > 0 && limit < totalmem();
  return {
    cores,
    memory: isLimited ? limit : totalmem(),
    freeMemory: process.availableMemory(),
    others:
      before === null || after === null
        ? null
        : Math.max(0, after.processMs - before.processMs - (after.ownMs - before.ownMs)) / all,
    stolen: before === null || after === null ? null : Math.max(0, after.stealMs - before.stealMs) / all,
  };
}

/**
 * Writes into the temporary folder, and asks what is left.
 *
 * @throws GateError `temporary-folder`
 */
export async function askDisk(folder = tmpdir()): Promise<DiskFacts> {
  try {
    const made = await mkdtemp(path.join(folder, 'vitals-gate-doctor-'));
    try {
      await writeFile(path.join(made, 'written'), 'x'.repeat(10_000));
    } finally {
      await rm(made, { recursive: true, force: true });
    }
    const { bavail, bsize } = await statfs(folder);
    return { folder, free: bavail * bsize };
  } catch (cause) {
    throw new GateError('temporary-folder', { folder, cause: reasonOf(cause) }, { cause });
  }
}

/** The size of /dev/shm, bytes; null if there is none, undefined on a system that has nothing of the kind. */
export async function askSharedMemory(
  folder = '/dev/shm',
  platform = process.platform,
): Promise<number | null | undefined> {
  if (platform !== 'linux') return undefined;
  try {
    const { blocks, bsize } = await statfs(folder);
    return blocks * bsize;
  } catch {
    return null;
  }
}
