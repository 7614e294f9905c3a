/** A position in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A script as a page was served it. */
export interface ServedScript {
  /** Of an inline script the document's. */
  readonly url: string;
  /** What `//# sourceMappingURL=` or the `SourceMap` header says, if that is known already. */
  readonly sourceMap: string | null;
  readonly text: string | null;
  /** Of an inline script: where `text` begins in the document. Absent where `text` is all that the URL serves. */
  readonly start?: Position | undefined;
}

/**
 * Why there is no file. `unmapped`: the map says nothing of this position. `outside`: it leads out of the repository.
 * `differs`: the file of that name has another text, or not so many lines. `ambiguous`: several files fit.
 */
export const NO_FILE_REASONS = [
  'no-map',
  'malformed',
  'too-large',
  'other-origin',
  'unreachable',
  'unmapped',
  'outside',
  'not-in-repository',
  'differs',
  'ambiguous',
] as const;
export type NoFileReason = (typeof NO_FILE_REASONS)[number];

/** Where served code comes from. */
export interface OriginalPlace {
  /** From the root of the repository, with `/`; null if it is not known. */
  readonly file: string | null;
  /** In the file, or in what was served where there is no file. Both from 1. */
  readonly line: number;
  readonly column: number;
  /** The original name of what stands there, if the map has one. */
  readonly name: string | null;
  /** Of the script, without what may be secret. */
  readonly url: string;
  /** What was served around the position, on one line; empty where there is a file. */
  readonly excerpt: string;
  /** Null where there is a file. */
  readonly why: NoFileReason | null;
}
