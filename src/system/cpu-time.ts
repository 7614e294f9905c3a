import { readdirSync, readFileSync } from 'node:fs';

/** What `/proc` counts time in: 100 ticks a second on every Linux that Node.js runs on (`getconf CLK_TCK`). */
const TICK_MS = 10;

/** Time that the machine's processors have spent since it was started, ms; of all cores together. */
export interface MachineTime {
  /** In processes. */
  readonly processMs: number;
  /** Taken by the host of a virtual machine for others. */
  readonly stealMs: number;
}

/** A process as `/proc/PID/stat` has it. */
export interface ProcessTime {
  readonly parent: number;
  /** Of the process, and of those of its children that have ended and were waited for, ms. */
  readonly cpuMs: number;
}

/**
 * Reads the first line of `/proc/stat`: `cpu  user nice system idle iowait irq softirq steal …`. Interrupts are nobody's
 * time. Null if that is not what it is. See proc_stat(5).
 */
export function parseMachineTime(stat: string): MachineTime | null {
  const [name, ...numbers] = (stat.split('\n')[0] ?? '').trim().split(/\s+/);
  // Before Linux 2.6.11 there was no steal.
  const [user, nice, system, , , , , steal = 0] = numbers.map(Number);
  if (name !== 'cpu' || user === undefined || nice === undefined || system === undefined) return null;
  const time = { processMs: TICK_MS * (user + nice + system), stealMs: TICK_MS * steal };
  return Number.isFinite(time.processMs + time.stealMs) ? time : null;
}

/** Reads `/proc/PID/stat`. The name, in parentheses, may have spaces and parentheses. See proc_pid_stat(5). */
export function parseProcessTime(stat: string): ProcessTime | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const parent = Number(fields[1]);
  const ticks = fields.slice(11, 15).map(Number);
  const cpuMs = TICK_MS * ticks.reduce((sum, each) => sum + each, 0);
  return ticks.length === 4 && Number.isInteger(parent) && Number.isFinite(cpuMs) ? { parent, cpuMs } : null;
}

/** The files of `/proc`; null if there is none of that name. */
export interface ProcFiles {
  readonly read: (name: string) => string | null;
  readonly pids: () => readonly number[];
}

const PROC: ProcFiles = {
  read: (name) => {
    try {
      return readFileSync(`/proc/${name}`, 'latin1');
    } catch {
      return null;
    }
  },
  pids: () => {
    try {
      return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
    } catch {
      return [];
    }
  },
};

/** Processor time since the machine was started, ms. */
export interface CpuReading extends MachineTime {
  /** Of a process and its descendants, those that have ended included. */
  readonly ownMs: number;
}

/** How deep a tree of processes may be. */
const MOST_DEPTH = 50;

/** The processor time of the machine, and how much of it is a process's own and its descendants'. */
export class CpuClock {
  readonly #root: number;
  readonly #proc: ProcFiles;
  /** Descendants, also where their parent has ended. */
  #own: ReadonlySet<number> = new Set();
  /** Processes that are none: they are not read again, which takes most of the time. */
  #foreign: ReadonlySet<number> = new Set();

  constructor(root = process.pid, proc = PROC) {
    this.#root = root;
    this.#proc = proc;
  }

  /** Null on a system without /proc. */
  read(): CpuReading | null {
    const machine = parseMachineTime(this.#proc.read('stat') ?? '');
    return machine === null ? null : { ...machine, ownMs: this.#ownMs() };
  }

  #ownMs(): number {
    const pids = this.#proc.pids();
    const read = new Map<number, ProcessTime>();
    for (const pid of pids.filter((each) => !this.#foreign.has(each))) {
      const time = parseProcessTime(this.#proc.read(`${pid}/stat`) ?? '');
      if (time !== null) read.set(pid, time);
    }
    const own = [...read].filter(([pid]) => this.#isOwn(pid, read));
    this.#own = new Set(own.map(([pid]) => pid));
    this.#foreign = new Set(pids.filter((pid) => !this.#own.has(pid)));
    return own.reduce((sum, [, { cpuMs }]) => sum + cpuMs, 0);
  }

  #isOwn(pid: number, times: ReadonlyMap<number, ProcessTime>): boolean {
    let at: number | undefined = pid;
    for (let depth = 0; at !== undefined && depth < MOST_DEPTH; depth += 1) {
      if (at === this.#root || this.#own.has(at)) return true;
      at = times.get(at)?.parent;
    }
    return false;
  }
}
