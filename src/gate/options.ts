import type { RunEvent } from '../git/choose.ts';
import type { RepositoryApi } from '../deploys/providers/github-deployments/api.ts';
import type { Shard } from '../model/shard.ts';
import type { HistoryAccess } from './history/access.ts';
import type { ContentsApi, PolicyRequest } from './verdict/read-policy.ts';

/** The options of a run, from the command line or the action's inputs; null if not given. */
export interface RunOptions {
  /** Path of the configuration file, as given. */
  readonly config: string;
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  readonly baseSha: string | null;
  readonly headSha: string | null;
  /** What started the run, and the repository's API; absent outside of workflows. */
  readonly event?: RunEvent | null;
  readonly api?: RepositoryApi | null;
  /** The output folder, as given. */
  readonly out: string;
  /** Exactly this many blocks per campaign, with a single look; null: the planned looks. */
  readonly blocks: number | null;
  /** Routes that serve identical bytes are measured too, whatever the configuration says. */
  readonly measureIdentical?: boolean;
  /** Only these routes and conditions; all where empty. */
  readonly routes: readonly string[];
  readonly conditions: readonly string[];
  readonly lighthouse: 'on-failure' | 'always' | 'never';
  /** Whether diagnostic visits look for the cause of what is broken; absent: never. */
  readonly explain?: 'on-failure' | 'never';
  /** Absolute path of a folder with source maps that are not deployed; absent or null: as the configuration says. */
  readonly sourceMaps?: string | null;
  readonly chromePath: string | null;
  /** The commit whose policy applies; absent or null: the configuration file on disk. */
  readonly policyAt?: PolicyRequest | null;
  /** Where that is read without a clone. */
  readonly contents?: ContentsApi | null;
  /** Whether the default branch was pushed to: then main is followed over time, where that is configured. */
  readonly isOfMain?: boolean;
  /** What reaches the history of a repository; absent or null outside of workflows. */
  readonly history?: HistoryAccess | null;
  /** Where the event that started the run says that head is. */
  readonly eventUrl?: string | null;
  /** `owner/name`, in a workflow. */
  readonly repository?: string | null;
  /** The repository's page, in a workflow. */
  readonly repositoryUrl?: string | null;
  /** Where the report page can be opened; null or absent: that is not known. */
  readonly pageUrl?: string | null;
}

/** The options of measuring without a verdict. */
export interface MeasureOptions extends RunOptions {
  /** The part that this job measures; null: all of it. */
  readonly shard: Shard | null;
}

/** The options of a calibration: those of a run that apply to it. */
export type CalibrateOptions = Pick<
  RunOptions,
  'config' | 'baseUrl' | 'baseSha' | 'out' | 'blocks' | 'routes' | 'conditions' | 'chromePath'
> & {
  /** In how many lanes to measure, one after the other; null: what a run on this machine may have. */
  readonly lanes: readonly (1 | 2)[] | null;
};
