import type { Budget } from './budget.ts';
import type { Policy } from './config.ts';
import type { KnownSearch } from './cause.ts';
import type { GraphqlReport } from './graphql.ts';
import type { Side } from './deploy.ts';
import type { Origins } from './origin.ts';
import type { PolicySource } from './policy.ts';
import type { Result } from './result.ts';
import type { Evidence } from './sample.ts';
import type { Waiver } from './waiver.ts';

/** One Lighthouse insight that got worse from base to head, in Lighthouse's own words and numbers. */
export interface Insight {
  /** Lighthouse's audit id, e.g. `lcp-discovery-insight`. */
  readonly id: string;
  readonly title: string;
  /** What it said of each side (`displayValue` or the failing check), or null if it said nothing. */
  readonly base: string | null;
  readonly head: string | null;
  /** Estimated savings on head, ms, by metric acronym (`LCP`, `FCP`); empty if Lighthouse gives none. */
  readonly savingsMs: Readonly<Record<string, number>>;
  /** The items head lists and base does not: URLs, selectors. At most five. */
  readonly items: readonly string[];
}

/** What Lighthouse added for one route and condition. */
export interface Explanation {
  readonly insights: readonly Insight[];
  /** File names relative to the output folder; null if Lighthouse failed on that side. */
  readonly reports: Readonly<Record<Side, string | null>>;
  /** Why the explanation is missing, or null. */
  readonly failure: string | null;
}

/** The smallest increase of a node that the run would have found in four of five runs, in the metric's unit. */
export interface MinimumDetectable {
  readonly path: string;
  readonly value: number;
}

/** What a visit downloads: the median over a side's visits of each one's own total. */
export interface Downloads {
  readonly bytes: number;
  /** Whether a visit had more hosts than it lists: then it is the total of those that sent it most. */
  readonly isOfLargest: boolean;
}

/** Everything the report says of one route under one condition beside its comparisons and budget rows. */
export interface RouteReport {
  readonly route: string;
  readonly condition: string;
  readonly path: string;
  /** As declared, for what a budget row leaves out: the percentile. */
  readonly budgets: readonly Budget[];
  /** Complete blocks that decided, and fresh ones that had to confirm a red. */
  readonly blocks: number;
  readonly freshBlocks: number;
  readonly minimumDetectable: readonly MinimumDetectable[];
  /** The typical (most frequent) evidence per side. */
  readonly evidence: Readonly<Record<Side, Evidence | null>>;
  /** Per side; null if it was not visited. */
  readonly downloads: Readonly<Record<Side, Downloads | null>>;
  /** What must be known to read the numbers right, e.g. that the LCP element differs. */
  readonly notes: readonly string[];
  /** Why it could not be measured; null if it could. */
  readonly unmeasurable: string | null;
  /** Why no (or not enough) fresh blocks could be made to confirm what is suspected to be worse; absent if they could. */
  readonly unconfirmable?: string;
  /** What to do about that. */
  readonly remedy: string | null;
  readonly explanation: Explanation | null;
}

/** Everything that the renderers need, so that they compute nothing. */
export interface GateReport {
  readonly result: Result;
  /** Whether an inconclusive or unmeasured verdict blocks. */
  readonly policy: Pick<Policy, 'onInconclusive' | 'onUnmeasured'>;
  readonly routes: readonly RouteReport[];
  /** What made costs change, and why some have none; absent if no operations are gated. */
  readonly graphql?: GraphqlReport;
  /** Why budgets are broken, as far as diagnostic visits tell; absent: nothing was looked for. */
  readonly searches?: readonly KnownSearch[];
  /** Warnings of the configuration and the run. */
  readonly notices: readonly string[];
  readonly chrome: string;
  /** Waivers that have run out: they are said to be there, and do not apply. */
  readonly expiredWaivers?: readonly Waiver[];
  /** Whose policy applied, where it is not simply that of the configuration file. */
  readonly policySource?: PolicySource;
  /** What every reader must see, folded nowhere. */
  readonly alerts?: readonly string[];
  /** The shards whose samples are not there; absent if all are. */
  readonly missingShards?: readonly number[];
  /** The page of the repository, where commits and files are linked to: what the runner says. Absent outside of workflows. */
  readonly repositoryUrl?: string;
  /** Where the report page can be opened: what the workflow says. Absent: that is not known. */
  readonly pageUrl?: string;
  /** Whether the samples are the word of a job that is not trusted: addresses in them are not links. */
  readonly isUntrusted?: true;
  /** The commits in words, and how it is known that the deploys serve them; absent: that is not recorded. */
  readonly origins?: Origins;
  /** The day of the run, UTC; absent if it is not recorded. */
  readonly today?: string;
  /** The command that repeats this run on the reader's machine. */
  readonly reproduce: string;
}
