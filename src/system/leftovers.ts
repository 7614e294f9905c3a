import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * The variable by which everything that a run has started is found again, wherever it has gone: a daemon leaves its group,
 * its session and its parent, but takes its environment along. GitHub's runner finds a job's orphans in this way too.
 */
export const RUN_VARIABLE = 'VITALS_GATE_RUN';
const RUN = randomUUID();
let started = 0;

/** The value for what is started next, and the mark by which it is found: that, and no other of the run. */
export function nextMark(): { readonly value: string; readonly mark: string } {
  started += 1;
  const value = `${RUN}.${started}`;
  return { value, mark: `${RUN_VARIABLE}=${value}\0` };
}

/** The mark of everything that the run has started. */
export const RUN_MARK = `${RUN_VARIABLE}=${RUN}.`;

const MOST_ROUNDS = 50;
const PAUSE_MS = 20;

/** Kills every process that carries one of the marks, until none is left: some may start others meanwhile. */
export async function sweep(marks: readonly string[]): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS && killMarked(fs, execFileSync, marks) > 0; round += 1) await wait(PAUSE_MS);
}

/* oxlint-disable unicorn/consistent-function-scoping -- what it calls must be inside, or would not be sent along */
/**
 * Kills the processes that have a mark in their environment, in their command line or as their working folder, and
 * returns their number. A folder does not mark a terminal's processes, because a user may be looking into it. Without
 * /proc it uses the table of `ps`; on Windows it finds nothing. Self-contained, because it is sent to another process
 * as text.
 */
export function killMarked(
  { readdirSync, readFileSync, readlinkSync }: Pick<typeof fs, 'readdirSync' | 'readFileSync' | 'readlinkSync'>,
  run: (file: string, args: string[], options: { encoding: 'utf8'; stdio: 'pipe' }) => string,
  marks: readonly string[],
): number {
  const attempt = (read: () => string): string => {
    try {
      return read();
    } catch {
      return '';
    }
  };
  const kill = (pid: number): number => {
    try {
      process.kill(pid, 'SIGKILL');
      return 1;
    } catch {
      return 0;
    }
  };
  const others = (pid: number): boolean => pid > 1 && pid !== process.pid && pid !== process.ppid;
  const isMarked = (text: string): boolean => marks.some((mark) => text.includes(mark));
  if (process.platform === 'win32') return 0;
  if (process.platform !== 'linux') {
    const table = attempt(() => run('ps', ['-axwwE', '-o', 'pid=,command='], { encoding: 'utf8', stdio: 'pipe' }));
    const ps = table
      .split('\n')
      .map((line) => ({ pid: Number.parseInt(line, 10), text: `${line.replaceAll(' ', '\0')}\0` }));
    return ps.filter(({ pid, text }) => others(pid) && isMarked(text)).reduce((sum, { pid }) => sum + kill(pid), 0);
  }
  let killed = 0;
  for (const name of attempt(() => readdirSync('/proc').join('\n')).split('\n')) {
    const pid = Number(name);
    if (!/^\d+$/.test(name) || !others(pid)) continue;
    const of = (file: string): string => attempt(() => readFileSync(`/proc/${name}/${file}`, 'latin1'));
    const [state, , , , terminal] = (of('stat').split(') ').at(-1) ?? '').split(' ');
    if (state === undefined || 'ZX'.includes(state)) continue;
    const place = terminal === '0' ? `${of('cmdline')}\0${attempt(() => readlinkSync(`/proc/${name}/cwd`))}` : '';
    if (isMarked(`${of('environ')}\0${place}`)) killed += kill(pid);
  }
  return killed;
}
