#!/usr/bin/env node
import { main } from './cli/main.ts';
import { endWith } from './exit.ts';

// A reader that has seen enough (`vitals-gate run | head`) is no error of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

await endWith(await main(process.argv.slice(2), process));
