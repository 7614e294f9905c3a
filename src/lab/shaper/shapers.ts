import type { Reach } from '../../deploys/reach/reach.ts';
import type { HostMap } from '../../model/hosts.ts';
import type { Condition } from '../../model/route.ts';
import { Shaper } from './shaper.ts';

/**
 * The shapers of a run: one for each condition and lane, and one more for each deploy that has hosts of its own. So no two
 * deploys share a connection, or a map that would have to be switched under a visit.
 */
export class Shapers {
  readonly #shapers = new Map<string, Shaper>();
  /** Two visits at once must not open the same one twice. */
  readonly #opening = new Map<string, Promise<Shaper>>();

  readonly #reach: Reach;

  private constructor(reach: Reach) {
    this.#reach = reach;
  }

  /** Opens those of the conditions; the others when they are first needed. */
  static async open(conditions: readonly Condition[], reach: Reach): Promise<Shapers> {
    const shapers = new Shapers(reach);
    for (const condition of conditions) await shapers.of(condition);
    return shapers;
  }

  /** Visits in different lanes have links of their own. A visit that begins before the previous one ends has the lane's other `link`. */
  async of(condition: Condition, hosts: HostMap = {}, lane = 0, link = 0): Promise<Shaper> {
    const key = keyOf(condition, hosts, lane, link);
    const known = this.#shapers.get(key);
    if (known !== undefined) return known;
    const ours = { ...condition, hosts: { ...condition.hosts, ...hosts }, reach: this.#reach };
    const opening = this.#opening.get(key) ?? Shaper.open(ours);
    this.#opening.set(key, opening);
    const shaper = await opening;
    this.#shapers.set(key, shaper);
    return shaper;
  }

  /** Of a condition that was opened. */
  portOf(condition: Condition): number {
    const shaper = this.#shapers.get(keyOf(condition, {}, 0, 0));
    if (shaper === undefined) throw new Error(`the lab was not opened for the condition ${condition.name}`);
    return shaper.port;
  }

  async close(): Promise<void> {
    for (const shaper of this.#shapers.values()) await shaper.close();
  }
}

function keyOf({ name }: Condition, hosts: HostMap, lane: number, link: number): string {
  return JSON.stringify([name, hosts, lane, link]);
}
