import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { watch } from '../../../system/guardian.ts';
import { nextMark, RUN_VARIABLE, sweep } from '../../../system/leftovers.ts';

/** How a command ended: an exit code, or the signal that killed it. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A shell command with everything that it starts. */
export interface ProcessGroup {
  /** Resolves when the command itself has ended, in whatever way. */
  readonly exited: Promise<Exit>;
  /** Ends the command and all that it has started: by request, then by force. Resolves once they are gone. */
  readonly end: () => Promise<void>;
}

export interface Launch {
  readonly command: string;
  readonly cwd: string;
  readonly env: Record<string, string>;
  /** Descriptor of the file that its output goes to. */
  readonly output: number;
  /** Whether a daemon that it starts may stay until the run ends: a database for the commands after it. */
  readonly leavesDaemons: boolean;
}

/**
 * How long a command may take to end by itself, ms. Short, because the gate's builds and servers have no state to save,
 * and the rest of a group may already be dead and not yet reaped.
 */
const GRACE_MS = 300;
const POLL_MS = 20;

/** Runs a command in the system's shell, as the leader of a process group of its own. */
export function startGroup({ command, cwd, env, output, leavesDaemons }: Launch): ProcessGroup {
  const { value, mark } = nextMark();
  const child = spawn(command, {
    cwd,
    env: { ...env, [RUN_VARIABLE]: value },
    shell: true,
    detached: true,
    stdio: ['ignore', output, output],
  });
  const exited = exitOf(child);
  const { pid } = child;
  if (pid === undefined) return { exited, end: async () => {} };
  const release = watch(pid);
  const end = async (): Promise<void> => {
    await endGroup(pid, exited);
    if (!leavesDaemons) await sweep([mark]);
    release();
  };
  return { exited, end };
}

function exitOf(child: ChildProcess): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>();
  child.once('exit', (code, signal) => resolve({ code, signal }));
  // No shell: what a shell says of a command that it does not find.
  child.once('error', () => resolve({ code: 127, signal: null }));
  return promise;
}

async function endGroup(pid: number, exited: Promise<Exit>): Promise<void> {
  if (process.platform === 'win32') {
    const killer = spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    await once(killer, 'exit').catch(() => undefined);
    await exited;
    return;
  }
  signalGroup(pid, 'SIGTERM');
  const giveUpAt = performance.now() + GRACE_MS;
  while (groupExists(pid) && performance.now() < giveUpAt) await pause(POLL_MS);
  signalGroup(pid, 'SIGKILL');
  await exited;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended.
  }
}

function groupExists(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
