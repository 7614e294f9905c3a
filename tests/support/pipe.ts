import { execFileSync } from 'node:child_process';

const MAKE_PIPE = 'mkfifo';

/** A named pipe, which blocks whoever opens it. */
export function makePipe(file: string): void {
  execFileSync(MAKE_PIPE, [file]);
}
