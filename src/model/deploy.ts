import type { HostMap } from './hosts.ts';

/** The two deploys a pull request compares. */
export const SIDES = ['base', 'head'] as const;
export type Side = (typeof SIDES)[number];

/** One commit being served at a URL. */
export interface Deploy {
  readonly side: Side;
  /** A label; null where unknown. It need not exist in any repository. */
  readonly sha: string | null;
  /** The URL routes are resolved against; no trailing slash. */
  readonly url: string;
  /** Where this deploy's hosts are, beside what the condition says. */
  readonly hosts?: HostMap;
}
