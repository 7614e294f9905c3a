import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import type { Random } from '../../src/stats/random.ts';
import type { ObservedBlock, Series } from '../../src/stats/series.ts';
import type { Noise } from './noise.ts';

/** A quantity of a route: its true value on either side, and how it is measured. */
export interface Truth {
  readonly base: number;
  readonly head: number;
  readonly noise: Noise;
}

/** Draws which of a block's visits are on head. The gate draws at random: that is what makes its test exact. */
export type Order = (random: Random) => ReturnType<typeof blockOrder>;

/** The simulated visits of one route. Blocks are made when they are asked for, and each is of all quantities at once. */
export class SimulatedCampaign {
  readonly #random: Random;
  readonly #order: Order;
  readonly #quantities: readonly (Truth & { measure: ReturnType<Noise>; blocks: ObservedBlock[] })[];

  constructor(random: Random, quantities: readonly Truth[], order: Order = blockOrder) {
    this.#random = random;
    this.#order = order;
    this.#quantities = quantities.map((each) => ({ ...each, measure: each.noise(random), blocks: [] }));
  }

  /** The first blocks of every quantity, in the order of the quantities. */
  upTo(blocks: number): Series[] {
    while (this.blocks < blocks) this.#makeBlock();
    return this.#quantities.map((each) => each.blocks.slice(0, blocks));
  }

  /** How many blocks were made. */
  get blocks(): number {
    return this.#quantities[0]?.blocks.length ?? Infinity;
  }

  #makeBlock(): void {
    const first = 4 * this.blocks;
    const sides = this.#order(this.#random);
    for (const { measure, blocks, base, head } of this.#quantities)
      blocks.push(
        sides.map((side, place) => ({
          head: side === 'head',
          value: measure(side === 'head' ? head : base, first + place),
        })),
      );
  }
}

/** A campaign of one quantity around `level`, head slower by `change` (a fraction). */
export function simulate(
  seed: string,
  { blocks, level, change, noise }: { blocks: number; level: number; change: number; noise: Noise },
): Series {
  const quantity = { base: level, head: level * (1 + change), noise };
  return new SimulatedCampaign(seededRandom(seed), [quantity]).upTo(blocks).flat();
}
