import { SIDES, type Side } from '../model/deploy.ts';
import { learntSettle } from '../model/sample.ts';
import type { CampaignRequest, Visits } from './campaign.ts';
import type { Failure, PlaceVisits } from './place-visits.ts';

/** How often both sides are visited again if only head failed at first. */
const DOUBTING_ROUNDS = 2;

/** The visits before the first block, which are not counted: they warm up, and they learn when a page is done. */
export class WarmUp {
  readonly #lab: Visits;
  readonly #request: CampaignRequest;
  readonly #visits: PlaceVisits;

  constructor(lab: Visits, request: CampaignRequest, visits: PlaceVisits) {
    this.#lab = lab;
    this.#request = request;
    this.#visits = visits;
  }

  /**
   * One visit per side. It warms the caches of servers and of the browser's process, and learns the settle window
   * unless it is configured.
   *
   * @returns the failures that prevent a measurement; empty if there are none
   */
  async failures(): Promise<Failure[]> {
    const failures: Failure[] = [];
    for (const result of await this.#visitSides()) if (result !== null) failures.push(result);
    if (failures.length > 0 && !(await this.#isUpAgain(failures))) return failures;
    this.#keepSettles();
    return [];
  }

  /** A page is watched for some seconds to learn from it: on both sides at once, which no number is taken from. */
  async #visitSides(): Promise<(Failure | null)[]> {
    const sides = SIDES.filter((side) => this.#request[side] !== null);
    if (this.#learns()) return Promise.all(sides.map((side) => this.#visitSide(side)));
    const results: (Failure | null)[] = [];
    for (const side of sides) results.push(await this.#visitSide(side));
    return results;
  }

  /**
   * Whether head answers after all, after it failed and base did not. Three failures in a row are not rare on a page
   * that often fails on both sides, so both are visited twice more, in turn. If both sides fail equally often, the
   * chance that all these visits to head fail and none to base is about 1 %, whatever the failure rate. New failures
   * are added to `failures`.
   */
  async #isUpAgain(failures: Failure[]): Promise<boolean> {
    const [only, ...others] = failures;
    const { base, unreachable } = this.#request;
    if (only?.side !== 'head' || others.length > 0 || base === null || (unreachable?.head ?? null) !== null)
      return false;
    for (let round = 1; round <= DOUBTING_ROUNDS && this.#visits.lost === null; round += 1) {
      const onBase = await this.#visits.failureAt({ side: 'base', block: -1, position: round }, 1);
      const onHead = await this.#visits.failureAt({ side: 'head', block: -1, position: round }, 1);
      if (onBase !== null) failures.push(onBase);
      if (onHead === null) return onBase === null;
      if (onBase !== null) return false;
    }
    return false;
  }

  async #visitSide(side: Side): Promise<Failure | null> {
    const unreachable = this.#request.unreachable?.[side] ?? null;
    if (unreachable !== null) return { side, code: 'connection-failed', reason: unreachable };
    return this.#visits.failureAt({ side, block: -1, position: 0 });
  }

  #learns(): boolean {
    const { route, control, condition } = this.#request;
    return [route, control].some((page) => page !== null && this.#lab.learnsSettle(page, condition));
  }

  /** Both sides have the longer of the two windows, so that neither ends before what the other waits for. */
  #keepSettles(): void {
    const { route, control, condition } = this.#request;
    for (const [page, of] of [[route, 'route'] as const, [control, 'control'] as const]) {
      if (page === null || !this.#lab.learnsSettle(page, condition)) continue;
      const learnt = learntSettle(this.#visits.warmUps.filter((visit) => visit.page === of));
      if (learnt !== null) this.#lab.keepSettle(page, condition, learnt.settleMs);
    }
  }
}
