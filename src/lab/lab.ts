import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';

import type { Browser } from 'puppeteer';

import { Reach } from '../deploys/reach/reach.ts';
import type { Place } from '../model/place.ts';
import type { Condition, Route } from '../model/route.ts';
import type { VisitOutcome } from '../model/sample.ts';
import { LaneBrowser } from './browser/lane-browser.ts';
import type { Collecting } from './answers/collecting.ts';
import { diagnose, type FailedDiagnosis } from './diagnosis/diagnose.ts';
import type { Diagnosed, Diagnosing } from './diagnosis/diagnosing.ts';
import { VISIT_LIMITS, type VisitLimits } from './visit/limits.ts';
import { openScratch, type Scratch } from './browser/scratch.ts';
import { Handover, type NextVisit, type Standing, type Target, type Visited } from './handover.ts';
import { SettleWindows } from './settle-windows.ts';
import { StateStore } from './session/state-store.ts';
import { visitorOf } from './session/visitor.ts';
import { Shapers } from './shaper/shapers.ts';
import { Turns, type Turn } from '../system/turns.ts';
import type { VisitRequest } from './browser/tab.ts';
import { visit } from './visit/visit.ts';
import { NoiseMeter } from './visit-noise.ts';

export interface LabOptions {
  readonly chromePath: string;
  readonly env: NodeJS.ProcessEnv;
  /** The settle window of every route without its own; null: it is learnt, route by route. */
  readonly settleMs: number | null;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** How long a visit may take; VISIT_LIMITS where not given. */
  readonly limits?: VisitLimits;
  /** Hosts of this machine and its network that pages may reach, beside the deploys' own. */
  readonly allowHosts?: readonly string[];
  /** How many lanes have a Chrome of their own, which visits in further lanes share; 1 where not given. */
  readonly lanes?: number;
}

/** What a visit does beside measuring. */
export interface VisitOptions {
  /** Told what GraphQL the page sent. */
  readonly observe?: VisitRequest['observe'];
  /** What the page is served is collected. */
  readonly collect?: Collecting;
  /** What the page does is recorded with its causes. */
  readonly diagnose?: Diagnosing;
  /** The page is watched, and the outcome says which settle window it needs. */
  readonly learn?: boolean;
  /** Visits at the same time have lanes of their own, each with a link of its own; 0 unless given. */
  readonly lane?: number;
  /** What comes next, so that it can begin, or be prepared, while this visit waits for quiet; nothing is unless given. */
  readonly next?: NextVisit;
}

/**
 * A warm Chrome per lane, and a traffic shaper per condition and lane. Visits of one lane that count are made one at a
 * time: parallel ones would measure each other.
 */
export class Lab {
  readonly #options: LabOptions;
  readonly #shapers: Shapers;
  readonly #reach: Reach;
  readonly #scratch: Scratch;
  readonly #states = new StateStore();
  /** Of what scripts draw at random on visits that collect: the same on both sides, another in each run. */
  readonly #seed = randomInt(2 ** 32);
  readonly #settles: SettleWindows;
  readonly #lanes: readonly LaneBrowser[];
  readonly #handover: Handover;
  readonly #noise = new NoiseMeter();
  /** Visits that only learn may be many at once. */
  readonly #turns = new Turns(availableParallelism());

  private constructor(options: LabOptions, shapers: Shapers, reach: Reach, scratch: Scratch) {
    this.#options = options;
    this.#reach = reach;
    this.#scratch = scratch;
    this.#shapers = shapers;
    this.#settles = new SettleWindows(options.settleMs);
    this.#handover = new Handover({
      shapers,
      anticipateRestart: (lane) => this.#laneOf(lane).anticipateRestart(),
      make: (visited, standing) => this.#make(visited, standing),
    });
    this.#lanes = Array.from({ length: options.lanes ?? 1 }, () => new LaneBrowser(options, scratch));
  }

  /** Starts the first lane's Chrome and the shapers. Throws `chrome-unlaunchable`. */
  static async open(options: LabOptions, conditions: readonly Condition[]): Promise<Lab> {
    const reach = new Reach(options.allowHosts);
    const lab = new Lab(options, await Shapers.open(conditions, reach), reach, openScratch());
    try {
      await lab.connectedBrowser();
    } catch (error) {
      await lab.close();
      throw error;
    }
    return lab;
  }

  /** Chrome's name and version, e.g. `Chrome/156.0.0.0`. */
  async version(): Promise<string> {
    return (await this.connectedBrowser()).version();
  }

  /** The browser of the first lane's present generation. */
  get browser(): Browser {
    return this.#laneOf(0).browser;
  }

  /** The same browser, replaced if it has died, for Lighthouse. */
  connectedBrowser(): Promise<Browser> {
    return this.#laneOf(0).connected();
  }

  #laneOf(lane: number): LaneBrowser {
    const browser = this.#lanes[lane % this.#lanes.length];
    if (browser === undefined) throw new Error(`a lab has no lane ${lane}`);
    return browser;
  }

  /** Lets pages reach a deploy; each is admitted with its first visit, but they may need each other before that. */
  admit(deployUrl: string): void {
    this.#reach.admit(deployUrl);
  }

  /** The port of the condition's shaping SOCKS5 proxy. */
  proxyPort(condition: Condition): number {
    return this.#shapers.portOf(condition);
  }

  /** Whether the settle window is still to be learnt: it is not configured, and no visit has learnt it yet. */
  learnsSettle(route: Route, condition: Condition): boolean {
    return this.#settles.isOpen(route, condition);
  }

  /** The settle window of the visits that follow, the same on every deploy, ms. */
  keepSettle(route: Route, condition: Condition, settleMs: number): void {
    this.#settles.keep(route, condition, settleMs);
  }

  /**
   * One visit, after the route's set-up steps where this campaign has not performed them on the deploy yet; a Chrome
   * that died before it is replaced. Rejects only where the signal aborts or no Chrome starts.
   */
  async visit(route: Route, condition: Condition, deploy: Target, options: VisitOptions = {}): Promise<VisitOutcome> {
    this.#options.signal.throwIfAborted();
    const { lane = 0, next, learn = false } = options;
    const visited = { route, condition, deploy };
    const make = (turn?: Turn) =>
      this.#make(visited, this.#handover.standingOf(lane, next), { ...options, ...(turn && { turn }) });
    const begun = await this.#handover.begun(lane, visited, next);
    const outcome = begun ?? (await (learn ? this.#turns.take(make) : make()));
    this.#options.signal.throwIfAborted();
    if (outcome.status === 'failed') await this.#handover.discard(lane);
    if (outcome.status === 'failed' && outcome.code === 'timeout') this.#laneOf(lane).doubt();
    return outcome;
  }

  /** One visit whose numbers do not count, with what was recorded beside it. One at a time. */
  diagnose(
    route: Route,
    condition: Condition,
    deploy: Target,
    how: Pick<Diagnosing, 'side' | 'signal' | 'isFilmed' | 'hasShiftPictures'>,
  ): Promise<Diagnosed | FailedDiagnosis> {
    return diagnose(this, route, condition, deploy, how);
  }

  #make(visited: Visited, standing: Standing, beside: BesideMeasuring = {}): Promise<VisitOutcome> {
    this.#reach.admit(visited.deploy.url);
    const lane = this.#laneOf(standing.lane);
    const made = lane.visit((browser) => this.#noise.during(() => this.#visitIn(browser, visited, standing, beside)));
    return made.finally(() => (standing.isOver = true));
  }

  async #visitIn(
    browser: Browser,
    visited: Visited,
    standing: Standing,
    { observe, collect, diagnose: diagnosing, turn, learn = false }: BesideMeasuring,
  ): Promise<VisitOutcome> {
    const { route, condition, deploy } = visited;
    const { signal, limits = VISIT_LIMITS, env } = this.#options;
    const { url: deployUrl, hosts } = deploy;
    const shaper = await this.#handover.shaperOf(visited, standing);
    const visitor = visitorOf(route, deployUrl, env);
    const settle = learn ? ('learn' as const) : this.#settles.of(route, condition);
    const about = { browser, shaper, route, condition, deployUrl, visitor, settle, limits };
    const request: VisitRequest = {
      ...about,
      ...(observe === undefined ? {} : { observe }),
      ...(diagnosing === undefined ? {} : { diagnose: diagnosing }),
      ...(turn === undefined ? {} : { turn }),
      ...(collect === undefined ? {} : { collect: { ...collect, seed: this.#seed } }),
    };
    const place = { browser, shaper, condition, limits };
    const { abandoned, ...succession } = this.#handover.of({ ...visited, place }, standing);
    const ends = [abandoned, diagnosing?.signal ?? null].filter((end) => end !== null);
    const state = hasSetUp(route) ? await this.#states.of(request, hosts, signal) : null;
    if (state !== null && 'status' in state) return state;
    const prepared = this.#handover.tabFor(standing, place);
    const admitted = state === null ? request : { ...request, visitor: { ...visitor, state } };
    const end = ends.length === 0 ? null : AbortSignal.any(ends);
    return visit(admitted, signal, { ...succession, abandoned: end, prepared });
  }

  /** From now on set-up steps run again: those of a campaign that begins, or all, because servers were restarted. */
  forgetSessions(campaign?: Place): void {
    this.#states.forget(campaign);
  }

  /**
   * A new browser process for a lane. Called between blocks only: an effect fixed within one process survives
   * interleaving, so a campaign must see several.
   */
  async restart(lane = 0): Promise<void> {
    await this.#handover.discard(lane);
    return this.#laneOf(lane).restart();
  }

  /** Closes what was prepared for a visit that does not come. */
  async discardPrepared(lane = 0): Promise<void> {
    await Promise.all([this.#handover.discard(lane), this.#laneOf(lane).discardNext()]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
    await this.#scratch.sweep();
    this.#scratch.close();
    await this.#shapers.close();
  }
}

/** What else a visit does. */
interface BesideMeasuring extends Omit<VisitOptions, 'next' | 'lane'> {
  readonly turn?: Turn;
}

function hasSetUp({ session }: Route): boolean {
  return (session?.setup.length ?? 0) > 0;
}
