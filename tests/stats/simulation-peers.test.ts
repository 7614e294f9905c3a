import { expect, test } from 'vitest';

import { simulate } from '../../bench/simulation/campaign.ts';
import { mix } from '../../bench/simulation/noise.ts';
import { askPeers, PEERS } from '../../bench/simulation/peers.ts';
import { seriesOf } from './recorded.ts';

const independent = mix({ independent: 0.05, drifting: 0, outliers: 0 });

/** What every rule finds of 15 blocks; by the rule's name. */
function ask(seed: string, change: number) {
  const found = askPeers(simulate(seed, { blocks: 15, level: 1000, change, noise: independent }));
  return new Map(PEERS.map(({ name }, index) => [name, found[index]]));
}

function redShare(name: string, runs: number, change: number): number {
  const found = Array.from({ length: runs }, (_, run) => ask(`${name} ${run}`, change).get(name));
  return found.filter((finding) => finding?.red).length / runs;
}

// Two-sided 5 % is 2.5 % for "slower"; critical value 23 is a level of 4.3 % (Mann & Whitney's table).
test('the Mann–Whitney rule has the level that it is known for', () => {
  const share = redShare('Mann–Whitney, p < .05, n = 10', 2000, 0);
  expect(share).toBeGreaterThan(0.01);
  expect(share).toBeLessThan(0.035);
});

test('tachometer looks again after every pair, so its 2.5 % grows', () => {
  const share = redShare('tachometer, default condition, 10…30', 800, 0);
  expect(share).toBeGreaterThan(0.03);
  expect(share).toBeLessThan(0.15);
});

test('tachometer stops at 10 pairs where the difference is plain, and at 30 where there is none to see', () => {
  const name = 'tachometer, default condition, 10…30';
  expect(ask('plain', 0.5).get(name)).toEqual({ red: true, pairs: 10 });
  const none = seriesOf(
    Array.from({ length: 15 }, () => [1000, 1000, 1100, 1100]),
    Array.from({ length: 15 }, () => 'BHBH'),
  );
  expect(askPeers(none)[PEERS.findIndex((peer) => peer.name === name)]).toEqual({ red: false, pairs: 30 });
});

test('the ratio rules compare the first three visits of each side', () => {
  const series = seriesOf(
    [
      [100, 104, 100, 120],
      [130, 112, 5000, 1],
    ],
    ['BHBH', 'BHHB'],
  );
  const found = askPeers(series);
  const verdict = (name: string) => found[PEERS.findIndex((peer) => peer.name === name)];
  // Base 100, 100, 130 and head 104, 120, 112.
  expect(verdict('Lighthouse CI, median of 3, > 1.1×')).toEqual({ red: true, pairs: 3 });
  expect(verdict('Lighthouse CI default, best of 3')).toEqual({ red: false, pairs: 3 });
});
