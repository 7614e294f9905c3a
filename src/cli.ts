#!/usr/bin/env node
import { main } from './cli/main.ts';
import { say } from './cli/io.ts';
import { formatError, GateError } from './errors.ts';
import { endWith } from './exit.ts';
import { handOver } from './hand-over.ts';

/** Those that start builds or pages. */
const RUNNING = new Set(['run', 'measure', 'calibrate']);
// EPIPE is not an error: the reader has closed the pipe, as `vitals-gate run | head` does.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

/** An exit code where the run cannot go on. */
function putSecretsAside(): number | null {
  try {
    const notice = RUNNING.has(process.argv[2] ?? '') ? handOver() : null;
    if (notice !== null) say(process.stderr, `${notice}\n`);
    return null;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    say(process.stderr, `${formatError(error)}\n`);
    return error.exitCode;
  }
}

await endWith(putSecretsAside() ?? (await main(process.argv.slice(2), process)));
