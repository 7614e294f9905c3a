import { causeOf, GateError } from '../errors.ts';

/** What `doctor` checks, in the order of its lines. */
export const CHECKS = [
  'node',
  'chrome',
  'disk',
  'shared-memory',
  'machine',
  'config',
  'git',
  'history',
  'permissions',
  'base',
  'head',
  'proof',
  'noise',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `fail`: a run would not work here, or nobody would see its result. `warn`: it would, but worse, or that is not known. */
export const STATUSES = ['ok', 'warn', 'fail'] as const;
type Status = (typeof STATUSES)[number];

/** What one check found. */
export interface Finding {
  readonly status: Status;
  /** One sentence or several. */
  readonly message: string;
  /** What to do about it; null where nothing is to be done. */
  readonly remedy: string | null;
}

/** A line of the output, as `--json` writes it. */
export interface Check extends Finding {
  readonly check: CheckName;
}

export const ok = (message: string): Finding => ({ status: 'ok', message, remedy: null });
export const warn = (message: string, remedy: string): Finding => ({ status: 'warn', message, remedy });
export const fail = (message: string, remedy: string): Finding => ({ status: 'fail', message, remedy });

/** What an error says in place of a finding. */
export function findingOf(error: unknown): Finding {
  if (!(error instanceof GateError))
    return fail(`The check itself failed: ${causeOf(error)}.`, 'If the other checks pass, please report this.');
  const where = error.where === null ? '' : `${error.where}: `;
  return fail(`${where}${error.message}`, error.todo);
}

/** Waits so long for a check, and takes `late` for its finding then. What it began is to end when the signal aborts. */
export async function inTime(
  ms: number,
  look: (signal: AbortSignal) => Promise<Finding>,
  late = tooLate(ms),
): Promise<Finding> {
  const ends = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
      ends.abort();
    }, ms);
  });
  try {
    return await Promise.race([look(ends.signal).catch(findingOf), over]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(ms: number): Finding {
  const remedy = 'Find out what does not answer (a disk, a name server, a proxy), and run doctor again.';
  return fail(`The check did not end within ${ms / 1000} s.`, remedy);
}
