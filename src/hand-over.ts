import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';

import { environmentFor, isSecretName } from './system/environment.ts';
import { causeOf, GateError } from './errors.ts';

/** Says to the new program, by its process id, that its standard input is the rest of its environment. */
const MARK = 'VITALS_GATE_ENVIRONMENT';
/** The variables that Node, libuv, OpenSSL and the program loader read before our code runs. */
const AT_START = new RegExp(
  `^(?:${[
    'NODE_(?:COMPILE_CACHE|COMPILE_CACHE_PORTABLE|DISABLE_COMPILE_CACHE|DEBUG|DEBUG_NATIVE|DISABLE_COLORS|ENV)',
    'NODE_(?:EXTRA_CA_CERTS|ICU_DATA|NO_WARNINGS|OPTIONS|PATH|PENDING_DEPRECATION|PENDING_PIPE_INSTANCES)',
    'NODE_(?:PRESERVE_SYMLINKS|PRESERVE_SYMLINKS_MAIN|REDIRECT_WARNINGS|SKIP_PLATFORM_CHECK|TLS_REJECT_UNAUTHORIZED)',
    'NODE_(?:USE_ENV_PROXY|USE_SYSTEM_CA|V8_COVERAGE)',
    'UV_(?:THREADPOOL_SIZE|USE_IO_URING)|OPENSSL_(?:CONF|MODULES)|GLIBC_TUNABLES',
    'LD_(?:PRELOAD|LIBRARY_PATH|AUDIT|BIND_NOW|BIND_NOT|DEBUG|DEBUG_OUTPUT|HWCAP_MASK|ORIGIN_PATH|SHOW_AUXV)',
    'DYLD_(?:INSERT_LIBRARIES|(?:FALLBACK_|VERSIONED_)?(?:LIBRARY|FRAMEWORK)_PATH)',
  ].join('|')})$`,
);

/**
 * Takes secrets out of what others can read of this process. Every process of the same user can read the environment
 * that a process was started with (`/proc/PID/environ`, `ps -E`), and a pull request's build runs as that user.
 * Deleting variables does not change it. So the process is replaced by itself (same PID, same output, `execve`),
 * started with the variables that any build may have. The others are passed in an unlinked file and go into
 * `process.env`, which is only memory. Does nothing on Windows and on versions of Node without `process.execve`.
 *
 * Returns null, or a line for the log if the process could not be replaced and continues unchanged.
 *
 * @throws GateError `environment-lost`
 */
export function handOver(): string | null {
  const mark = process.env[MARK];
  if (mark !== undefined) {
    delete process.env[MARK];
    if (mark === String(process.pid) && isNameless(0)) return takeOver();
    return notice(`${MARK} is set, which this program sets for itself alone; unset it`);
  }
  if (process.execve === undefined || process.platform === 'win32') return null;
  const { shown, kept } = split(process.env);
  if (Object.keys(kept).length === 0) return null;
  const cause = whyNotStarted(process.execPath);
  if (cause !== null) return notice(cause);
  try {
    putAside(kept);
    const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    return process.execve(process.execPath, args, { ...shown, [MARK]: String(process.pid) });
  } catch (error) {
    emptyInput();
    return notice(causeOf(error));
  }
}

function notice(cause: string): string {
  return `What this job has in its environment can be read by the programs that the gate starts, because it could not be put aside: ${cause}.`;
}

/**
 * Why `execve` would fail, or null. Checked beforehand, because Node does not throw if `execve` fails: it ends the
 * process.
 */
function whyNotStarted(program: string): string | null {
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile() ? null : `${program} is not a file`;
  } catch (error) {
    return causeOf(error);
  }
}

/** What may be seen from outside, and everything else. */
function split(env: NodeJS.ProcessEnv): { shown: Record<string, string>; kept: Record<string, string> } {
  const shown = environmentFor(env);
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || name in shown) continue;
    if (AT_START.test(name) && !isSecretName(name)) shown[name] = value;
    else kept[name] = value;
  }
  return { shown, kept };
}

/** Makes a nameless file the standard input: of the descriptors, the first three alone survive. */
function putAside(kept: Readonly<Record<string, string>>): void {
  const file = path.join(tmpdir(), `vitals-gate-${randomUUID()}`);
  closeSync(0);
  const descriptor = openSync(file, 'wx+', 0o600);
  unlinkSync(file);
  if (descriptor !== 0) {
    closeSync(descriptor);
    throw new Error('the standard input cannot be replaced');
  }
  if (!isNameless(0)) {
    closeSync(0);
    throw new Error(`${tmpdir()} keeps the names of files that are open`);
  }
  writeFileSync(descriptor, JSON.stringify(kept));
}

/** Puts the rest of the environment where it was, and leaves nothing of it in the file. */
function takeOver(): null {
  try {
    const rest = JSON.parse(readInput()) as Record<string, string>;
    for (const [name, value] of Object.entries(rest)) process.env[name] = value;
  } catch (cause) {
    throw new GateError('environment-lost', { cause: causeOf(cause), folder: tmpdir() }, { cause });
  } finally {
    emptyInput();
  }
  return null;
}

function readInput(): string {
  const bytes = Buffer.alloc(fstatSync(0).size);
  for (let at = 0; at < bytes.length;) {
    const read = readSync(0, bytes, at, bytes.length - at, at);
    if (read === 0) throw new Error(`it ends after ${at} of ${bytes.length} bytes`);
    at += read;
  }
  return bytes.toString();
}

/** Only a file that this tool made is unlinked. Terminals, pipes and other files must not be read or emptied. */
function isNameless(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() && stats.nlink === 0;
  } catch {
    return false;
  }
}

/** Leaves nothing to read in the nameless file, and an empty standard input. */
function emptyInput(): void {
  if (isNameless(0)) {
    attempt(() => ftruncateSync(0));
    closeSync(0);
  }
  if (!isOpen(0)) attempt(() => openSync(devNull, 'r'));
}

/** A file without a name is gone with its descriptor in any case. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Nothing rests on it.
  }
}

function isOpen(descriptor: number): boolean {
  try {
    fstatSync(descriptor);
    return true;
  } catch {
    return false;
  }
}
