import type { Exchange } from '../graphql/observed/requests.ts';
import { campaignOf, type Unreachable, type Campaign, type Stop, type Unmeasurable } from '../model/campaign.ts';
import { SIDES, type Deploy, type Side } from '../model/deploy.ts';
import type { Condition, Route } from '../model/route.ts';
import { learntSettle, type CampaignStage, type Visit, type VisitOutcome } from '../model/sample.ts';
import { blockOrder, seededRandom } from '../stats/random.ts';
import type { Lab } from './lab.ts';

/** A visit is tried this often before its block is given up. */
const MAX_ATTEMPTS = 3;
/** A page that does not finish loading costs half a minute each time: once more must do. */
const MAX_ATTEMPTS_AT_A_TIMEOUT = 2;
/** Incomplete blocks a campaign may replace. */
const MAX_DROPPED_BLOCKS = 3;
/** Blocks between two restarts of the browser. */
const BLOCKS_PER_BROWSER = 3;

/** How often both sides are asked once more where head alone did not answer at first. */
const DOUBTING_ROUNDS = 2;

const BLAMES_BOTH = new Set(['chrome-died', 'control-failed']);

/** What a campaign asks of the lab. */
type Visits = Pick<Lab, 'visit' | 'restart' | 'learnsSettle' | 'keepSettle'>;

export interface CampaignRequest {
  readonly route: Route;
  readonly condition: Condition;
  readonly base: Deploy | null;
  readonly head: Deploy;
  /** The page that is visited on the same deploy after each visit of the route; null where there is none. */
  readonly control: Route | null;
  /** Fresh blocks that confirm a red have an order of their own. */
  readonly phase: CampaignStage;
  /** Called with every visit as soon as it is made, the failed and the unrecorded ones too. */
  readonly record: (visit: Visit) => void;
  /** Waits for a server of the gate's own that is being restarted. Null, or why it is gone. */
  readonly serverFailure?: (side: Side) => Promise<string | null>;
  /** Told what GraphQL the unrecorded first visit of each side sent. */
  readonly observe?: (side: Side, exchanges: readonly Exchange[]) => void;
  /** Deploys that nothing listens at are not visited. */
  readonly unreachable?: Unreachable;
}

/**
 * The blocks of one route under one condition: four consecutive visits each, two on base and two on head, in an order
 * drawn from the six arrangements by a generator seeded from the SHAs, route, condition and phase. (Without a base, four
 * on head.) It yields blocks and knows nothing of verdicts.
 */
export class CampaignRunner {
  readonly #lab: Visits;
  readonly #request: CampaignRequest;
  readonly #random: () => number;
  readonly #visits: Visit[] = [];
  readonly #failures: Pick<Failure, 'side' | 'code'>[] = [];
  #drawn = 0;
  #complete = 0;
  #dropped = 0;
  #unmeasurable: Unmeasurable | null = null;

  constructor(lab: Visits, request: CampaignRequest) {
    this.#lab = lab;
    this.#request = request;
    const { base, head, route, condition, phase } = request;
    const attempt = phase === 'confirm' ? [phase] : [];
    this.#random = seededRandom(base?.sha ?? '', head.sha ?? '', route.name, condition.name, ...attempt);
  }

  /** What has been measured so far, as it would be had it `stopped` now; null: it goes on. */
  campaign(stopped: Stop | null): Campaign {
    const { route, condition, base } = this.#request;
    const about = { route: route.name, condition: condition.name, hasBase: base !== null };
    const end = stopped === null ? null : { stopped, unmeasurable: this.#unmeasurable };
    return campaignOf({ ...about, visits: this.#visits, end });
  }

  /** Complete blocks. */
  get blocks(): number {
    return this.#complete;
  }

  get unmeasurable(): Unmeasurable | null {
    return this.#unmeasurable;
  }

  /**
   * One discarded visit per side: caches of servers and of the browser's process warm up, and where nobody configured the
   * settle window it is learnt. False: it cannot be measured.
   */
  async warmUp(): Promise<boolean> {
    const failures: Failure[] = [];
    for (const result of await this.#warmUpSides()) if (result !== null) failures.push(result);
    const [first] = failures;
    if (first === undefined || (await this.#isUpAgain(failures))) {
      this.#keepSettles();
      return true;
    }
    const reason = failures.map((failure) => `${failure.side}: ${failure.reason}`).join('; ');
    this.#unmeasurable = { sides: this.#blamed(failures), code: first.code, reason };
    return false;
  }

  /** A page is watched for some seconds to learn from it: on both sides at once, which no number is taken from. */
  async #warmUpSides(): Promise<(Failure | null)[]> {
    const sides = SIDES.filter((side) => this.#deploy(side) !== null);
    if (this.#learns()) return Promise.all(sides.map((side) => this.#warmUpSide(side)));
    const results: (Failure | null)[] = [];
    for (const side of sides) results.push(await this.#warmUpSide(side));
    return results;
  }

  /**
   * Whether a head that failed while base did not answers after all. Three failures in a row are not rare on a page that
   * fails often on both sides, so both are asked twice more, by turns: that so many visits to head fail and none to base
   * has a chance of about 1 % where both fail equally often, however often that is. Who fails now is added to `failures`.
   */
  async #isUpAgain(failures: Failure[]): Promise<boolean> {
    const [only, ...others] = failures;
    const { base, unreachable } = this.#request;
    if (only?.side !== 'head' || others.length > 0 || base === null || (unreachable?.head ?? null) !== null)
      return false;
    for (let round = 1; round <= DOUBTING_ROUNDS && this.#unmeasurable === null; round += 1) {
      const onBase = await this.#attempts({ side: 'base', block: -1, position: round }, 1);
      const onHead = await this.#attempts({ side: 'head', block: -1, position: round }, 1);
      if (onBase.status === 'failed') failures.push({ side: 'base', code: onBase.code, reason: onBase.reason });
      if (onHead.status === 'measured') return onBase.status === 'measured';
      if (onBase.status === 'failed') return false;
    }
    return false;
  }

  async #warmUpSide(side: Side): Promise<Failure | null> {
    const unreachable = this.#request.unreachable?.[side] ?? null;
    if (unreachable !== null) return { side, code: 'connection-failed', reason: unreachable };
    const outcome = await this.#attempts({ side, block: -1, position: 0 });
    return outcome.status === 'failed' ? { side, code: outcome.code, reason: outcome.reason } : null;
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
      const learnt = learntSettle(this.#visits.filter((visit) => visit.page === of));
      if (learnt !== null) this.#lab.keepSettle(page, condition, learnt.settleMs);
    }
  }

  /** A browser that dies, or a control page that fails, says nothing about the deploy that was being visited. */
  #blamed(failures: readonly { readonly side: Side; readonly code: string }[]): Side[] {
    if (failures.some(({ code }) => BLAMES_BOTH.has(code))) return [...SIDES];
    return SIDES.filter((side) => failures.some((failure) => failure.side === side));
  }

  /** Makes one complete block, replacing incomplete ones. False: too many were incomplete. */
  async block(): Promise<boolean> {
    while (this.#unmeasurable === null) {
      if (this.#drawn > 0 && this.#drawn % BLOCKS_PER_BROWSER === 0) await this.#lab.restart();
      if (await this.#draw(this.#drawn++)) {
        this.#complete += 1;
        return true;
      }
    }
    return false;
  }

  /**
   * The four visits of a block. Where one fails for good, the rest of the block is still tried once: how often first
   * attempts fail is counted for both sides alike.
   */
  async #draw(block: number): Promise<boolean> {
    let failure: Failure | null = null;
    for (const [position, side] of this.#order().entries()) {
      const attempts = failure === null ? MAX_ATTEMPTS : 1;
      const outcome = await this.#attempts({ side, block, position }, attempts);
      if (outcome.status === 'failed') failure ??= { side, code: outcome.code, reason: outcome.reason };
    }
    if (failure !== null) this.#drop(failure);
    return failure === null;
  }

  #order(): readonly Side[] {
    return this.#request.base === null ? ['head', 'head', 'head', 'head'] : blockOrder(this.#random);
  }

  #drop({ side, code, reason }: Failure): void {
    if (this.#unmeasurable !== null) return;
    this.#failures.push({ side, code });
    if (++this.#dropped <= MAX_DROPPED_BLOCKS) return;
    const story = `${this.#dropped} blocks were incomplete; the last because of ${side}: ${reason}`;
    this.#unmeasurable = { sides: this.#blamed(this.#failures), code, reason: story };
  }

  /** The visit of a position and, where there is a control page, the visit of that. */
  async #attempts(place: Place, attempts = MAX_ATTEMPTS): Promise<VisitOutcome> {
    const { route, control } = this.#request;
    const outcome = await this.#attemptsAt('route', route, place, attempts);
    if (outcome.status === 'failed' || control === null) return outcome;
    const compared = await this.#attemptsAt('control', control, place, attempts);
    if (compared.status === 'measured') return outcome;
    return { ...compared, code: 'control-failed', reason: `the control page ${control.path}: ${compared.reason}` };
  }

  async #attemptsAt(page: Visit['page'], route: Route, place: Place, attempts: number): Promise<VisitOutcome> {
    const { condition, record, phase } = this.#request;
    const deploy = this.#deploy(place.side);
    if (deploy === null) throw new Error(`there is no ${place.side} deploy to visit`);
    const about = { route: this.#request.route.name, condition: condition.name, phase, page };
    const isWarmUp = place.block === -1;
    const learn = isWarmUp && this.#lab.learnsSettle(route, condition);
    for (let attempt = 1; ; attempt++) {
      const observe = page === 'route' && isWarmUp ? this.#observer(place.side) : undefined;
      const outcome = await this.#lab.visit(route, condition, deploy.url, deploy.hosts, observe, learn);
      const visit: Visit = { type: 'visit', ...about, ...place, attempt, outcome };
      this.#visits.push(visit);
      record(visit);
      if (outcome.status === 'measured') return outcome;
      const gone = (await this.#request.serverFailure?.(place.side)) ?? null;
      if (gone !== null) return this.#giveUp(gone);
      const most = outcome.code === 'timeout' ? Math.min(attempts, MAX_ATTEMPTS_AT_A_TIMEOUT) : attempts;
      if (attempt >= most) return outcome;
    }
  }

  #observer(side: Side): ((exchanges: readonly Exchange[]) => void) | undefined {
    const { observe } = this.#request;
    return observe === undefined ? undefined : (exchanges) => observe(side, exchanges);
  }

  /** A server of the gate's own that does not stay up says nothing of either side. */
  #giveUp(gone: string): VisitOutcome {
    const reason = `${gone.charAt(0).toUpperCase()}${gone.slice(1)}.`;
    this.#unmeasurable = { sides: [...SIDES], code: 'server-gone', reason };
    return { status: 'failed', code: 'server-gone', reason };
  }

  #deploy(side: Side): Deploy | null {
    return this.#request[side];
  }
}

interface Failure {
  readonly side: Side;
  readonly code: string;
  readonly reason: string;
}

/** Where in a campaign a visit stands; block −1 is the unrecorded warm-up. */
interface Place {
  readonly side: Side;
  readonly block: number;
  readonly position: number;
}
