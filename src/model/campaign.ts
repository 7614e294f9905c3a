import type { Side } from './deploy.ts';
import type { MeasuredOutcome } from './sample.ts';

/** One complete block: four visits in the order they were made, two on each side (or four on head where there is no base). */
export interface Block {
  readonly visits: readonly { readonly side: Side; readonly outcome: MeasuredOutcome }[];
}

/** Why a campaign gave no (or not enough) blocks. */
export interface Unmeasurable {
  /** The sides that could not be visited. */
  readonly sides: readonly Side[];
  readonly code: string;
  readonly reason: string;
}

/** Per side, why nothing listens where its deploy is said to be; null where something does. */
export type Absent = Readonly<Record<Side, string | null>>;

/** All blocks of one route under one condition. `unmeasurable` says why there are fewer than were asked for. */
export interface Campaign {
  readonly route: string;
  readonly condition: string;
  readonly hasBase: boolean;
  readonly blocks: readonly Block[];
  readonly unmeasurable: Unmeasurable | null;
}
