import type { Collecting } from '../../lab/answers/collecting.ts';
import type { AnswerSet } from '../../model/answers.ts';
import type { Deploy, Side } from '../../model/deploy.ts';
import type { MeasuredOutcome, Visit } from '../../model/sample.ts';

/** From which end scripts draw at random: what depends on it then differs between the sides. */
const LEANS = { base: 'low', head: 'high' } as const;

/** What the warm-up visits of one campaign were served. It stays in memory, and not for long: it has secrets. */
export class Served {
  /** What each side was served; absent: no visit to it was measured. */
  readonly answers: Partial<Record<Side, AnswerSet>> = {};
  readonly #shas: readonly string[];
  #failure: { readonly side: Side; readonly reason: string } | null = null;
  readonly #readings: Partial<Record<Side, MeasuredOutcome['readings']>> = {};

  constructor(deploys: readonly (Pick<Deploy, 'sha'> | null)[]) {
    this.#shas = deploys.flatMap((deploy) => deploy?.sha ?? []);
  }

  /** The first visit to the route that failed, also if the next attempt did not. */
  get failure(): { readonly side: Side; readonly reason: string } | null {
    return this.#failure;
  }

  /** What the visit to each side measured; percentages of budgets refer to base's. */
  get readings(): Readonly<Partial<Record<Side, MeasuredOutcome['readings']>>> {
    return this.#readings;
  }

  readonly collect = (side: Side): Collecting => ({
    lean: LEANS[side],
    shas: this.#shas,
    keep: (answers) => void (this.answers[side] = answers),
  });

  record({ page, block, side, outcome }: Visit): void {
    if (page !== 'route' || block >= 0) return;
    if (outcome.status === 'failed') this.#failure ??= { side, reason: outcome.reason };
    else this.#readings[side] = outcome.readings;
  }
}
