/** A line of the deploy manifest. */
export interface DeployedSha {
  readonly sha: string;
  /** When it went live, an ISO instant. */
  readonly at: string;
}
