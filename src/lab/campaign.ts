import type { Exchange } from '../graphql/observed/requests.ts';
import type { Unreachable, Unmeasurable } from '../model/campaign.ts';
import { SIDES, type Deploy, type Side } from '../model/deploy.ts';
import type { Condition, Route } from '../model/route.ts';
import type { CampaignStage, Visit } from '../model/sample.ts';
import { blockOrder, seededRandom } from '../stats/random.ts';
import type { Collecting } from './answers/collecting.ts';
import { BLOCKS_PER_BROWSER, MAX_ATTEMPTS, MAX_DROPPED_BLOCKS } from './block-limits.ts';
import type { Lab } from './lab.ts';
import { PlaceVisits, type Failure, type Following } from './place-visits.ts';
import { WarmUp, type WarmUpTerms } from './warm-up.ts';

const BLAMES_BOTH = new Set(['chrome-died', 'control-failed']);

/** What a campaign asks of the lab. */
export type Visits = Pick<Lab, 'visit' | 'restart' | 'learnsSettle' | 'keepSettle'>;

export interface CampaignRequest {
  readonly route: Route;
  readonly condition: Condition;
  readonly base: Deploy | null;
  readonly head: Deploy;
  /** The page that is visited on the same deploy after each visit of the route, or null. */
  readonly control: Route | null;
  /** Fresh blocks that confirm a red have an order of their own. */
  readonly phase: CampaignStage;
  /** Called with each visit as soon as it ends, failed and unrecorded ones included. */
  readonly record: (visit: Visit) => void;
  /** Waits for a server of the gate's own that is being restarted. Null, or why it is gone. */
  readonly serverFailure?: (side: Side) => Promise<string | null>;
  /** Told what GraphQL the unrecorded first visit of each side sent. */
  readonly observe?: (side: Side, exchanges: readonly Exchange[]) => void;
  /** How what the unrecorded first visit of each side is served is collected. */
  readonly collect?: (side: Side) => Collecting;
  /** Deploys without a listening server, which are not visited. */
  readonly unreachable?: Unreachable;
}

/**
 * The blocks of one route under one condition: four consecutive visits each, two on base and two on head, in an order
 * drawn from the six arrangements by a generator seeded from the SHAs, route, condition and phase. (Without a base, four
 * on head.) It yields blocks and knows nothing of verdicts.
 */
export class CampaignRunner {
  readonly #lab: Visits;
  readonly #hasBase: boolean;
  readonly #random: () => number;
  readonly #visits: PlaceVisits;
  readonly #request: CampaignRequest;
  readonly #failures: Failure[] = [];
  #drawn = 0;
  /** The order of the block after the present one. It is drawn before that one ends, because its first visit is prepared. */
  #following: readonly Side[];
  #complete = 0;
  #unmeasurable: Unmeasurable | null = null;

  constructor(lab: Visits, request: CampaignRequest) {
    const { base, head, route, condition, phase } = request;
    this.#lab = lab;
    this.#hasBase = base !== null;
    this.#visits = new PlaceVisits(lab, request);
    this.#request = request;
    const attempt = phase === 'confirm' ? [phase] : [];
    this.#random = seededRandom(base?.sha ?? '', head.sha ?? '', route.name, condition.name, ...attempt);
    this.#following = this.#drawOrder();
  }

  /** Complete blocks. */
  get blocks(): number {
    return this.#complete;
  }

  /** Why no more blocks can be made, or null. */
  get unmeasurable(): Unmeasurable | null {
    return this.#unmeasurable ?? this.#visits.lost;
  }

  /** The visits before the first block, which are not counted. False: it cannot be measured. */
  async warmUp(terms: WarmUpTerms = {}): Promise<boolean> {
    const failures = await new WarmUp(this.#lab, this.#request, this.#visits, terms).failures();
    const [first] = failures;
    if (first === undefined) return true;
    const reason = failures.map((failure) => `${failure.side}: ${failure.reason}`).join('; ');
    this.#unmeasurable = { sides: blamed(failures), code: first.code, reason };
    return false;
  }

  /**
   * The route's warm-up visits once more, one after the other, head first: what both wake it wakes. What they are served is
   * not looked at again.
   */
  async revisit(): Promise<void> {
    for (const side of SIDES.toReversed())
      if (this.#request[side] !== null)
        await this.#visits.failureAt(
          { side, block: -1, position: 1 },
          { pages: ['route'], attempts: 1, isObserved: false },
        );
  }

  /**
   * Makes one complete block, replacing incomplete ones. False: too many were incomplete.
   *
   * @param isFollowed whether another one comes at once: its first visit may then begin before the last one of this has ended
   */
  async block(isFollowed = false): Promise<boolean> {
    while (this.unmeasurable === null) {
      if (this.#needsRestart()) await this.#lab.restart();
      if (await this.#draw(this.#drawn++, isFollowed)) {
        this.#complete += 1;
        return true;
      }
    }
    return false;
  }

  /**
   * The four visits of a block. If one fails for good, the rest of the block is still tried once, because failed first
   * attempts are counted for both sides alike.
   */
  async #draw(block: number, isFollowed: boolean): Promise<boolean> {
    let failure: Failure | null = null;
    const order = this.#order();
    for (const [position, side] of order.entries()) {
      const place = { side, block, position };
      const following = order[position + 1];
      const next = following === undefined ? this.#afterBlock(isFollowed) : { side: following, isCertain: true };
      const attempts = failure === null ? MAX_ATTEMPTS : 1;
      const failed: Failure | null = await this.#visits.failureAt(place, { attempts, next });
      failure ??= failed;
    }
    if (failure !== null) this.#drop(failure);
    return failure === null;
  }

  #order(): readonly Side[] {
    const order = this.#following;
    this.#following = this.#drawOrder();
    return order;
  }

  #drawOrder(): readonly Side[] {
    return this.#hasBase ? blockOrder(this.#random) : ['head', 'head', 'head', 'head'];
  }

  /** What comes after the present block, if another one does. */
  #afterBlock(isCertain: boolean): Following | undefined {
    const [side] = this.#following;
    if (this.#needsRestart()) return 'restart';
    return side === undefined ? undefined : { side, isCertain };
  }

  #needsRestart(): boolean {
    return this.#drawn > 0 && this.#drawn % BLOCKS_PER_BROWSER === 0;
  }

  #drop(failure: Failure): void {
    if (this.unmeasurable !== null) return;
    const { side, code, reason } = failure;
    this.#failures.push(failure);
    const dropped = this.#failures.length;
    if (dropped <= MAX_DROPPED_BLOCKS) return;
    const story = `${dropped} blocks were incomplete; the last because of ${side}: ${reason}`;
    this.#unmeasurable = { sides: blamed(this.#failures), code, reason: story };
  }
}

/** A browser that dies, or a control page that fails, says nothing about the deploy that was being visited. */
function blamed(failures: readonly Failure[]): Side[] {
  if (failures.some(({ code }) => BLAMES_BOTH.has(code))) return [...SIDES];
  return SIDES.filter((side) => failures.some((failure) => failure.side === side));
}
