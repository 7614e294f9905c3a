import type { Absent, Block, Campaign, Unmeasurable } from '../model/campaign.ts';
import { SIDES, type Deploy, type Side } from '../model/deploy.ts';
import type { Condition, Route } from '../model/route.ts';
import type { MeasuredOutcome, Visit, VisitOutcome } from '../model/sample.ts';
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

export interface CampaignRequest {
  readonly route: Route;
  readonly condition: Condition;
  readonly base: Deploy | null;
  readonly head: Deploy;
  /** Called with every visit as soon as it is made, the failed and the unrecorded ones too. */
  readonly record: (visit: Visit) => void;
  /** Deploys that nothing listens at are not visited. */
  readonly absent?: Absent;
}

/**
 * The blocks of one route under one condition: four consecutive visits each, two on base and two on head, in an order
 * drawn from the six arrangements by a generator seeded from the SHAs, route and condition. (Without a base, four on
 * head.) It yields blocks and knows nothing of verdicts.
 */
export class CampaignRunner {
  readonly #lab: Lab;
  readonly #request: CampaignRequest;
  readonly #random: () => number;
  readonly #blocks: Block[] = [];
  readonly #failures: { readonly side: Side; readonly code: string }[] = [];
  #drawn = 0;
  #dropped = 0;
  #unmeasurable: Unmeasurable | null = null;

  constructor(lab: Lab, request: CampaignRequest) {
    this.#lab = lab;
    this.#request = request;
    const { base, head, route, condition } = request;
    this.#random = seededRandom(base?.sha ?? '', head.sha ?? '', route.name, condition.name);
  }

  /** What has been measured so far. */
  get campaign(): Campaign {
    const { route, condition, base } = this.#request;
    return {
      route: route.name,
      condition: condition.name,
      hasBase: base !== null,
      blocks: this.#blocks,
      unmeasurable: this.#unmeasurable,
    };
  }

  /** One discarded visit per side: caches of servers and of the browser's process warm up. False: it cannot be measured. */
  async warmUp(): Promise<boolean> {
    const failures: { side: Side; code: string; reason: string }[] = [];
    for (const side of SIDES) {
      const failure = this.#deploy(side) === null ? null : await this.#warmUpSide(side);
      if (failure !== null) failures.push({ side, ...failure });
    }
    const [first] = failures;
    if (first === undefined) return true;
    const reason = failures.map((failure) => `${failure.side}: ${failure.reason}`).join('; ');
    this.#unmeasurable = { sides: this.#blamed(failures), code: first.code, reason };
    return false;
  }

  async #warmUpSide(side: Side): Promise<{ code: string; reason: string } | null> {
    const absent = this.#request.absent?.[side] ?? null;
    if (absent !== null) return { code: 'connection-failed', reason: absent };
    const outcome = await this.#attempts(side, -1, 0);
    return outcome.status === 'failed' ? { code: outcome.code, reason: outcome.reason } : null;
  }

  /** A browser that dies says nothing about the deploy it was visiting. */
  #blamed(failures: readonly { readonly side: Side; readonly code: string }[]): Side[] {
    if (failures.some(({ code }) => code === 'chrome-died')) return [...SIDES];
    return [...new Set(failures.map(({ side }) => side))];
  }

  /** Makes one complete block, replacing incomplete ones. False: too many were incomplete. */
  async block(): Promise<boolean> {
    while (this.#unmeasurable === null) {
      if (this.#drawn > 0 && this.#drawn % BLOCKS_PER_BROWSER === 0) await this.#lab.restart();
      const block = await this.#draw(this.#drawn++);
      if (block !== null) {
        this.#blocks.push(block);
        return true;
      }
    }
    return false;
  }

  async #draw(index: number): Promise<Block | null> {
    const visits: { side: Side; outcome: MeasuredOutcome }[] = [];
    for (const [position, side] of this.#order().entries()) {
      const outcome = await this.#attempts(side, index, position);
      if (outcome.status === 'failed') {
        this.#drop(side, outcome);
        return null;
      }
      visits.push({ side, outcome });
    }
    return { visits };
  }

  #order(): readonly Side[] {
    return this.#request.base === null ? ['head', 'head', 'head', 'head'] : blockOrder(this.#random);
  }

  #drop(side: Side, { code, reason }: Extract<VisitOutcome, { status: 'failed' }>): void {
    this.#failures.push({ side, code });
    if (++this.#dropped <= MAX_DROPPED_BLOCKS) return;
    const story = `${this.#dropped} blocks were incomplete; the last because of ${side}: ${reason}`;
    this.#unmeasurable = { sides: this.#blamed(this.#failures), code, reason: story };
  }

  async #attempts(side: Side, block: number, position: number): Promise<VisitOutcome> {
    const { route, condition, record } = this.#request;
    const deploy = this.#deploy(side);
    if (deploy === null) throw new Error(`there is no ${side} deploy to visit`);
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#lab.visit(route, condition, deploy.url, deploy.hosts);
      record({ type: 'visit', route: route.name, condition: condition.name, side, block, position, attempt, outcome });
      if (outcome.status === 'measured') return outcome;
      if (attempt >= (outcome.code === 'timeout' ? MAX_ATTEMPTS_AT_A_TIMEOUT : MAX_ATTEMPTS)) return outcome;
    }
  }

  #deploy(side: Side): Deploy | null {
    return this.#request[side];
  }
}
