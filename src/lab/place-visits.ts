import type { Exchange } from '../graphql/observed/requests.ts';
import type { Unmeasurable } from '../model/campaign.ts';
import { SIDES, type Deploy, type Side } from '../model/deploy.ts';
import type { Route } from '../model/route.ts';
import type { Visit, VisitOutcome } from '../model/sample.ts';
import { MAX_ATTEMPTS } from './block-limits.ts';
import type { CampaignRequest, Visits } from './campaign.ts';
import type { NextVisit } from './handover.ts';

/** A page that does not finish loading costs half a minute each time: once more must do. */
const MAX_ATTEMPTS_AT_A_TIMEOUT = 2;

/** Where in a campaign a visit stands; block −1 is the unrecorded warm-up. */
export interface Position {
  readonly side: Side;
  readonly block: number;
  readonly position: number;
}

/** What comes after a position: a visit to a side, in the same lane, or a restart of the lane's Chrome. */
export type Following = { readonly side: Side; readonly isCertain: boolean } | 'restart';

/** What is visited at a position, how often at most, in which lane, and what comes after it, if that is known. */
interface PositionTerms {
  readonly pages?: readonly Visit['page'][];
  readonly attempts?: number;
  readonly lane?: number;
  readonly next?: Following | undefined;
  /** Whether what a warm-up visit sends is told; it is unless given. */
  readonly isObserved?: boolean;
}

/** In the order in which they are visited. */
export const PAGES: readonly Visit['page'][] = ['route', 'control'];

/** The outcome of a visit that failed for good. */
export interface Failure {
  readonly side: Side;
  readonly code: string;
  readonly reason: string;
}

/** The visits at the positions of a campaign: retried if they fail, each followed by the control page. */
export class PlaceVisits {
  readonly #lab: Visits;
  readonly #request: CampaignRequest;
  readonly #warmUps: Visit[] = [];
  #lost: Unmeasurable | null = null;

  constructor(lab: Visits, request: CampaignRequest) {
    this.#lab = lab;
    this.#request = request;
  }

  /** The unrecorded visits before the first block. */
  get warmUps(): readonly Visit[] {
    return this.#warmUps;
  }

  /** Why one of the gate's own servers is lost, or null. */
  get lost(): Unmeasurable | null {
    return this.#lost;
  }

  /** Visits a position and then the control page, if there is one. Null: both were measured. */
  async failureAt(
    place: Position,
    { pages = PAGES, attempts = MAX_ATTEMPTS, lane, next, isObserved = true }: PositionTerms = {},
  ): Promise<Failure | null> {
    const visited = pages.filter((page) => this.#request[page] !== null);
    for (const [index, page] of visited.entries()) {
      const route = this.#request[page];
      if (route === null) continue;
      const beside = visited[index + 1];
      const then =
        beside === undefined
          ? this.#announced(visited[0], next)
          : this.#following(beside, place.side, place.block >= 0);
      const spec = { page, route, place, lane, next: then, isObserved };
      const outcome = await this.#attempts(spec, attempts);
      if (outcome.status === 'failed') return failureOf(place.side, page, route, outcome);
    }
    return null;
  }

  async #attempts(spec: VisitSpec, attempts: number): Promise<VisitOutcome> {
    const { serverFailure } = this.#request;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#visit(spec, attempt);
      if (outcome.status === 'measured') return outcome;
      const gone = (await serverFailure?.(spec.place.side)) ?? null;
      if (gone !== null) return this.#giveUp(gone);
      const most = outcome.code === 'timeout' ? Math.min(attempts, MAX_ATTEMPTS_AT_A_TIMEOUT) : attempts;
      if (attempt >= most) return outcome;
    }
  }

  async #visit({ page, route, place, lane, next, isObserved }: VisitSpec, attempt: number): Promise<VisitOutcome> {
    const { condition, record, phase } = this.#request;
    const deploy = this.#deploy(place.side);
    const isWarmUp = place.block === -1;
    const learn = isWarmUp && this.#lab.learnsSettle(route, condition);
    const observe = page === 'route' && isWarmUp && isObserved ? this.#observer(place.side) : undefined;
    const isFirst = page === 'route' && isWarmUp && place.position === 0;
    const collect = isFirst ? this.#request.collect?.(place.side) : undefined;
    const told = { ...(observe && { observe }), ...(collect && { collect }) };
    const known = { ...told, ...(lane !== undefined && { lane }), ...(next && { next }) };
    const outcome = await this.#lab.visit(route, condition, deploy, { ...known, learn });
    const about = { route: this.#request.route.name, condition: condition.name, phase, page };
    const visit: Visit = { type: 'visit', ...about, ...place, attempt, outcome };
    if (isWarmUp) this.#warmUps.push(visit);
    record(visit);
    return outcome;
  }

  /** What is visited first at the following position. */
  #announced(page: Visit['page'] = 'route', next: Following | undefined): NextVisit | undefined {
    if (next === undefined || next === 'restart') return next;
    return this.#following(page, next.side, next.isCertain);
  }

  #following(page: Visit['page'], side: Side, isCertain: boolean): NextVisit | undefined {
    const route = this.#request[page];
    return route === null ? undefined : { route, deploy: this.#deploy(side), isCertain };
  }

  #observer(side: Side): ((exchanges: readonly Exchange[]) => void) | undefined {
    const { observe } = this.#request;
    return observe === undefined ? undefined : (exchanges) => observe(side, exchanges);
  }

  /** When one of the gate's own servers does not stay up, neither side is to blame. */
  #giveUp(gone: string): VisitOutcome {
    const reason = `${gone.charAt(0).toUpperCase()}${gone.slice(1)}.`;
    this.#lost = { sides: [...SIDES], code: 'server-gone', reason };
    return { status: 'failed', code: 'server-gone', reason };
  }

  #deploy(side: Side): Deploy {
    const deploy = this.#request[side];
    if (deploy === null) throw new Error(`there is no ${side} deploy to visit`);
    return deploy;
  }
}

interface VisitSpec {
  readonly page: Visit['page'];
  readonly route: Route;
  readonly place: Position;
  readonly lane: number | undefined;
  readonly next: NextVisit | undefined;
  readonly isObserved: boolean;
}

function failureOf(
  side: Side,
  page: Visit['page'],
  { path }: Route,
  { code, reason }: Extract<VisitOutcome, { status: 'failed' }>,
): Failure {
  if (page === 'route') return { side, code, reason };
  return { side, code: 'control-failed', reason: `the control page ${path}: ${reason}` };
}
