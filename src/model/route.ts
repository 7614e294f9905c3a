import type { Budget } from './budget.ts';
import type { HostMap } from './hosts.ts';
import type { Session, Text } from './session.ts';

/** One step of a route's script, performed with real input. */
export type Interaction =
  | { readonly action: 'click'; readonly selector: string }
  /** A finger; the condition must have a touch screen. */
  | { readonly action: 'tap'; readonly selector: string }
  /** Types into `selector`, or into whatever has the focus where it is null. */
  | { readonly action: 'type'; readonly selector: string | null; readonly text: Text }
  /** A key by its DOM name (`Enter`, `ArrowDown`, `a`), or a chord (`Control+a`). */
  | { readonly action: 'press'; readonly key: string }
  | { readonly action: 'hover'; readonly selector: string }
  | { readonly action: 'scroll'; readonly to: ScrollTarget }
  /** Chooses the option with this value (or label) of a `<select>`. */
  | { readonly action: 'select'; readonly selector: string; readonly value: string }
  | { readonly action: 'wait-for'; readonly selector: string }
  /** A glob of a path (`/api/*`) or of a whole URL: waits until such a request is answered. */
  | { readonly action: 'wait-for'; readonly request: string }
  | { readonly action: 'wait-for'; readonly timeMs: number }
  /** Loads another page of the deploy: what is measured is the new document. */
  | { readonly action: 'navigate'; readonly kind: 'hard'; readonly path: string }
  /** Clicks what leads to another page without loading a document: what is measured is the soft navigation. */
  | { readonly action: 'navigate'; readonly kind: 'soft'; readonly selector: string }
  /** A file of the Chrome DevTools Recorder. */
  | { readonly action: 'recording'; readonly file: string; readonly steps: readonly RecordedStep[] };

export type ScrollTarget = { readonly selector: string } | { readonly byPx: number } | 'bottom';

/** A step as the Recorder wrote it, checked by `@puppeteer/replay`; it alone knows what the other keys mean. */
export interface RecordedStep {
  readonly type: string;
}

/** A page that is benchmarked. */
export interface Route {
  readonly name: string;
  /** Path (and query) below the deploy's URL, with a leading slash. */
  readonly path: string;
  readonly conditions: readonly string[];
  readonly interactions: readonly Interaction[];
  /** How long the page must be quiet to be done, ms; absent: as the file says, or learnt. */
  readonly settleMs?: number;
  /** Absent: a stranger's first visit. */
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
