import { describe, expect, test } from 'vitest';

import { CpuClock, parseMachineTime, parseProcessTime, type ProcFiles } from '../../src/system/cpu-time.ts';

/** The first lines of /proc/stat of a hosted runner with two cores (Linux 6.11). */
const STAT = `cpu  2178643 329316 655344 1463423 4341 0 6553 1876 0 0
cpu0 1090011 164100 327000 731000 2170 0 3200 938 0 0
cpu1 1088632 165216 328344 732423 2171 0 3353 938 0 0
intr 98273648 0 9 0 0
`;
const renderer = (pid: number, parent: number, ticks: readonly number[]): string =>
  `${pid} (chrome) S ${parent} 25067 30799 0 -1 4194304 99 0 0 0 ${ticks.join(' ')} 20 0 1 0 2332954 3133440 393\n`;

describe('/proc/stat', () => {
  test('says how long processes ran on all cores, nice ones too, and what the host took', () => {
    expect(parseMachineTime(STAT)).toEqual({ processMs: 10 * (2_178_643 + 329_316 + 655_344), stealMs: 18_760 });
  });

  test('has no steal on an old kernel', () => {
    expect(parseMachineTime('cpu  10 20 30 40 50 60 70\n')).toEqual({ processMs: 600, stealMs: 0 });
  });

  test.each(['', 'cpu', 'cpu  1 2', 'cpu0 1 2 3 4 5 6 7 8 9 10', 'cpu  a b c d e f g h', 'MemTotal: 8 kB'])(
    'is nothing where it is %j',
    (text) => {
      expect(parseMachineTime(text)).toBeNull();
    },
  );
});

describe('/proc/PID/stat', () => {
  test('says who the parent is, and how long the process and its children that ended ran', () => {
    expect(parseProcessTime(renderer(25_072, 25_060, [12, 3, 40, 5]))).toEqual({ parent: 25_060, cpuMs: 600 });
  });

  test('may name a process with spaces and parentheses', () => {
    const text = renderer(7, 5, [1, 1, 1, 1]).replace('(chrome)', '(a) R 1 (b c)');
    expect(parseProcessTime(text)).toEqual({ parent: 5, cpuMs: 40 });
  });

  test.each(['', '1 (a) S', '1 (a) S x 1 1 0 -1 4194304 99 0 0 0 1 2 3 4 20'])('is nothing where it is %j', (text) => {
    expect(parseProcessTime(text)).toBeNull();
  });
});

/** A /proc of these processes: by PID the parent and the ticks. */
function procOf(processes: Record<number, readonly [parent: number, ticks: number]>): ProcFiles & { reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    pids: () => Object.keys(processes).map(Number),
    read: (name) => {
      if (name === 'stat') return STAT;
      reads.push(name);
      const [pid] = name.split('/').map(Number);
      const [parent, ticks] = processes[pid ?? 0] ?? [];
      return parent === undefined || ticks === undefined ? null : renderer(pid ?? 0, parent, [ticks, 0, 0, 0]);
    },
  };
}

describe('the clock', () => {
  test('counts the process itself and all that descends from it, and nothing else', () => {
    const proc = procOf({ 1: [0, 7], 40: [1, 100], 41: [40, 10], 42: [41, 1], 50: [1, 1000], 51: [50, 1000] });
    expect(new CpuClock(40, proc).read()?.ownMs).toBe(10 * 111);
  });

  test('still counts a descendant whose parent has ended, and one that was started since', () => {
    const processes: Record<number, readonly [number, number]> = { 1: [0, 7], 40: [1, 100], 41: [40, 10], 42: [41, 1] };
    const clock = new CpuClock(40, procOf(processes));
    clock.read();
    delete processes[41];
    processes[42] = [1, 2];
    processes[43] = [42, 5];
    expect(clock.read()?.ownMs).toBe(10 * 107);
  });

  test('does not read a stranger twice', () => {
    const proc = procOf({ 1: [0, 7], 40: [1, 100], 50: [1, 1] });
    const clock = new CpuClock(40, proc);
    clock.read();
    clock.read();
    expect(proc.reads.filter((name) => name === '50/stat')).toHaveLength(1);
  });

  test('is null on a system without /proc', () => {
    expect(new CpuClock(40, { read: () => null, pids: () => [] }).read()).toBeNull();
  });
});
