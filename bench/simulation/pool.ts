import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { Scenario } from './scenarios.ts';
import { addTallies } from './tally.ts';
import type { Tally } from './tally.ts';

/** Runs number `from` up to `to` (excluded) of the scenario of that name. */
export interface Chunk {
  readonly name: string;
  readonly peerRuns: number;
  readonly from: number;
  readonly to: number;
}

/** Comparisons in a chunk: a few seconds of work, so that cores end together and progress is seen. */
const CHUNK_COMPARISONS = 6000;

/** Simulates every scenario on so many cores. Runs are numbered, so that the results do not depend on who made them. */
export async function simulateAll(
  scenarios: readonly Scenario[],
  cores: number,
  progress: (share: number) => void,
): Promise<ReadonlyMap<string, Tally>> {
  const queue = scenarios.flatMap(chunksOf);
  const tallies = new Map<string, Tally>();
  const total = queue.length;
  const work = async (): Promise<void> => {
    const worker = fork(path.join(import.meta.dirname, 'worker.ts'));
    for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
      worker.send(chunk);
      const [tally] = (await once(worker, 'message')) as [Tally];
      const before = tallies.get(chunk.name);
      tallies.set(chunk.name, before === undefined ? tally : addTallies(before, tally));
      progress(1 - queue.length / total);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: cores }, work));
  return tallies;
}

function chunksOf({ name, runs, routes, peerRuns }: Scenario): Chunk[] {
  const size = Math.max(1, Math.floor(CHUNK_COMPARISONS / routes.flat().length));
  return Array.from({ length: Math.ceil(runs / size) }, (_, index) => ({
    name,
    peerRuns,
    from: index * size,
    to: Math.min(runs, (index + 1) * size),
  }));
}
