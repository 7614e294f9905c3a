#!/usr/bin/env node
import { main } from './cli/main.ts';
import { endWith } from './exit.ts';
import { handOver } from './hand-over.ts';

/** Those that start builds or pages. */
const RUNNING = new Set(['run', 'measure', 'calibrate']);
if (RUNNING.has(process.argv[2] ?? '')) handOver();

// A reader that has seen enough (`vitals-gate run | head`) is no error of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

await endWith(await main(process.argv.slice(2), process));
