import type { Environment } from '../git/git.ts';
import type { RunEvent } from '../git/choose.ts';
import type { RepositoryApi } from './providers/github-deployments/api.ts';

/** What a run knows of the deploys that it is to compare, beside its configuration. */
export interface DeployRequest {
  /** As the user named them. They need not exist in any repository where deploys are only visited. */
  readonly baseSha: string | null;
  readonly headSha: string | null;
  /** What started the run; null outside of workflows. */
  readonly event?: RunEvent | null;
  /** The repository's API; null if it cannot be reached. */
  readonly api?: RepositoryApi | null;
  /** The output folder: where logs go. */
  readonly out?: string;
  /** Where to look for the repository. */
  readonly cwd?: string;
  readonly env?: Environment;
  readonly signal?: AbortSignal;
  /** How many processors builds can use; all of this machine where absent. */
  readonly processors?: number;
}
