/** A deployment as GitHub lists it. */
export interface GitHubDeployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly isProduction: boolean;
  readonly creator: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** One report on a deployment, in no order that could be relied on. */
export interface GitHubDeploymentStatus {
  readonly id: number;
  readonly state: string;
  /** The site; empty if the provider gives none. */
  readonly environmentUrl: string;
  readonly createdAt: string;
}

/** A status of a commit, as older providers report previews. */
export interface GitHubCommitStatus {
  readonly context: string;
  readonly state: string;
  readonly targetUrl: string;
  readonly creator: string;
}

/** What finding deploys and commits asks of a repository's API. Every list is complete. */
export interface RepositoryApi {
  readonly deployments: (of: { readonly sha?: string; readonly ref?: string }) => Promise<readonly GitHubDeployment[]>;
  readonly statuses: (deployment: number) => Promise<readonly GitHubDeploymentStatus[]>;
  readonly commitStatuses: (sha: string) => Promise<readonly GitHubCommitStatus[]>;
  /** Null if the commits have no common ancestor. */
  readonly mergeBase: (one: string, other: string) => Promise<string | null>;
  /** The number of the pull request that a commit came with; null if none is known. */
  readonly pullRequestOf: (sha: string) => Promise<number | null>;
}
