import type { Condition, Route } from '../model/route.ts';
import type { Deploy } from '../model/deploy.ts';
import type { VisitOutcome } from '../model/sample.ts';
import type { TabPlace } from './browser/tab.ts';
import type { Lull } from './quiet/lull.ts';
import type { Shaper } from './shaper/shaper.ts';
import type { Shapers } from './shaper/shapers.ts';
import type { MeasuringTab } from './visit/measuring-tab.ts';
import { PreparedTabs } from './visit/prepared-tabs.ts';
import type { Succession } from './visit/visit.ts';

/** What is visited. */
export type Target = Pick<Deploy, 'url' | 'hosts'>;

/** A visit to a page of a deploy under the same condition and in the same lane. */
export interface FollowingVisit {
  readonly route: Route;
  readonly deploy: Target;
  /** Whether it comes at once, unless the present visit fails; otherwise something else may come first. */
  readonly isCertain: boolean;
}

/** What comes after a visit: another one, or a restart of its lane's Chrome. */
export type NextVisit = FollowingVisit | 'restart';

/** Where a visit stands in its lane. */
export interface Standing {
  readonly lane: number;
  /** Which of the lane's two links it has: a visit that begins ahead does not share that of the one before it. */
  readonly link: number;
  /** Absent until it is known. */
  next: NextVisit | undefined;
  /** Whether its outcome is there. */
  isOver: boolean;
  /** Whether its page was not quiet when it seemed to be. */
  isRestless: boolean;
  /** Of a visit that began before the one before it had ended; null for others. */
  readonly abandoned: AbortSignal | null;
}

/** What a visit is made to. */
export interface Visited {
  readonly route: Route;
  readonly condition: Condition;
  readonly deploy: Target;
}

/** Where and in what a visit is made. */
export interface VisitSite extends Visited {
  readonly place: TabPlace;
}

export interface HandoverOptions {
  readonly shapers: Pick<Shapers, 'of'>;
  readonly anticipateRestart: (lane: number) => void;
  /** Makes a visit. */
  readonly make: (visited: Visited, standing: Standing) => Promise<VisitOutcome>;
}

interface VisitAhead {
  readonly visited: Visited;
  readonly beganAt: number;
  readonly standing: Standing;
  readonly outcome: Promise<VisitOutcome>;
  readonly abandonment: AbortController;
}

/** How long before the end of a quiet a tab is opened, ms: what the page was seen to do late has happened before it. */
const TAB_LEAD_MS = 100;
/** The same where the visit does not go on before it is open. */
const AWAITED_TAB_LEAD_MS = 200;
/** How much longer than its lead a visit that begins ahead waits for its first byte at least, ms: the visit before it is closed in that time. */
const AHEAD_MARGIN_MS = 80;
/** A shorter lead is not worth it, ms. */
const LEAST_LEAD_MS = 50;

/**
 * What a visit does for the one after it in its lane. Under a slow network that one begins while this one waits for its last
 * quiet: it receives nothing before this one has ended. Its tab was opened while this one waited for the quiet before its
 * script. Under a fast network only its tab is opened, at the end of the last quiet. Where the page turns out not to be
 * quiet, what began ahead is abandoned, and begins anew.
 */
export class Handover {
  readonly #options: HandoverOptions;
  readonly #tabs = new PreparedTabs();
  /** Tabs that are about to be opened. */
  readonly #preparing = new Map<number, Promise<void>>();
  readonly #ahead = new Map<number, VisitAhead>();
  /** Abandoned visits whose pages are being closed. */
  readonly #ending = new Map<number, Promise<void>>();
  /** The link of the next visit in a lane. */
  readonly #links = new Map<number, number>();

  constructor(options: HandoverOptions) {
    this.#options = options;
  }

  /** The shaper of a visit that begins now. */
  shaperOf({ condition, deploy }: Visited, { lane, link }: Standing): Promise<Shaper> {
    return this.#options.shapers.of(condition, deploy.hosts, lane, link);
  }

  /** Of a visit that begins when nothing else is under way in its lane. */
  standingOf(lane: number, next: NextVisit | undefined): Standing {
    return { lane, next, link: this.#links.get(lane) ?? 0, isOver: false, isRestless: false, abandoned: null };
  }

  /** The tab that was opened for a visit, or null. */
  tabFor({ lane }: Standing, place: TabPlace): Promise<MeasuringTab | null> {
    return this.#tabs.take(lane, place);
  }

  /**
   * The outcome of a visit that began ahead; null if none did. One that may have been answered before the visit before it
   * was closed is abandoned, and so is another one than is asked for.
   */
  async begun(lane: number, visited: Visited, next: NextVisit | undefined): Promise<VisitOutcome | null> {
    const ahead = this.#ahead.get(lane);
    if (ahead === undefined || isLate(ahead) || !isSame(ahead.visited, visited)) {
      await this.#abandon(lane);
      return null;
    }
    this.#ahead.delete(lane);
    ahead.standing.next = next;
    return ahead.outcome;
  }

  /** What a visit does for the next one. */
  of(site: VisitSite, standing: Standing): Omit<Succession, 'prepared'> {
    const { lane, abandoned } = standing;
    return {
      abandoned,
      lull: (isEnd) => (isEnd ? this.#lastLull(site, standing) : this.#lull(site, standing)),
      alone: async () => {
        await this.#preparing.get(lane);
        await this.#tabs.opened(lane);
      },
    };
  }

  /** Closes what was prepared for a visit that does not come, and ends one that began. */
  async discard(lane: number): Promise<void> {
    await this.#abandon(lane);
    await this.#tabs.discard(lane);
  }

  /** Before the script: what begins ahead needs a tab, which must not be opened while the script is measured. */
  #lull(site: VisitSite, standing: Standing): Lull | null {
    const { next } = standing;
    if (leadOf(site.condition) === 0 || next === undefined || !beginsAhead(next)) return null;
    const begin = (): void => this.#prepare(site, standing, next);
    return { leadMs: AWAITED_TAB_LEAD_MS, begin, interrupt: () => undefined };
  }

  #lastLull(site: VisitSite, standing: Standing): Lull | null {
    const { lane, next } = standing;
    if (next === undefined) return null;
    if (next === 'restart')
      return { leadMs: TAB_LEAD_MS, begin: () => this.#options.anticipateRestart(lane), interrupt: () => undefined };
    const aheadMs = beginsAhead(next) ? leadOf(site.condition) : 0;
    const begin = (): void => {
      if (aheadMs > 0) this.#begin(site, standing, next);
      else this.#prepare(site, standing, next);
    };
    return { leadMs: aheadMs > 0 ? aheadMs : TAB_LEAD_MS, begin, interrupt: () => this.#interrupt(standing) };
  }

  /** Opens a tab for the next visit. */
  #prepare({ condition, place }: VisitSite, standing: Standing, { deploy }: FollowingVisit): void {
    if (isSilent(standing)) return;
    const { lane, link } = standing;
    this.#links.set(lane, 1 - link);
    const open = async (): Promise<void> => {
      const shaper = await this.#options.shapers.of(condition, deploy.hosts, lane, 1 - link);
      if (!isSilent(standing)) this.#tabs.prepare(lane, { ...place, shaper });
    };
    this.#preparing.set(
      lane,
      open().catch(() => undefined),
    );
  }

  #begin({ condition }: VisitSite, before: Standing, { route, deploy }: FollowingVisit): void {
    const { lane, link } = before;
    if (isSilent(before) || before.isRestless || this.#ahead.has(lane)) return;
    this.#links.set(lane, 1 - link);
    const visited = { route, condition, deploy };
    const abandonment = new AbortController();
    const { signal: abandoned } = abandonment;
    const standing: Standing = { lane, link: 1 - link, next: undefined, isOver: false, isRestless: false, abandoned };
    const outcome = this.#options.make(visited, standing);
    // Nobody may ask for it.
    outcome.catch(() => undefined);
    this.#ahead.set(lane, { visited, beganAt: performance.now(), standing, outcome, abandonment });
  }

  #interrupt(before: Standing): void {
    if (isSilent(before)) return;
    before.isRestless = true;
    void this.#abandon(before.lane);
  }

  /** Resolves when its page is closed. */
  async #abandon(lane: number): Promise<void> {
    const ahead = this.#ahead.get(lane);
    this.#ahead.delete(lane);
    if (ahead !== undefined) {
      ahead.abandonment.abort(new Error('the visit began too early'));
      const endings = Promise.allSettled([this.#ending.get(lane), ahead.outcome]);
      this.#ending.set(
        lane,
        endings.then(() => undefined),
      );
    }
    await this.#ending.get(lane);
  }
}

/** Whether a visit has nothing more to say. */
function isSilent({ isOver, abandoned }: Standing): boolean {
  return isOver || abandoned?.aborted === true;
}

/** Whether its first answer may have come already: it is judged by the visit before it, not by how fast its server is. */
function isLate({ visited, beganAt }: VisitAhead): boolean {
  return performance.now() - beganAt > 2 * visited.condition.rttMs;
}

/** How long before the end of a visit the next one may begin, ms: a new connection and the first answer take two round trips. */
function leadOf({ rttMs }: Condition): number {
  const leadMs = 2 * rttMs - AHEAD_MARGIN_MS;
  return leadMs < LEAST_LEAD_MS ? 0 : leadMs;
}

/** Set-up steps may run before a visit, in tabs of their own. */
function beginsAhead(next: NextVisit): next is FollowingVisit {
  return next !== 'restart' && next.isCertain && (next.route.session?.setup.length ?? 0) === 0;
}

function isSame(one: Visited, other: Visited): boolean {
  return (
    one.route === other.route &&
    one.condition === other.condition &&
    one.deploy.url === other.deploy.url &&
    one.deploy.hosts === other.deploy.hosts
  );
}
