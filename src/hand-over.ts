import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';

import { environmentFor } from './deploys/environment.ts';

/** Says to the new program that its standard input is the rest of its environment. */
const MARK = 'VITALS_GATE_ENVIRONMENT';
/** Read before any code of ours runs. */
const OF_NODE = /^(?:NODE_(?!AUTH)\w+|LD_\w+|DYLD_\w+|UV_\w+)$/;

/**
 * Takes secrets out of what others can read of this process. Whatever runs as the same user may ask the system for the
 * environment that a process was started with (`/proc/PID/environ`, `ps -E`), and a build of a pull request runs as the
 * same user; deleting variables does not change what is read there. So the process is replaced by itself (same PID, same
 * output, `execve`), started with what any build may have; the rest comes in a file that has no name any more, and goes into
 * `process.env`, which is memory. Does nothing on Windows and on versions of Node without `process.execve`.
 */
export function handOver(): void {
  if (process.env[MARK] !== undefined) {
    takeOver();
    return;
  }
  if (process.execve === undefined || process.platform === 'win32') return;
  const { shown, kept } = split(process.env);
  if (Object.keys(kept).length === 0 || !putAside(kept)) return;
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, args, { ...shown, [MARK]: 'stdin' });
}

/** What may be seen from outside, and everything else. */
function split(env: NodeJS.ProcessEnv): { shown: Record<string, string>; kept: Record<string, string> } {
  const shown = environmentFor(env);
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || name in shown) continue;
    if (OF_NODE.test(name)) shown[name] = value;
    else kept[name] = value;
  }
  return { shown, kept };
}

/** Makes a nameless file the standard input: of the descriptors, the first three alone survive. False where it cannot be. */
function putAside(kept: Readonly<Record<string, string>>): boolean {
  try {
    const file = path.join(tmpdir(), `vitals-gate-${randomUUID()}`);
    closeSync(0);
    const descriptor = openSync(file, 'wx+', 0o600);
    unlinkSync(file);
    if (descriptor !== 0) {
      closeSync(descriptor);
      return false;
    }
    writeSync(descriptor, JSON.stringify(kept));
    return true;
  } catch {
    // Where there is no temporary folder the run will say so.
    if (!isOpen(0)) openSync(devNull, 'r');
    return false;
  }
}

/** Puts the rest of the environment where it was, and leaves nothing of it in the file. */
function takeOver(): void {
  const text = Buffer.alloc(fstatSync(0).size);
  readSync(0, text, 0, text.length, 0);
  ftruncateSync(0);
  closeSync(0);
  openSync(devNull, 'r');
  for (const [name, value] of Object.entries(JSON.parse(text.toString()) as Record<string, string>))
    process.env[name] = value;
  delete process.env[MARK];
}

function isOpen(descriptor: number): boolean {
  try {
    fstatSync(descriptor);
    return true;
  } catch {
    return false;
  }
}
