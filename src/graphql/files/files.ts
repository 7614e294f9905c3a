import type { Side } from '../../model/deploy.ts';

/** The user's files on one side. Paths are relative to the configuration's folder (or absolute), with `/`. */
export interface Files {
  readonly side: Side;
  /** Texts by path, in one go; null for a path that is not there. */
  readonly read: (paths: readonly string[]) => Promise<ReadonlyMap<string, string | null>>;
  /** Every path at or below the folders, sorted; for globs. */
  readonly list: (folders: readonly string[]) => Promise<readonly string[]>;
}

/** A text of the user's and where it is from. */
export interface TextFile {
  /** As a reader finds it: relative to the configuration's folder. */
  readonly path: string;
  readonly text: string;
}
