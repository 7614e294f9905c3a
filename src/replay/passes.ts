import { measured, type Measured } from '../identity/measured.ts';
import { SIDES, type Side } from '../model/deploy.ts';
import { Connections } from './connections.ts';
import { exchange, type Exchange } from './exchange.ts';
import { NoAnswer } from './no-answer.ts';
import type { Task } from './task.ts';

export interface ReplayLimits {
  /** For one answer, ms. */
  readonly answerMs: number;
  /** For all answers of a route, ms. */
  readonly routeMs: number;
}

export interface PassOptions {
  /** The sides of the passes that count. */
  readonly order: readonly Side[];
  /** How many requests are under way at once. */
  readonly atOnce: number;
  readonly limits: ReplayLimits;
  readonly signal: AbortSignal;
}

/** Told what one side answered; null, or why that ends the replay. */
type Keep = (task: Task, answer: Exchange) => Measured | null;

/** Statuses by which a server says that it is asked too much (RFC 6585, section 4; RFC 9110, section 15.6.4). */
const REFUSALS = new Set([429, 503]);

/** The passes of one route: in each, one side is asked for everything. */
export class Passes {
  readonly #options: PassOptions;
  readonly #endsMs: number;
  #isRefused = false;
  readonly #wallsMs: number[] = [];

  constructor(options: PassOptions) {
    this.#options = options;
    this.#endsMs = performance.now() + options.limits.routeMs;
  }

  /** Whether a deploy has answered that it is asked too much. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** The passes that do not count: they warm up, and later answers are held against theirs. */
  async begin(tasks: readonly Task[]): Promise<Measured | null> {
    for (const side of SIDES) {
      const found = await this.#pass(side, tasks, (task, answer) => {
        task.begin(side, answer);
        return null;
      });
      if (found !== null) return found;
    }
    return null;
  }

  /** The passes that count, up to the number of them; each task goes on where it is. */
  async repeat(tasks: readonly Task[], until: number): Promise<Measured | null> {
    for (const [pass, side] of this.#options.order.slice(0, until).entries()) {
      const open = tasks.filter(({ passes }) => passes === pass);
      if (open.length === 0) continue;
      const beganMs = performance.now();
      const found = await this.#pass(side, open, (task, answer) => task.add(side, answer));
      if (found !== null) return found;
      this.#wallsMs[pass] = performance.now() - beganMs;
    }
    return null;
  }

  /** From the first request of a pass to its last answer, ms; 0 where all that it asks for was known. */
  wallMsOf(pass: number): number {
    return this.#wallsMs[pass] ?? 0;
  }

  /** On connections of its own, as every visit is. In order; where several are under way, they begin in order. */
  async #pass(side: Side, tasks: readonly Task[], keep: Keep): Promise<Measured | null> {
    const connections = new Connections(this.#options.atOnce);
    const waiting = tasks.values();
    let found: Measured | null = null;
    const work = async (): Promise<void> => {
      for (const task of waiting) {
        const result = await this.#ask(side, task, keep, connections);
        // Another may have found something meanwhile.
        found ??= result;
        if (found !== null) return;
      }
    };
    try {
      await Promise.all(Array.from({ length: this.#options.atOnce }, work));
    } finally {
      connections.close();
    }
    return found;
  }

  get #leftMs(): number {
    return Math.ceil(this.#endsMs - performance.now());
  }

  async #ask(side: Side, task: Task, keep: Keep, connections: Connections): Promise<Measured | null> {
    const { signal, limits } = this.#options;
    signal.throwIfAborted();
    const { place, ...ask } = task.asks[side];
    const limitMs = Math.min(Math.max(0, this.#leftMs), limits.answerMs);
    try {
      const answer = await exchange(ask, { place, connections, signal, limitMs });
      if (!REFUSALS.has(answer.status)) return keep(task, answer);
      this.#isRefused = true;
      return unreadable(side, task, `asked again, it is answered with status ${answer.status}`);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const all = `all answers together take more than ${limits.routeMs / 1000} s`;
      return unreadable(side, task, this.#leftMs <= 0 ? all : error.message);
    }
  }
}

function unreadable(side: Side, { shownUrl }: Pick<Task, 'shownUrl'>, what: string): Measured {
  return measured('unreadable', { url: shownUrl, side, what });
}
