import type { Exchange } from '../../graphql/observed/requests.ts';
import type { Failure } from '../../judge/flaky.ts';
import { CampaignRunner, type Visits } from '../../lab/campaign.ts';
import type { Side } from '../../model/deploy.ts';
import type { Condition, Route } from '../../model/route.ts';
import type { CampaignStage, Visit } from '../../model/sample.ts';
import { count } from '../../report/words/format.ts';
import type { Run } from './run.ts';
import { Served } from './served.ts';

/** The visits of one campaign: asked of the lab, recorded, counted. */
export class CampaignVisits {
  readonly #run: Run;
  readonly #route: Route;
  readonly #condition: Condition;
  readonly #name: string;
  /** First attempts that failed, in the blocks that decide. */
  readonly failures: Failure[] = [];
  /** In which lane the next ones are made; it changes between two looks only. */
  lane = 0;
  /** What the warm-up visits are served; null: that is not looked at, or was. */
  #served: Served | null;
  #made = 0;
  #fresh = 0;

  constructor(run: Run, route: Route, condition: Condition, name: string) {
    this.#run = run;
    this.#route = route;
    this.#condition = condition;
    this.#name = name;
    this.#served = run.openReplays === null ? null : new Served([run.deploys.base, run.deploys.head]);
  }

  get served(): Served | null {
    return this.#served;
  }

  forgetServed(): void {
    this.#served = null;
  }

  /** All visits so far: those that warm up, and fresh ones, too. */
  get made(): number {
    return this.#made;
  }

  /** How many visits so many blocks take. */
  in(blocks: number): number {
    return 4 * blocks * (this.#run.control === null ? 1 : 2);
  }

  /** `22 visits, 9 of them fresh ones to confirm a red` */
  describe(): string {
    const fresh = this.#fresh === 0 ? '' : `, ${this.#fresh} of them fresh ones to confirm a red`;
    return `${count(this.#made, 'visit')}${fresh}`;
  }

  /** Makes blocks that decide, or fresh ones that confirm. */
  runner(phase: CampaignStage): CampaignRunner {
    const { deploys, unreachable, control } = this.#run;
    const { base, head, serverFailure } = deploys;
    const about = { route: this.#route, condition: this.#condition, control, phase, base, head };
    const beside = { serverFailure, unreachable, record: this.#record };
    if (phase === 'confirm') return new CampaignRunner(this.#lab(), { ...about, ...beside });
    const collect = this.#served === null ? {} : { collect: this.#served.collect };
    return new CampaignRunner(this.#lab(), { ...about, ...beside, ...this.#observer(), ...collect });
  }

  /** No visit follows in the campaign's lane: what was prepared for one must not be open while others are made. */
  end(): Promise<void> {
    return this.#run.lab.discardPrepared(this.lane);
  }

  /** The lab as it is from the campaign's lane. */
  #lab(): Visits {
    const { lab } = this.#run;
    return {
      visit: (route, condition, deploy, options) =>
        lab.visit(route, condition, deploy, { lane: this.lane, ...options }),
      restart: () => lab.restart(this.lane),
      learnsSettle: (route, condition) => lab.learnsSettle(route, condition),
      keepSettle: (route, condition, settleMs) => lab.keepSettle(route, condition, settleMs),
    };
  }

  readonly #record = (visit: Visit): void => {
    const { log, progress } = this.#run;
    log.append(visit);
    this.#made += 1;
    this.#served?.record(visit);
    if (visit.block >= 0 && visit.attempt === 1) progress.advance(this.#name);
    if (visit.phase === 'measure') this.failures.push(...failedFirst(visit));
    else this.#fresh += 1;
  };

  /** Keeps what GraphQL the first visits sent, where operations are gated. */
  #observer(): { observe?: (side: Side, exchanges: readonly Exchange[]) => void } {
    const { observed } = this.#run;
    if (observed === null) return {};
    const route = this.#route.name;
    return { observe: (side, exchanges) => void observed.push({ route, side, exchanges }) };
  }
}

/** The failure of a block's first attempt at the route; none of the warm-up, of later attempts, of the control page. */
function failedFirst({ side, page, block, attempt, outcome }: Visit): Failure[] {
  if (outcome.status !== 'failed' || page !== 'route' || block < 0 || attempt !== 1) return [];
  return [{ side, code: outcome.code, reason: outcome.reason }];
}
