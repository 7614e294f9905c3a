import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { Scenario } from './scenarios.ts';
import { addTallies } from './tally.ts';
import type { Tally } from './tally.ts';

/** The order for a worker: the runs from `from` up to `to` (excluded) of the named scenario. */
export interface Order {
  readonly name: string;
  readonly peerRuns: number;
  readonly from: number;
  readonly to: number;
}

interface Chunk {
  readonly scenario: Scenario;
  readonly from: number;
  readonly to: number;
}

/** Comparisons in a chunk: a few seconds of work, so that cores end together and progress is seen. */
const CHUNK_COMPARISONS = 6000;

/** Simulates every scenario on so many cores. Runs are numbered, so that the results do not depend on who made them. */
export async function simulateAll(
  scenarios: readonly Scenario[],
  cores: number,
  finished: (scenario: Scenario, tally: Tally) => void,
): Promise<ReadonlyMap<string, Tally>> {
  const queue = scenarios.flatMap(chunksOf);
  const tallies = new Map<string, Tally>();
  const record = ({ scenario }: Chunk, tally: Tally): void => {
    const before = tallies.get(scenario.name);
    const all = before === undefined ? tally : addTallies(before, tally);
    tallies.set(scenario.name, all);
    if (all.runs === scenario.runs) finished(scenario, all);
  };
  await Promise.all(Array.from({ length: cores }, () => work(queue, record)));
  return tallies;
}

/** Keeps one process busy until the queue is empty. Throws if it dies. */
async function work(queue: Chunk[], record: (chunk: Chunk, tally: Tally) => void): Promise<void> {
  const worker = fork(path.join(import.meta.dirname, 'worker.ts'));
  const death = once(worker, 'exit').then(() => null);
  for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
    const { scenario, from, to } = chunk;
    worker.send({ name: scenario.name, peerRuns: scenario.peerRuns, from, to } satisfies Order);
    const answer = await Promise.race([once(worker, 'message'), death]);
    if (answer === null) throw new Error(`the worker died in ${scenario.name}, runs ${from} to ${to}`);
    const [tally] = answer as [Tally];
    record(chunk, tally);
  }
  worker.disconnect();
  await death;
}

function chunksOf(scenario: Scenario): Chunk[] {
  const { runs, routes } = scenario;
  const size = Math.max(1, Math.floor(CHUNK_COMPARISONS / routes.flat().length));
  return Array.from({ length: Math.ceil(runs / size) }, (_, index) => ({
    scenario,
    from: index * size,
    to: Math.min(runs, (index + 1) * size),
  }));
}
