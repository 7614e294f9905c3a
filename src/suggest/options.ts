import type { Asker } from '../start/options.ts';

/** What the flags of `budgets suggest` say. */
export interface SuggestOptions {
  readonly config: string;
  /** An output folder of `calibrate`; null: not given. */
  readonly from: string | null;
  /** A saved answer of CrUX, `-` for standard input; an empty text where the file is missing; null: not given. */
  readonly crux: string | null;
  readonly field: boolean;
  readonly write: boolean;
}

/** Where the command runs, and whom it talks to. */
export interface SuggestPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  /** Null where nobody can answer: then `--write` is the consent. */
  readonly ask: Pick<Asker, 'confirm'> | null;
  /** Reads all of standard input. */
  readonly readInput: () => Promise<string>;
  /** Tells the reader, in whole lines. */
  readonly tell: (text: string) => void;
}
