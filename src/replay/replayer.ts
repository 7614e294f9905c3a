import { Reach } from '../deploys/reach/reach.ts';
import { measured, measuredFor, type Measured } from '../identity/measured.ts';
import { compareTimes, isSlower, REPLAY_LOOKS } from '../identity/times.ts';
import type { Answer } from '../model/answers.ts';
import { SIDES, type Deploy, type Side } from '../model/deploy.ts';
import { isLoopback, type HostMap } from '../model/hosts.ts';
import type { Identity } from '../model/identity.ts';
import { blockOrder, seededRandom } from '../stats/random.ts';
import { askKey, askOf, type Ask } from './ask.ts';
import { Connections, placeOf, type Place } from './connections.ts';
import { exchange } from './exchange.ts';
import { NoAnswer } from './no-answer.ts';
import { Passes, type PassOptions, type ReplayLimits } from './passes.ts';
import { Turns } from '../system/turns.ts';
import { Task } from './task.ts';
import { differingAnswers, isDifferent } from './twice.ts';
import { answersOf, differenceIn, type ReplayedRoute, type Visited } from './replayed-route.ts';
import { PASSES_PER_BLOCK, replayOf } from './replay-record.ts';

export interface ReplayOptions {
  readonly deploys: Readonly<Record<Side, Pick<Deploy, 'url'>>>;
  /** Hosts of this machine and its network that may be reached, beside the deploys' own. */
  readonly allowHosts?: readonly string[];
  /** What the order of the passes is drawn from: the SHAs. */
  readonly seed: readonly string[];
  readonly signal: AbortSignal;
  readonly limits?: ReplayLimits;
}

const LIMITS: ReplayLimits = { answerMs: 10_000, routeMs: 20_000 };
/** As many as Chrome opens to one host over HTTP/1.1: a server may be slow at answering several, and at nothing else. */
const AT_ONCE = 6;
/** Routes of servers on this machine. */
const ROUTES_AT_ONCE = 10;

/**
 * Repeats the requests of visits without Chrome and without an emulated network, to see whether both sides answer in the
 * same time, and each side always the same. What was found of a request holds for the routes that ask for it later, so it
 * lives as long as a batch of routes does. A remote host is asked
 * for no more at a time than a visit asks for.
 */
export class Replayer {
  readonly #options: PassOptions;
  readonly #reach: Reach;
  readonly #tasks = new Map<string, Task>();
  readonly #places = new Map<string, Promise<Place>>();
  readonly #turns: Turns;
  /** Whether a deploy has said that it is asked too much: then it is asked for nothing more. */
  #isRefused = false;

  constructor({ deploys, allowHosts, seed, signal, limits = LIMITS }: ReplayOptions) {
    const urls = SIDES.map((side) => deploys[side].url);
    this.#reach = new Reach(allowHosts);
    for (const url of urls) this.#reach.admit(url);
    const isHere = urls.every((url) => isLoopback(new URL(url).hostname));
    const random = seededRandom('replay', ...seed);
    // The same for all routes, so that the times of what they share fit.
    const order = Array.from({ length: REPLAY_LOOKS.at(-1)?.blocks ?? 0 }, () => blockOrder(random)).flat();
    this.#options = { order, atOnce: AT_ONCE, limits, signal };
    this.#turns = new Turns(isHere ? ROUTES_AT_ONCE : 1);
  }

  /** Whether a route serves identical bytes, or why it is measured. Rejects only if the signal aborts. */
  identityOf(route: ReplayedRoute): Promise<Identity> {
    return this.#turns.take(() => this.#identityOf(route));
  }

  /**
   * The same difference, or that one side differs from itself: it is asked twice for what base and head were served
   * differently. Rejects only if the signal aborts.
   */
  async explained(difference: Measured, { base, head, hosts }: Visited): Promise<Measured> {
    const { because, url, what } = difference;
    const answers = because === 'differs' && url !== null ? differingAnswers(url, { base, head }) : null;
    if (answers === null || what === null) return difference;
    return this.#turns.take(async () => {
      for (const side of SIDES)
        if (await this.#varies(answers[side], what, hosts?.[side]))
          return measuredFor('varies', answers[side], { side, what });
      return difference;
    });
  }

  /** Whether two answers to a request differ. Without both it is not known. */
  async #varies(answer: Answer, what: string, hosts: HostMap | undefined): Promise<boolean> {
    const { signal, limits } = this.#options;
    const connections = new Connections(1);
    try {
      const ask = askOf(answer);
      const options = { place: await this.#placeOf(ask, hosts), connections, signal, limitMs: limits.answerMs };
      return isDifferent(await exchange(ask, options), await exchange(ask, options), what);
    } catch (error) {
      if (error instanceof NoAnswer) return false;
      throw error;
    } finally {
      connections.close();
    }
  }

  async #identityOf(route: ReplayedRoute): Promise<Identity> {
    const tasks = await this.#tasksOf(route);
    if ('kind' in tasks) return tasks;
    if (this.#isRefused) return measured('unreadable', { what: 'a deploy refuses so many requests' });
    const passes = new Passes(this.#options);
    const identity = await this.#repeated(route, tasks, passes);
    this.#isRefused ||= passes.isRefused;
    return identity;
  }

  async #repeated(route: ReplayedRoute, tasks: readonly Task[], passes: Passes): Promise<Identity> {
    const fresh = tasks.filter(({ isKept }) => !isKept);
    const found = (await passes.begin([...new Set(fresh)])) ?? differenceIn(route, tasks);
    return found ?? this.#looked(route, tasks, passes);
  }

  /** Goes on to the next look until all times are clear. */
  async #looked(route: ReplayedRoute, tasks: readonly Task[], passes: Passes): Promise<Identity> {
    let unclear = measured('unseen');
    for (const { blocks } of REPLAY_LOOKS) {
      const found = await passes.repeat([...new Set(tasks)], blocks * PASSES_PER_BLOCK);
      if (found !== null) return found;
      const order = this.#options.order.slice(0, blocks * PASSES_PER_BLOCK);
      const replay = replayOf(route, tasks, { order, passes });
      if (replay === null) return measured('unseen', { what: 'too-many-requests' });
      const slower = compareTimes(replay);
      if (slower === null) {
        for (const task of tasks) task.isKept = true;
        return { kind: 'identical', responses: route.same.responses, replay };
      }
      if (isSlower(replay)) return slower;
      unclear = slower;
    }
    return unclear;
  }

  /** One for each pair of answers. */
  async #tasksOf(route: ReplayedRoute): Promise<Task[] | Measured> {
    const tasks: Task[] = [];
    const own = new Map<string, Task>();
    for (const { base, head } of answersOf(route)) {
      const task = await this.#taskOf(base, head, { hosts: route.hosts, own });
      if ('kind' in task) return task;
      tasks.push(task);
    }
    return tasks;
  }

  /** What another route asks for is taken from there once it is kept: until then it is under way, or was not the same. */
  async #taskOf(
    base: Answer,
    head: Answer,
    { hosts, own }: { readonly hosts: ReplayedRoute['hosts']; readonly own: Map<string, Task> },
  ): Promise<Task | Measured> {
    const [onBase, onHead] = [askOf(base), askOf(head)];
    const key = JSON.stringify([askKey(onBase), askKey(onHead), hosts]);
    const known = own.get(key) ?? this.#tasks.get(key);
    if (known !== undefined && (known.isKept || own.has(key))) return known;
    try {
      const places = await Promise.all([this.#placeOf(onBase, hosts?.base), this.#placeOf(onHead, hosts?.head)]);
      const asks = { base: { ...onBase, place: places[0] }, head: { ...onHead, place: places[1] } };
      const task = new Task(asks, base.shownUrl);
      own.set(key, task);
      this.#tasks.set(key, task);
      return task;
    } catch (error) {
      if (error instanceof NoAnswer) return measuredFor('unreadable', base, { what: error.message });
      throw error;
    }
  }

  /** Each host is resolved once: its addresses are checked, and the time is that of the server. */
  async #placeOf({ url }: Ask, hosts: HostMap = {}): Promise<Place> {
    const key = JSON.stringify([url.origin, hosts]);
    const place = this.#places.get(key) ?? placeOf(url, hosts, this.#reach);
    this.#places.set(key, place);
    return place;
  }
}
