import { redact } from '../text/redactor.ts';

/** What the command line needs from `process`, so that tests need not spawn one. */
export interface Io {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly on: (signal: StopSignal, listener: () => void) => unknown;
  readonly off: (signal: StopSignal, listener: () => void) => unknown;
  /** Ends the process at once. */
  readonly exit: (code: number) => unknown;
}

export type Stream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** Writes the gate's own text, whatever it quotes. */
export function say(stream: Stream, text: string): void {
  stream.write(redact(text));
}

export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type StopSignal = (typeof STOP_SIGNALS)[number];

/** Whether a stream shows colours: NO_COLOR and FORCE_COLOR decide (no-color.org), else whether it is a terminal. */
export function hasColor(stream: Stream, env: Io['env']): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** Whether lines can be overwritten: a terminal with a reader in front of it. */
export function isInteractive(stream: Stream, env: Io['env']): boolean {
  return stream.isTTY === true && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === '';
}
