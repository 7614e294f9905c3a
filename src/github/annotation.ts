/** GitHub shows ten annotations of a level per step and drops the rest. */
export const MOST = 10;
/** In code points. */
export const LONGEST = 4096;

/** One finding, at the line that a reader would change or look at. */
export interface Annotation {
  readonly text: string;
  /** Relative to the workspace; null if no file is known. */
  readonly place: { readonly file: string; readonly line: number; readonly column?: number } | null;
}

/** By level. */
export interface Annotations {
  readonly errors: readonly Annotation[];
  readonly warnings: readonly Annotation[];
}
