import type { Budget } from './budget.ts';
import type { HostMap } from './hosts.ts';
import type { Interaction } from './interaction.ts';
import type { Session } from './session.ts';

/** A page that is benchmarked. */
export interface Route {
  readonly name: string;
  /** Path (and query) below the deploy's URL, with a leading slash. */
  readonly path: string;
  readonly conditions: readonly string[];
  readonly interactions: readonly Interaction[];
  /** How long the page must be quiet to be done, ms; absent: as the file says, or learnt. */
  readonly settleMs?: number;
  /** Absent: the visits of a new visitor. */
  readonly session?: Session;
  readonly budgets: readonly Budget[];
}

/** What judging a route takes of it. */
export type GatedRoute = Pick<Route, 'name' | 'path' | 'conditions' | 'budgets'>;

/** The emulated device and network a route is visited under. */
export interface Condition {
  readonly name: string;
  /** Round-trip time, ms. */
  readonly rttMs: number;
  /** Link rates, kbit/s (1 kbit = 1000 bit). */
  readonly downKbps: number;
  readonly upKbps: number;
  /** Factor by which the main thread is slowed, ≥ 1. */
  readonly cpuSlowdown: number;
  readonly viewport: {
    readonly width: number;
    readonly height: number;
    readonly deviceScaleFactor: number;
    readonly mobile: boolean;
    readonly touch: boolean;
  };
  /** BCP 47; what the page sees as its language, and Accept-Language. */
  readonly locale?: string;
  /** IANA name. */
  readonly timezone?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  /** Globs of host names that are refused at once. */
  readonly blocked?: readonly string[];
  readonly hosts?: HostMap;
}
