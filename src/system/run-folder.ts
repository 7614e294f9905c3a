import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import { watchFolder } from './guardian.ts';
import { sweep } from './leftovers.ts';

/** A temporary folder of this run. */
export interface RunFolder {
  /** Absolute, no links. */
  readonly path: string;
  readonly remove: () => void;
}

/** `vitals-gate-PID-START-MACHINE-XXXXXX`: who made it, so that a later run knows whether they still run. */
const NAME = /^vitals-gate-([0-9a-z]+)-([0-9a-z]+)-([0-9a-f]{4})-[0-9A-Za-z]{6}$/;
/** Where every system has one, for what needs a short path. */
const SHORT = '/tmp';

/**
 * Makes a folder in the machine's temporary one, which is gone when it is removed, and at the latest when this process
 * ends, however it does. What runs that were killed have left there is removed first.
 *
 * @param mostBytes the longest path that will do
 * @throws GateError `temporary-folder`
 */
export function makeRunFolder(mostBytes = Number.POSITIVE_INFINITY): RunFolder {
  const folder = make(tmpdir(), mostBytes);
  const unwatch = watchFolder(folder);
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    unwatch();
  };
  process.once('exit', remove);
  return { path: folder, remove };
}

function make(root: string, mostBytes: number): string {
  try {
    const real = realpathSync(root);
    sweepDead(real);
    const folder = mkdtempSync(path.join(real, `vitals-gate-${own()}-`));
    if (Buffer.byteLength(folder) <= mostBytes) return folder;
    rmSync(folder, { recursive: true });
  } catch (cause) {
    throw new GateError('temporary-folder', { folder: root, cause: reasonOf(cause) }, { cause });
  }
  if (root !== SHORT && process.platform !== 'win32') return makeShort(root, mostBytes);
  throw tooLong(root);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
};

/** Why a folder cannot be used, in a few words. */
export function reasonOf(thrown: unknown): string {
  return REASONS[(thrown as NodeJS.ErrnoException).code ?? ''] ?? causeOf(thrown);
}

function makeShort(root: string, mostBytes: number): string {
  try {
    return make(SHORT, mostBytes);
  } catch {
    throw tooLong(root);
  }
}

function tooLong(root: string): GateError {
  return new GateError('temporary-folder', { folder: root, cause: 'its path is too long for the sockets of Chrome' });
}

/** Removes the folders of dead runs: those of this machine and user whose process has ended. */
function sweepDead(root: string): void {
  for (const name of attempt(() => readdirSync(root).join('\n')).split('\n')) {
    const [, pid = '', start = '', machine] = NAME.exec(name) ?? [];
    if (machine === undefined || machine !== machineKey() || isRunning(Number.parseInt(pid, 36), start)) continue;
    const folder = path.join(root, name);
    try {
      const stats = lstatSync(folder);
      if (!stats.isDirectory() || (process.getuid !== undefined && stats.uid !== process.getuid())) continue;
      void sweep([folder]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Another process has removed it, or this user may not.
    }
  }
}

function own(): string {
  return [process.pid.toString(36), startOf(process.pid) ?? '0', machineKey()].join('-');
}

function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // Its number may have been given to another one since.
  return start === '0' || (startOf(pid) ?? start) === start;
}

/** When a process was started, in the system's own ticks; null if the system does not tell. */
function startOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[19]).toString(36);
  } catch {
    return null;
  }
}

/** What process numbers mean: on another machine, after a restart or in another container they are others. */
function machineKey(): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const space = attempt(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256').update([hostname(), boot, space].join('\n')).digest('hex').slice(0, 4);
}

/** The text that `read` returns, or an empty text if it throws. */
function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
