/** A campaign before its first block. */
export interface Surveyed {
  /** With how many campaigns it may warm up at the same time, itself included. */
  readonly mostAtOnce: number;
  /** Its warm-up visits. `lane` is the first of two lanes that no other campaign uses meanwhile. */
  readonly warmUp: (lane: number) => Promise<void>;
  /** Whether head's visit took so much longer than base's that this alone would have it measured. */
  readonly seemsSlower: boolean;
  /** The same visits once more, alone. */
  readonly revisit: () => Promise<void>;
  /** Those to the control page, where they are made later. */
  readonly warmUpControl: (lane: number) => Promise<void>;
}

export interface SurveySteps<Campaign> {
  /** Called with the campaigns that are about to warm up. */
  readonly announce: (batch: readonly Campaign[]) => void;
  /** Finds out which of them need not be measured; no visit is made meanwhile. */
  readonly identify: (batch: readonly Campaign[]) => Promise<void>;
}

/** A lane for each side. */
const LANES_EACH = 2;

/**
 * The warm-up visits of several campaigns at the same time, each in a lane with a link of its own. Such a visit mostly
 * watches its page, and no number is taken from it, so that several take about as long as one.
 */
export class Survey<Campaign extends Surveyed> {
  readonly #waiting = new Set<Campaign>();
  readonly #steps: SurveySteps<Campaign>;

  constructor(steps: SurveySteps<Campaign>) {
    this.#steps = steps;
  }

  /** The campaigns of the run, in the order in which they will be measured. */
  expect(campaigns: readonly Campaign[]): void {
    for (const campaign of campaigns) this.#waiting.add(campaign);
  }

  /** Prepares a campaign and those that come next, unless it was one of them before. */
  async reach(campaign: Campaign): Promise<void> {
    if (!this.#waiting.has(campaign)) return;
    const batch = this.#batchOf(campaign);
    for (const each of batch) this.#waiting.delete(each);
    this.#steps.announce(batch);
    await allOf(batch.map((each, index) => each.warmUp(LANES_EACH * index)));
    await revisitOne(batch);
    await this.#steps.identify(batch);
    await allOf(batch.map((each, index) => each.warmUpControl(LANES_EACH * index)));
  }

  #batchOf(campaign: Campaign): Campaign[] {
    const batch = [campaign];
    let most = campaign.mostAtOnce;
    for (const each of this.#waiting) {
      if (each === campaign || batch.length >= Math.min(most, each.mostAtOnce)) continue;
      batch.push(each);
      most = Math.min(most, each.mostAtOnce);
    }
    return batch;
  }
}

/**
 * The first visits in a new Chrome, beside others, may differ by chance. Only one campaign gets a second look: the look at
 * one would wake a server that is slow after a pause before the look at the next.
 */
async function revisitOne(batch: readonly Surveyed[]): Promise<void> {
  const [only, ...others] = batch.filter(({ seemsSlower }) => seemsSlower);
  if (others.length === 0) await only?.revisit();
}

/** Rejects only when all have ended: a visit that goes on would be recorded after the run's last word. */
export async function allOf(bodies: readonly Promise<void>[]): Promise<void> {
  for (const ended of await Promise.allSettled(bodies)) if (ended.status === 'rejected') throw ended.reason;
}
