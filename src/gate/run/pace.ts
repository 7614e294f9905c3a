/** A campaign as the others see it. */
export interface PacedCampaign {
  /** What its blocks have taken so far, fresh ones too, ms: 0 where none is needed or could be made. */
  readonly spentMs: number;
  /** What confirming took of that, ms: it comes on top of the run's limit. */
  readonly confirmingMs: number;
  readonly isOver: boolean;
}

/** How long a run goes on, by its own pace. */
export interface TimeLeft {
  readonly ms: number;
  /** From how many measured campaigns that is known. */
  readonly campaigns: number;
}

/**
 * How fast the campaigns of a run are. What is left is the mean of those that were measured to their end, for each of the
 * others. A campaign that needs no visits says nothing about those that do.
 */
export class Pace {
  readonly #limitMs: number | null;
  readonly #lanes: number;
  readonly #now: () => number;
  #campaigns: readonly PacedCampaign[] = [];
  #began = 0;

  /**
   * @param limitMs the time of the run, without what confirming takes; null for none
   * @param lanes how many campaigns are measured at once
   */
  constructor(limitMs: number | null, lanes = 1, now: () => number = () => performance.now()) {
    this.#limitMs = limitMs;
    this.#lanes = lanes;
    this.#now = now;
  }

  /** The run begins with these. */
  expect(campaigns: readonly PacedCampaign[]): void {
    this.#campaigns = campaigns;
    this.#began = this.#now();
  }

  /** How many campaigns the run has. */
  get campaigns(): number {
    return this.#campaigns.length;
  }

  /**
   * What is left of the run. Null while no campaign is over, because nothing says how many looks one takes.
   *
   * @param current the campaign that is looked at
   * @param neededMs what it needs at least, ms; null if it needs no more blocks
   */
  left(current: PacedCampaign, neededMs: number | null): TimeLeft | null {
    const measured = this.#campaigns.filter(({ isOver, spentMs }) => isOver && spentMs > 0);
    if (measured.length === 0) return null;
    const meanMs = measured.reduce((sum, { spentMs }) => sum + spentMs, 0) / measured.length;
    const rest = ({ spentMs }: PacedCampaign): number => Math.max(0, meanMs - spentMs);
    const others = this.#campaigns.filter((each) => each !== current && !each.isOver);
    const ownMs = neededMs === null ? 0 : Math.max(neededMs, rest(current));
    const ms = (ownMs + others.reduce((sum, each) => sum + rest(each), 0)) / this.#lanes;
    return { ms: Math.min(ms, this.#untilLimit()), campaigns: measured.length };
  }

  #untilLimit(): number {
    if (this.#limitMs === null) return Infinity;
    const confirmingMs = this.#campaigns.reduce((sum, each) => sum + each.confirmingMs, 0);
    return Math.max(0, this.#began + this.#limitMs + confirmingMs - this.#now());
  }
}
