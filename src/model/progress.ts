/** What the run tells its audience while it works. */
export interface Progress {
  /** A line of text that stays. */
  readonly line: (text: string) => void;
  /** Visits of a campaign begin: how many it makes until its next look. */
  readonly begin: (campaign: string, visits: number) => void;
  /** One of them is made; a visit that is repeated because it failed is the same one. */
  readonly advance: (campaign: string) => void;
  /** It was looked at the blocks so far, and this is how it stands. */
  readonly look: (campaign: string, text: string) => void;
  readonly end: (campaign: string, note: string) => void;
}
