/** The blocks that a campaign makes until its next look. */
export interface BlocksAhead {
  /** Those before them, of the same stage. */
  readonly made: number;
  readonly next: number;
  /** The most that the stage can have. */
  readonly most: number;
  /** Whether they are fresh ones, which confirm a red. */
  readonly areFresh: boolean;
  /** How many campaigns the run has. */
  readonly campaigns: number;
}

/** How a campaign stands at a look, for a display that is overwritten. Nothing is decided by what is displayed. */
export interface LookStanding {
  /** The paths of the budgets that are not decided. */
  readonly open: readonly string[];
  /** The paths of the reds that fresh blocks must confirm. */
  readonly suspected: readonly string[];
  /** The numbers of the first of them as these blocks have them: the estimate of a report that ended here. Null: none. */
  readonly estimate: string | null;
  /** Until the next look, ms; null if there is none or nothing has been timed. */
  readonly nextMs: number | null;
  /** Until the end of the run, ms; null if it is not known. */
  readonly runMs: number | null;
}

/** What the run tells its audience while it works. */
export interface Progress {
  /** A line of text that stays. */
  readonly line: (text: string) => void;
  /** Visits of a campaign begin: how many it makes until its next look. */
  readonly begin: (campaign: string, visits: number, blocks: BlocksAhead) => void;
  /** One of them is made; a visit that is repeated because it failed is the same one. */
  readonly advance: (campaign: string) => void;
  /** It was looked at the blocks so far, and this is how it stands. */
  readonly look: (campaign: string, text: string, standing: LookStanding) => void;
  readonly end: (campaign: string, note: string) => void;
}
