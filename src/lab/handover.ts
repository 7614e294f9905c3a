import type { Condition, Route } from '../model/route.ts';
import type { Deploy } from '../model/deploy.ts';
import type { VisitOutcome } from '../model/sample.ts';
import type { TabPlace } from './browser/tab.ts';
import type { Lull } from './quiet/quiet-watch.ts';
import type { Shaper } from './shaper/shaper.ts';
import type { Shapers } from './shaper/shapers.ts';
import type { MeasuringTab } from './visit/measuring-tab.ts';
import { PreparedTabs } from './visit/prepared-tabs.ts';
import type { Succession } from './visit/visit.ts';

/** What is visited. */
export type Target = Pick<Deploy, 'url' | 'hosts'>;

/** A visit to a page of a deploy under the same condition and in the same lane. */
interface FollowingVisit {
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
  /** Absent until it is known. */
  next: NextVisit | undefined;
  /** Whether it says nothing more: its outcome is there. */
  isOver: boolean;
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
  readonly standing: Standing;
  readonly outcome: Promise<VisitOutcome>;
  readonly abandonment: AbortController;
}

/** How long before the end of a quiet a tab is opened, ms: what the page was seen to do late has happened before it. */
const TAB_LEAD_MS = 100;
/** How much longer than its lead a visit that begins ahead waits for its first byte at least, ms. */
const AHEAD_MARGIN_MS = 60;
/** A shorter lead is not worth it, ms. */
const LEAST_LEAD_MS = 50;

/**
 * What a visit does for the one after it in its lane. Under a slow network that one begins while this one waits for its last
 * quiet: it receives nothing before this one has ended, and its tab was opened while this one waited for its own first byte.
 * Under a fast network only its tab is opened, at the end of the quiet. Where the page turns out not to be quiet, what began
 * ahead is abandoned, and begins anew.
 */
export class Handover {
  readonly #options: HandoverOptions;
  readonly #tabs = new PreparedTabs();
  readonly #ahead = new Map<number, VisitAhead>();
  /** Abandoned visits whose pages are being closed. */
  readonly #ending = new Map<number, Promise<unknown>>();
  /** Which of its two links the next visit in a lane has: a visit that begins ahead does not share that of the one before it. */
  readonly #links = new Map<number, number>();

  constructor(options: HandoverOptions) {
    this.#options = options;
  }

  /** The shaper of a visit that begins now. */
  shaperOf({ condition, deploy }: Visited, { lane }: Standing): Promise<Shaper> {
    return this.#options.shapers.of(condition, deploy.hosts, lane, this.#linkOf(lane));
  }

  /** The tab that was opened for a visit, or null. */
  tabFor({ lane }: Standing, place: TabPlace): Promise<MeasuringTab | null> {
    return this.#tabs.take(lane, place);
  }

  /** The outcome of a visit that began ahead; null if none did. Another one is abandoned. */
  async begun(lane: number, visited: Visited, next: NextVisit | undefined): Promise<VisitOutcome | null> {
    const ahead = this.#ahead.get(lane);
    if (ahead === undefined || !isSame(ahead.visited, visited)) {
      await this.#abandon(lane);
      return null;
    }
    this.#ahead.delete(lane);
    ahead.standing.next = next;
    return ahead.outcome;
  }

  /** What a visit does for the next one; to be called when it begins. */
  async of(site: VisitSite, standing: Standing): Promise<Omit<Succession, 'prepared'>> {
    const { condition, deploy } = site;
    const { lane, abandoned } = standing;
    const link = this.#linkOf(lane);
    const hosts = (typeof standing.next === 'object' ? standing.next.deploy : deploy).hosts;
    const shaper = await this.#options.shapers.of(condition, hosts, lane, 1 - link);
    const isQuiet = (): boolean => standing.isOver || abandoned?.aborted === true;
    const prepare = (): void => {
      this.#links.set(lane, 1 - link);
      this.#tabs.prepare(lane, { ...site.place, shaper });
    };
    return {
      abandoned,
      onNavigation: () => {
        if (!isQuiet() && this.#expectsAhead(condition, standing)) prepare();
      },
      lull: () => this.#lull(site, standing, { isQuiet, prepare, resume: () => this.#links.set(lane, 1 - link) }),
    };
  }

  /** Closes what was prepared for a visit that does not come, and ends one that began. */
  async discard(lane: number): Promise<void> {
    await this.#abandon(lane);
    await this.#tabs.discard(lane);
  }

  #linkOf(lane: number): number {
    return this.#links.get(lane) ?? 0;
  }

  /** One that began ahead does not know what follows it: most often it is another one. */
  #expectsAhead(condition: Condition, { next, abandoned }: Standing): boolean {
    return leadOf(condition) > 0 && (next === undefined ? abandoned !== null : beginsAhead(next));
  }

  #lull({ condition }: VisitSite, { lane, next }: Standing, { isQuiet, prepare, resume }: LullSteps): Lull {
    const leadMs = next !== undefined && beginsAhead(next) ? leadOf(condition) : 0;
    const begin = (): void => {
      if (isQuiet() || next === undefined) return;
      if (next === 'restart') this.#options.anticipateRestart(lane);
      else if (leadMs > 0 && this.#tabs.has(lane)) this.#begin(lane, { ...next, condition });
      else prepare();
    };
    const interrupt = (): void => {
      if (isQuiet() || !this.#ahead.has(lane)) return;
      void this.#abandon(lane);
      resume();
    };
    return { leadMs: leadMs > 0 ? leadMs : TAB_LEAD_MS, begin, interrupt };
  }

  #begin(lane: number, { route, condition, deploy }: Visited): void {
    if (this.#ahead.has(lane)) return;
    const visited = { route, condition, deploy };
    const abandonment = new AbortController();
    const standing: Standing = { lane, next: undefined, isOver: false, abandoned: abandonment.signal };
    const outcome = this.#options.make(visited, standing);
    // Nobody may ask for it.
    outcome.catch(() => undefined);
    this.#ahead.set(lane, { visited, standing, outcome, abandonment });
  }

  /** Resolves when its page is closed. */
  async #abandon(lane: number): Promise<void> {
    const ahead = this.#ahead.get(lane);
    this.#ahead.delete(lane);
    if (ahead !== undefined) {
      ahead.abandonment.abort(new Error('the visit began too early'));
      this.#ending.set(lane, Promise.allSettled([this.#ending.get(lane), ahead.outcome]));
    }
    await this.#ending.get(lane);
  }
}

interface LullSteps {
  /** Whether the visit has nothing more to say. */
  readonly isQuiet: () => boolean;
  /** Opens a tab for the next visit. */
  readonly prepare: () => void;
  /** The next visit has the other link again. */
  readonly resume: () => void;
}

/** How long before the end of a visit the next one may begin, ms: a new connection and the first answer take two round trips. */
function leadOf({ rttMs }: Condition): number {
  const leadMs = 2 * rttMs - AHEAD_MARGIN_MS;
  return leadMs < LEAST_LEAD_MS ? 0 : leadMs;
}

/** Set-up steps may run before a visit, in tabs of their own. */
function beginsAhead(next: NextVisit): boolean {
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
