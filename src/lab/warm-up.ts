import { SIDES, type Side } from '../model/deploy.ts';
import { learntSettle, type Visit } from '../model/sample.ts';
import type { CampaignRequest, Visits } from './campaign.ts';
import { PAGES, type Failure, type PlaceVisits } from './place-visits.ts';

/** How often both sides are visited again if only head failed at first. */
const DOUBTING_ROUNDS = 2;

/** Which of its visits a campaign makes to warm up, and where. */
export interface WarmUpTerms {
  /** The route and then the control page, or one of them; both unless given. */
  readonly pages?: readonly Visit['page'][];
  /** The first of two lanes, one for each side: campaigns that warm up at the same time have lanes of their own. */
  readonly lane?: number;
}

/** The visits before the first block, which are not counted: they warm up, and they learn when a page is done. */
export class WarmUp {
  readonly #lab: Visits;
  readonly #request: CampaignRequest;
  readonly #visits: PlaceVisits;
  readonly #terms: WarmUpTerms;

  constructor(lab: Visits, request: CampaignRequest, visits: PlaceVisits, terms: WarmUpTerms) {
    this.#lab = lab;
    this.#request = request;
    this.#visits = visits;
    this.#terms = terms;
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
    if (this.#pages().some((page) => this.#learns(page)))
      return Promise.all(sides.map((side) => this.#visitSide(side)));
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
      const onBase = await this.#failureAt('base', round, 1);
      const onHead = await this.#failureAt('head', round, 1);
      if (onBase !== null) failures.push(onBase);
      if (onHead === null) return onBase === null;
      if (onBase !== null) return false;
    }
    return false;
  }

  async #visitSide(side: Side): Promise<Failure | null> {
    const unreachable = this.#request.unreachable?.[side] ?? null;
    if (unreachable !== null) return { side, code: 'connection-failed', reason: unreachable };
    return this.#failureAt(side, 0);
  }

  #failureAt(side: Side, position: number, attempts?: number): Promise<Failure | null> {
    const { lane } = this.#terms;
    return this.#visits.failureAt(
      { side, block: -1, position },
      {
        pages: this.#pages(),
        ...(attempts === undefined ? {} : { attempts }),
        ...(lane === undefined ? {} : { lane: lane + SIDES.indexOf(side) }),
      },
    );
  }

  /** The pages that there are of those that are asked for. */
  #pages(): readonly Visit['page'][] {
    const { pages = PAGES } = this.#terms;
    return pages.filter((page) => this.#request[page] !== null);
  }

  #learns(page: Visit['page']): boolean {
    const route = this.#request[page];
    return route !== null && this.#lab.learnsSettle(route, this.#request.condition);
  }

  /** Both sides have the longer of the two windows, so that neither ends before what the other waits for. */
  #keepSettles(): void {
    for (const of of this.#pages()) {
      const page = this.#request[of];
      if (page === null || !this.#learns(of)) continue;
      const learnt = learntSettle(this.#visits.warmUps.filter((visit) => visit.page === of));
      if (learnt !== null) this.#lab.keepSettle(page, this.#request.condition, learnt.settleMs);
    }
  }
}
