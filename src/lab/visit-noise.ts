import type { VisitNoise, VisitOutcome } from '../model/sample.ts';
import { CpuClock } from '../system/cpu-time.ts';

/** How long it is looked how fast a processor turns, ms. */
const SPIN_MS = 10;
const TURNS_AT_ONCE = 1000;

/**
 * What else the machine did during a visit. It does not know which side is visited, and it leaves out the time of the gate's
 * own processes, servers and browsers, which may differ between the sides.
 */
export class NoiseMeter {
  readonly #clock: CpuClock;
  #visiting = 0;
  #isWarm = false;

  constructor(clock = new CpuClock()) {
    this.#clock = clock;
  }

  /** A visit with what is recorded of it. */
  async during(visit: () => Promise<VisitOutcome>): Promise<VisitOutcome> {
    const end = this.#begin();
    this.#visiting += 1;
    try {
      const outcome = await visit();
      return outcome.status === 'measured' ? { ...outcome, noise: end() } : outcome;
    } finally {
      this.#visiting -= 1;
    }
  }

  #begin(): () => VisitNoise | null {
    // Another visit would be held up: its network is emulated in this process.
    const turns = this.#visiting === 0 ? this.#turns() : null;
    const before = this.#clock.read();
    return () => {
      const after = this.#clock.read();
      if (before === null || after === null) return null;
      const ownMs = Math.max(0, after.ownMs - before.ownMs);
      return {
        stealMs: Math.max(0, after.stealMs - before.stealMs),
        othersMs: Math.max(0, after.processMs - before.processMs - ownMs),
        turns,
      };
    };
  }

  #turns(): number {
    // The first ones run before they are compiled.
    if (!this.#isWarm) spin();
    this.#isWarm = true;
    return spin();
  }
}

/** How often a fixed piece of work is done in 10 ms: less often where other processes or other machines have the core. */
function spin(): number {
  const end = performance.now() + SPIN_MS;
  let turns = 0;
  let state = 1;
  while (performance.now() < end) {
    for (let step = 0; step < TURNS_AT_ONCE; step += 1) state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    turns += 1;
  }
  // What is never read may be left out by the compiler.
  return state === -1 ? 0 : turns;
}
