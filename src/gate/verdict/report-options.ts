import type { HistoryAccess } from '../history/access.ts';
import type { ContentsApi, PolicyRequest } from './read-policy.ts';

/** What is known of the samples from elsewhere than themselves. */
export interface ExpectedOrigin {
  readonly repository: string | null;
  readonly headSha: string | null;
  /** The merge base; null if it is not known. */
  readonly baseSha: string | null;
  /** The repository of an untrusted measuring job: facts that can be read elsewhere are not taken from its samples. */
  readonly untrustedRepository: string | null;
}

/** The options of judging other jobs' samples. */
export interface ReportOptions {
  /** Files, or folders with a samples.ndjson anywhere below. */
  readonly blobs: readonly string[];
  /** The output folder, as given. */
  readonly out: string;
  /** Path of the configuration, for the policy. */
  readonly config: string;
  /** Null: the policy by which the samples were measured. */
  readonly policyAt: PolicyRequest | null;
  readonly contents: ContentsApi | null;
  readonly expected: ExpectedOrigin | null;
  /** The repository's page, in a workflow: samples do not say where links lead. */
  readonly repositoryUrl?: string | null;
  /** Where the report page can be opened; null or absent: that is not known. */
  readonly pageUrl?: string | null;
  /** As of a run. */
  readonly isOfMain?: boolean;
  readonly history?: HistoryAccess | null;
}

/** Whether the measuring job has no write access to the repository. */
export function isForeign(expected: ExpectedOrigin | null): boolean {
  if (expected === null || expected.untrustedRepository === null) return false;
  return expected.untrustedRepository.toLowerCase() !== expected.repository?.toLowerCase();
}
