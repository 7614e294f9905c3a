import type { HostMap } from './hosts.ts';
import type { Condition, Route } from './route.ts';

/** Where a deploy comes from, as configured. */
export type DeploySource =
  | { readonly kind: 'url'; readonly url: string; readonly hosts?: HostMap }
  /** A folder with a built site; absolute. */
  | { readonly kind: 'static'; readonly folder: string };

/** The configuration, checked and resolved: every default filled in, every unit converted. */
export interface Config {
  /** The path as given on the command line. */
  readonly file: string;
  readonly deploys: { readonly base: DeploySource | null; readonly head: DeploySource | null };
  readonly routes: readonly Route[];
  /** The conditions that routes refer to. */
  readonly conditions: readonly Condition[];
  /** The quiet time after which a page counts as settled, ms. */
  readonly settleMs: number;
  readonly policy: Policy;
  /** Things a reader should know that are not errors; one sentence each, beginning with `file:line:column`. */
  readonly warnings: readonly string[];
}

/** What the verdicts do to the run. */
export interface Policy {
  readonly onInconclusive: 'pass' | 'block';
  readonly onUnmeasured: 'pass' | 'block';
  /** What a head does that is over an SLO but no worse than base. */
  readonly preExisting: 'warn' | 'block';
}
