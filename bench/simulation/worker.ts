/** One core's share of the simulation: answers every chunk of runs with its tally. */
import type { Order } from './pool.ts';
import { SCENARIOS } from './scenarios.ts';
import { simulateRuns } from './tally.ts';

process.on('message', ({ name, peerRuns, from, to }: Order) => {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`no scenario is called ${name}`);
  process.send?.(simulateRuns({ ...scenario, peerRuns }, from, to));
});
