import type { HostMap } from './hosts.ts';

/** The two deploys a pull request compares. */
export const SIDES = ['base', 'head'] as const;
export type Side = (typeof SIDES)[number];

/** One commit being served at a URL. */
export interface Deploy {
  readonly side: Side;
  /** A label; null if unknown. It need not exist in any repository. */
  readonly sha: string | null;
  /** The URL routes are resolved against; no trailing slash. */
  readonly url: string;
  /** This deploy's host mappings, in addition to those of the condition. */
  readonly hosts?: HostMap;
}
