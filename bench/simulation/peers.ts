/** The rules of other tools, on the visits of the same campaigns: what each says of one quantity. */
import { studentQuantile } from '../../src/stats/distributions.ts';
import { median, sum } from '../../src/stats/numbers.ts';
import type { Series } from '../../src/stats/series.ts';

/** What a rule found in the visits, in measured order, and how many pairs of visits it took. */
interface PeerFinding {
  readonly red: boolean;
  readonly pairs: number;
}

interface Peer {
  readonly name: string;
  readonly decide: (base: readonly number[], head: readonly number[]) => PeerFinding;
}

/** How much slower than base is called slower where a rule compares two numbers. */
const RATIO = 1.1;

/** Lighthouse CI's `maxNumericValue` assertions with base's value × 1.1 as the limit. */
const byRatio = (name: string, pairs: number, aggregate: (values: readonly number[]) => number): Peer => ({
  name,
  decide: (base, head) => ({
    red: aggregate(head.slice(0, pairs)) > RATIO * aggregate(base.slice(0, pairs)),
    pairs,
  }),
});

/** The smallest and the largest sample of tachometer's automatic sampling here: 10 pairs and what our gate has at most. */
const TACHOMETER_PAIRS = { from: 10, to: 30 };

/** tachometer samples on until the 95 % interval of the relative difference lies on one side of its condition. */
const tachometer = (name: string, condition: number): Peer => ({
  name,
  decide: (base, head) => {
    for (let pairs = TACHOMETER_PAIRS.from; ; pairs += 1) {
      const { low, high } = relativeDifference(base.slice(0, pairs), head.slice(0, pairs));
      const resolved = low > condition || high < condition;
      if (resolved || pairs === TACHOMETER_PAIRS.to) return { red: low > condition, pairs };
    }
  },
});

/** tachometer's interval: t with n − 1 degrees of freedom, the ratio's variance by the delta method (its src/stats.ts). */
function relativeDifference(base: readonly number[], head: readonly number[]): { low: number; high: number } {
  const [before, after] = [meanOf(base), meanOf(head)];
  const variance = (before.variance * after.mean ** 2 + after.variance * before.mean ** 2) / before.mean ** 4;
  const estimate = (after.mean - before.mean) / before.mean;
  const margin = studentQuantile(0.95, base.length - 1) * Math.sqrt(variance);
  return { low: estimate - margin, high: estimate + margin };
}

/** The mean and the variance of the mean. */
function meanOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = sum(values) / values.length;
  return { mean, variance: sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1) / values.length };
}

/** The largest U that is significant at p < .05, two-sided, with 10 values on each side (Mann & Whitney 1947, tables). */
const MANN_WHITNEY = { pairs: 10, critical: 23 };

const mannWhitney: Peer = {
  name: 'Mann–Whitney, p < .05, n = 10',
  decide: (base, head) => {
    const { pairs, critical } = MANN_WHITNEY;
    const before = base.slice(0, pairs);
    const below = sum(
      head.slice(0, pairs).flatMap((value) => before.map((other) => Math.sign(other - value) / 2 + 0.5)),
    );
    return { red: below <= critical, pairs };
  },
};

export const PEERS: readonly Peer[] = [
  tachometer('tachometer, default condition, 10…30', 0),
  tachometer('tachometer, condition = tolerance', 0.05),
  byRatio('Lighthouse CI, median of 3, > 1.1×', 3, median),
  byRatio('Lighthouse CI default, best of 3', 3, (values) => Math.min(...values)),
  mannWhitney,
];

/** How many blocks the rules take at most. */
export const PEER_BLOCKS = 15;

/** What every one of these rules finds in a campaign of so many blocks. */
export function askPeers(series: Series): PeerFinding[] {
  const { base, head } = sidesOf(series);
  return PEERS.map((peer) => peer.decide(base, head));
}

/** The visits of each side in measured order. */
function sidesOf(series: Series): { readonly base: number[]; readonly head: number[] } {
  const visits = series.flat();
  const valuesOf = (head: boolean): number[] => visits.filter((visit) => visit.head === head).map(({ value }) => value);
  return { base: valuesOf(false), head: valuesOf(true) };
}
