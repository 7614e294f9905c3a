/** What the run tells its audience while it works. */
export interface Progress {
  /** A line of text that stays. */
  readonly line: (text: string) => void;
  /** A campaign begins: how many visits it will make at most. */
  readonly begin: (campaign: string, visits: number) => void;
  /** One visit of it is made. */
  readonly advance: (campaign: string) => void;
  /** It was looked at the visits so far, and this is how it stands. */
  readonly look: (campaign: string, text: string) => void;
  readonly end: (campaign: string, note: string) => void;
}
