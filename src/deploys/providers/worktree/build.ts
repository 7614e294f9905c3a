import { GateError } from '../../../errors.ts';
import type { Place } from '../provider.ts';
import type { LogFile } from './log-file.ts';
import { startGroup, type Exit } from './process-group.ts';

/** The commit that something is run for, as messages name it. */
export interface Subject {
  readonly side: Place;
  readonly sha: string;
}

export interface Step {
  readonly command: string;
  readonly subject: Subject;
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly log: LogFile;
  readonly signal: AbortSignal;
}

/** No build of a site that is gated on every pull request takes longer. */
const LIMIT_MS = 30 * 60_000;

/**
 * Runs one command to its end. Rejects with the signal's reason where that aborts first.
 *
 * @throws GateError `build-failed`, with the last 40 lines of its output
 */
export async function runStep({ command, subject, cwd, env, log, signal }: Step): Promise<void> {
  signal.throwIfAborted();
  log.begin(command);
  const group = startGroup({ command, cwd, env, output: log.descriptor, leavesDaemons: true });
  const limit = AbortSignal.timeout(LIMIT_MS);
  const exit = await Promise.race([group.exited, abortOf(AbortSignal.any([signal, limit]))]);
  await group.end();
  signal.throwIfAborted();
  if (exit !== null && exit.code === 0) return;
  const problem = exit === null ? `took longer than ${LIMIT_MS / 60_000} min` : `ended with ${describeExit(exit)}`;
  throw new GateError('build-failed', { command, problem, ...subject, tail: log.tail(), log: log.path });
}

/** Resolves to null when the signal aborts. */
export function abortOf(signal: AbortSignal): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  if (signal.aborted) resolve(null);
  else signal.addEventListener('abort', () => resolve(null), { once: true });
  return promise;
}

export function describeExit({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code ?? 0}` : `the signal ${signal}`;
}
