import type { Socket } from 'node:net';

import type { Flow, Link, Sink } from './link.ts';

/** Sends what `from` says through the link to `to`, in order: bytes, end or reset. */
export function pump(link: Link, from: Socket, to: Socket, count: (bytes: number) => void): Flow {
  const sink: Sink = {
    write: (chunk) => to.destroyed || to.writableEnded || to.write(chunk),
    end: () => {
      if (!to.destroyed) to.end();
    },
    reset: () => {
      if (!to.destroyed) to.resetAndDestroy();
    },
  };
  const flow = link.open(sink, () => from.resume());
  let ended = false;
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
    if (!flow.send(chunk)) from.pause();
  });
  from.once('end', () => {
    ended = true;
    flow.end();
  });
  from.once('close', () => {
    if (!ended) flow.reset();
  });
  to.on('drain', () => flow.resume());
  from.resume();
  return flow;
}
