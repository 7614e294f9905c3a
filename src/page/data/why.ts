import type { CauseId } from '../../model/cause.ts';
import type { Place } from '../../model/place.ts';
import type { Side } from '../../model/deploy.ts';
import type { Phrase } from '../../report/words/pieces.ts';

/** Why the numbers of a campaign changed, as far as diagnostic visits tell. Their times are not measurements. */
export interface ToldWhy extends Place {
  readonly causes: readonly ToldCause[];
  /** That the cause of a budget is not established, and why; empty where all are. */
  readonly unknown: readonly Phrase[];
  /** What the main thread did, by what it kept waiting. */
  readonly work: readonly ToldWork[];
  /** Which requests of the diagnosis only this side makes, by their index in its visit. */
  readonly alone: Readonly<Record<Side, readonly number[]>>;
}

export interface ToldCause {
  readonly id: CauseId;
  /** Of the broken budget. */
  readonly path: string;
  /** Whether it accounts for enough of the change to be its reason. */
  readonly because: boolean;
  /** The sentence of the comment. */
  readonly line: Phrase;
  readonly facts: readonly ToldFact[];
  /** Where to look, the most telling first. */
  readonly places: readonly ToldPlace[];
  /** The page that says how to fix it. */
  readonly doc: Phrase;
}

/** What differs between the sides, in words. */
export interface ToldFact {
  readonly what: string;
  readonly base: string;
  readonly head: string;
}

interface ToldPlace {
  /** What the place is to the cause: `requested at`. */
  readonly role: string;
  readonly at: Phrase;
  /** What was served there; empty where there is a file. */
  readonly excerpt: string;
}

/** The functions that took most of the main thread's time while something waited for it. */
export interface ToldWork {
  /** `Before LCP` */
  readonly title: string;
  /** Those whose time changed most first. */
  readonly rows: readonly WorkRow[];
}

export interface WorkRow {
  readonly name: string;
  /** The source line, or where it was served; null for the browser's own work. */
  readonly at: Phrase | null;
  /** Its own time, ms. */
  readonly baseMs: number;
  readonly headMs: number;
}
