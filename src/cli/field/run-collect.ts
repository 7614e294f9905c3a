import { collectRecords } from '../../field/collector/collect.ts';
import type { CollectOptions } from '../../field/collector/options.ts';
import { say, STOP_SIGNALS, type Io, type StopSignal } from '../io.ts';

/** The exit code when a second signal leaves no time to drain. */
const CUT_SHORT = 3;

/** `field collect`: runs until a signal tells it to stop; the log goes to stderr. */
export async function collect(options: CollectOptions, io: Io): Promise<number> {
  const controller = new AbortController();
  const stop = (name: StopSignal): void => {
    if (controller.signal.aborted) io.exit(CUT_SHORT);
    else controller.abort(name);
  };
  const listeners = STOP_SIGNALS.map((name) => [name, () => stop(name)] as const);
  for (const [name, listener] of listeners) io.on(name, listener);
  try {
    const log = (line: string): void => say(io.stderr, `${new Date().toISOString()} ${line}\n`);
    await collectRecords(options, log, controller.signal);
    return 0;
  } finally {
    for (const [name, listener] of listeners) io.off(name, listener);
  }
}
