import type { TerminalProgress } from '../report/terminal/progress.ts';
import { STOP_SIGNALS, type Io, type StopSignal } from './io.ts';

/** The exit code when a signal leaves no time for more: the measurement is incomplete. */
const EXIT_CODE = 3;

/**
 * Runs `body` with a signal that aborts, for the name of the signal as reason, when the process is asked to stop. A
 * second signal ends the process without waiting for the clean end.
 */
export async function interruptible<Result>(
  io: Io,
  progress: TerminalProgress,
  body: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const listeners = STOP_SIGNALS.map((name) => [name, () => stop(io, progress, controller, name)] as const);
  for (const [name, listener] of listeners) io.on(name, listener);
  try {
    return await body(controller.signal);
  } finally {
    for (const [name, listener] of listeners) io.off(name, listener);
  }
}

function stop(io: Io, progress: TerminalProgress, controller: AbortController, name: StopSignal): void {
  if (controller.signal.aborted) {
    progress.stop();
    io.exit(EXIT_CODE);
    return;
  }
  progress.line(`${name}: stopping; the samples made so far are kept. Send it again to stop immediately.`);
  controller.abort(name);
}
