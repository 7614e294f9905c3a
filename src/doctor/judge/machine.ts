import { fail, ok, warn, type Finding } from '../check.ts';

/** What the machine has, and what else it does. */
export interface MachineFacts {
  readonly cores: number;
  /** What processes may have together, and what is left of it, bytes. */
  readonly memory: number;
  readonly freeMemory: number;
  /** The shares of all cores that other processes, and other virtual machines, took; null on a system that does not say. */
  readonly others: number | null;
  readonly stolen: number | null;
}

/** The temporary folder: where Chrome's profile, copies of sites and checkouts are. */
export interface DiskFacts {
  readonly folder: string;
  /** Bytes that this user may still write. */
  readonly free: number;
}

const GB = 1e9;
const MB = 1e6;
/** Chrome with a page, and Node.js beside it. */
const LEAST_MEMORY = GB;
/** A profile of Chrome. */
const LEAST_DISK = 200 * MB;
/** Copies of a site, or two checkouts with their packages. */
const ENOUGH_DISK = 2 * GB;
/** Docker's default. */
const SMALL_SHARED_MEMORY = 64 * 2 ** 20;
const MOST_OTHERS = 0.2;
const MOST_STOLEN = 0.05;

export function judgeMachine({ cores, memory, freeMemory, others, stolen }: MachineFacts): Finding {
  const has = `${cores} ${cores === 1 ? 'core' : 'cores'}, ${sizeOf(freeMemory)} of ${sizeOf(memory)} memory free`;
  const problems = [
    ...(cores === 1
      ? [{ what: 'Chrome and the gate share one core', todo: 'Use a machine with two cores or more.' }]
      : []),
    ...(freeMemory < LEAST_MEMORY
      ? [{ what: 'Chrome may be ended for lack of memory', todo: 'End other programs, or use a larger runner.' }]
      : []),
    ...(others !== null && others > MOST_OTHERS
      ? [{ what: `other processes use ${percent(others)} of the cores`, todo: 'Measure while no other job runs here.' }]
      : []),
    ...(stolen !== null && stolen > MOST_STOLEN
      ? [
          {
            what: `the host gives ${percent(stolen)} of the cores to others`,
            todo: 'Use a runner with cores of its own.',
          },
        ]
      : []),
  ];
  if (problems.length === 0)
    return ok(`${has}${others === null ? '' : `, ${percent(others)} of the cores in use by others`}.`);
  return warn(`${has}; ${problems.map(({ what }) => what).join('; ')}.`, problems.map(({ todo }) => todo).join(' '));
}

export function judgeDisk({ folder, free }: DiskFacts): Finding {
  const has = `${sizeOf(free)} free in ${folder}`;
  const remedy = 'Remove what is not needed, or set TMPDIR (on Windows TEMP) to a folder on another disk.';
  if (free < LEAST_DISK) return fail(`${has}: Chrome needs ${sizeOf(LEAST_DISK)} for its profile.`, remedy);
  if (free < ENOUGH_DISK) return warn(`${has}: copies of sites and checkouts may need ${sizeOf(ENOUGH_DISK)}.`, remedy);
  return ok(`${has}.`);
}

/** @param bytes the size of /dev/shm; null if there is none, undefined on a system that has nothing of the kind */
export function judgeSharedMemory(bytes: number | null | undefined): Finding {
  if (bytes === undefined) return ok('Chrome does not use /dev/shm on this system.');
  const remedy = 'In Docker use --shm-size=1g or --ipc=host.';
  const instead = 'the gate starts Chrome so that it uses the temporary folder instead';
  if (bytes === null) return warn(`/dev/shm does not exist: ${instead}, but a build or a server may need it.`, remedy);
  const has = `/dev/shm has ${sizeOf(bytes)}`;
  if (bytes < SMALL_SHARED_MEMORY) return warn(`${has}: ${instead}, but a build or a server may need more.`, remedy);
  return ok(`${has}; ${instead}.`);
}

/** `12 GB`, `340 MB`. */
function sizeOf(bytes: number): string {
  const [size, unit] = bytes >= GB ? [bytes / GB, 'GB'] : [bytes / MB, 'MB'];
  return `${size >= 10 || Number.isInteger(size) ? Math.round(size) : size.toFixed(1)} ${unit}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
