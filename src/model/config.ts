import type { FieldConfig } from './field.ts';
import type { GraphqlConfig } from './graphql.ts';
import type { FollowedMain, HistoryConfig } from './history.ts';
import type { HostMap } from './hosts.ts';
import type { LaneSetting } from './lanes.ts';
import type { MachineSpread } from './machine-spread.ts';
import type { PolicySource } from './policy.ts';
import type { PriceFile, UsedPrice } from './price.ts';
import type { Condition, Route } from './route.ts';
import type { Waiver } from './waiver.ts';

/**
 * The settings of each kind of provider. Another kind here is a compile error everywhere that handles kinds.
 *
 * @public A test declares one more.
 */
export interface DeploySources {
  readonly url: { readonly url: string; readonly hosts?: HostMap };
  /** A folder with a built site; absolute. */
  readonly static: { readonly folder: string; readonly spa?: boolean };
  readonly worktree: WorktreePlan;
  readonly 'github-deployments': DeploymentSearch;
}

export type DeployKind = keyof DeploySources;
/** Where a deploy of one kind comes from. */
export type SourceOf<Kind extends DeployKind> = {
  readonly [Each in Kind]: { readonly kind: Each } & DeploySources[Each];
}[Kind];
/** Where a deploy comes from, as configured. */
export type DeploySource = SourceOf<DeployKind>;

/** How a commit is checked out, built and served. Commands are a shell's. */
export interface WorktreePlan {
  readonly install: string | null;
  /** Where no command is given: whether that of the package manager may run whose lockfile `directory` has. */
  readonly installsByLockfile?: boolean;
  readonly build: string | null;
  /** `{port}` stands for the port. Null if the gate serves `site` itself. */
  readonly serve: string | null;
  /** A folder that the build makes, relative to `directory`. */
  readonly site?: { readonly folder: string; readonly spa: boolean };
  /** A path that answers 2xx once the server is ready. */
  readonly readyPath: string;
  readonly readyTimeoutMs: number;
  /** Where the commands run, relative to the repository's root. */
  readonly directory: string;
}

/** Which of a repository's GitHub deployments are looked at, and for how long. */
export interface DeploymentSearch {
  /** A name with `*` for any text; null for every environment. */
  readonly environment: string | null;
  readonly timeoutMs: number;
}

/** What proves which commit a deploy serves. */
export type ShaProof =
  | { readonly kind: 'header' | 'server-timing' | 'meta' | 'cookie'; readonly name: string }
  | { readonly kind: 'json'; readonly path: string; readonly field: string };

/** The configuration, checked and resolved: every default filled in, every unit converted. */
export interface Config {
  /** The path as given on the command line. */
  readonly file: string;
  readonly deploys: { readonly base: DeploySource | null; readonly head: DeploySource | null };
  /** Null: nothing is declared, so only a change under measurement can be noticed. */
  readonly verify: ShaProof | null;
  /** How long looking for the commit behind a broken budget may take; null for no such search. */
  readonly bisect: { readonly maxMs: number } | null;
  /** The extra time that looking for causes may take, ms. */
  readonly explain: { readonly maxMs: number };
  /** Absolute path of a folder with source maps that are not deployed; null if there is none. */
  readonly sourceMaps: string | null;
  readonly routes: readonly Route[];
  /** The conditions that routes refer to. */
  readonly conditions: readonly Condition[];
  /** Hosts of this machine and its network that pages may reach: `host` or `host:port`. */
  readonly allowHosts: readonly string[];
  /** How long a page must be quiet to be done, ms; null: learnt, route by route. */
  readonly settleMs: number | null;
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
  /** When the report is put on the pull request. */
  readonly comment: CommentMode;
  /** Which of several comments on a pull request is this file's; null: its path says. */
  readonly commentKey: string | null;
  /** Where the policy is from; null: from the file on disk. */
  readonly policySource: PolicySource | null;
  readonly deciding: DecisionSettings;
  /** Null if none is declared. */
  readonly control: ControlRoute | null;
  /** Null if no operations are gated; without it there is at least one route and a head deploy. */
  readonly graphql: GraphqlConfig | null;
  /** Null if nothing is said of what visitors measure. */
  readonly field: FieldConfig | null;
  /** Null if main is not followed over time. */
  readonly history: HistoryConfig | null;
  /** What becomes of the numbers of a run that follows main; null for every other run. */
  readonly followed: FollowedMain | null;
  /** What the history has taught of the machines; null until it is read, and if it has taught nothing. */
  readonly machineSpread: MachineSpread | null;
  /** What slower pages cost. */
  readonly price: PriceSetting;
  /** Things a reader should know that are not errors; one sentence each, beginning with `file:line:column`. */
  readonly warnings: readonly string[];
}

/** The price files of a configuration. */
interface PriceSetting {
  /** As the file on disk names them. */
  readonly own: readonly PriceFile[];
  /** As the policy that applies names them. */
  readonly applied: readonly PriceFile[];
  /** What those of the policy say; empty until they are read. */
  readonly read: readonly UsedPrice[];
}

/** How a run decides. */
export interface DecisionSettings {
  readonly maxBlocks: 10 | 15 | 20;
  /** The time of all visits together; null: as long as it takes. */
  readonly maxMinutes: number | null;
  /** How many routes are visited at a time. */
  readonly lanes: LaneSetting;
  /** The chance that the looks of a run on unchanged code suspect any blocking budget, at most; null: that of the plan. */
  readonly alpha: number | null;
}

/** A page that no pull request changes, by which two hosts are compared; as a route of its own. */
export interface ControlRoute {
  readonly route: Route;
  /** Whether LCP is compared in units of it (difference in differences). */
  readonly adjustsByControl: boolean;
}

/** What the verdicts do to the run. */
export interface Policy {
  readonly onInconclusive: 'pass' | 'block';
  readonly onUnmeasured: 'pass' | 'block';
  /** What a head does that is over an SLO but no worse than base. */
  readonly preExisting: 'warn' | 'block';
  /** Whether a route is measured although base and head serve it identical bytes; absent: it is not. */
  readonly measureIdentical?: boolean | undefined;
  /** Whether base is the anchor of the history, so that increases are measured, but only warn; absent: no. */
  readonly isSinceAnchor?: true | undefined;
}

/** When a report becomes a comment: always, if it differs from the last one, if it blocks, or never. */
export const COMMENT_MODES = ['always', 'on-change', 'on-failure', 'never'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];
