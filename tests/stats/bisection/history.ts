import type { Noise } from '../../../bench/simulation/noise.ts';
import { bisect } from '../../../src/stats/bisection/search.ts';
import type { Bisection, Change } from '../../../src/stats/bisection/task.ts';
import type { ArmBlock, ArmVisit } from '../../../src/stats/bisection/arms.ts';
import { blockOrder, seededRandom } from '../../../src/stats/random.ts';

/** A history of commits whose visits are simulated: what each adds to LCP, as a fraction of base. */
export interface History {
  readonly commits: number;
  readonly changes: Readonly<Record<number, number>>;
  readonly noise: Noise;
  /** Commits that cannot be built. */
  readonly broken?: readonly number[];
  readonly allServed?: boolean;
  /** The change that is reported of it, from other visits. */
  readonly whole?: Change;
  /** Visits after which there is no more time. */
  readonly visits?: number;
}

/** What a search found, and what it took beside the campaign that had turned red before. */
export interface Outcome extends Bisection {
  readonly visits: number;
  readonly builds: number;
}

const BASE_MS = 2000;
/** What the gate has made of a route before it looks for a commit: 5 blocks or more, and 4 to confirm. */
const PRIOR_BLOCKS = 9;

export async function searchHistory(seed: string, history: History): Promise<Outcome> {
  const { commits, changes, noise, broken = [], allServed = false, whole = null, visits: limit = Infinity } = history;
  const random = seededRandom(seed);
  const measure = noise(random);
  let made = 0;
  const visit = (arm: number): ArmVisit => {
    const slower = Object.entries(changes).reduce((sum, [at, change]) => sum + (Number(at) <= arm ? change : 0), 0);
    return { arm, value: measure(BASE_MS * (1 + slower), made++) };
  };
  const prior = Array.from({ length: PRIOR_BLOCKS }, (): ArmBlock =>
    blockOrder(random).map((side) => visit(side === 'head' ? commits : 0)),
  );
  const before = made;
  let builds = 0;
  const result = await bisect({
    commits,
    prior,
    whole,
    relative: true,
    allServed,
    random: seededRandom(seed, 'orders'),
    prepare: async (arm) => {
      builds += 1;
      return !broken.includes(arm);
    },
    measure: async (arms) => (made - before + arms.length > limit ? null : arms.map(visit)),
  });
  return { ...result, visits: made - before, builds };
}

/** The commits that a search blames: `7` for one, `5..7` where it cannot say which of those after 5, up to 7. */
export function blamed({ segments }: Bisection): string[] {
  return segments
    .filter(({ isCulprit }) => isCulprit)
    .map(({ low, high }) => (high - low === 1 ? `${high}` : `${low}..${high}`));
}
