import type { CampaignJudgement } from '../../judge/campaign.ts';
import type { SequentialPlan } from '../../judge/sequential.ts';
import type { Campaign, Stop, Unmeasurable } from '../../model/campaign.ts';
import type { Progress } from '../../model/progress.ts';
import { identicalEnd } from '../../report/words/identical.ts';
import type { CampaignVisits } from './campaign-visits.ts';
import { estimateText } from './estimate-text.ts';
import { lookText, type LookFacts } from './look-text.ts';
import type { Pace, PacedCampaign } from './pace.ts';

/** The campaign that is told of. */
interface ToldCampaign {
  readonly name: string;
  readonly paced: PacedCampaign;
  readonly plan: SequentialPlan;
  readonly visits: CampaignVisits;
}

/** Tells a reader how a campaign stands, and how long it and its run take from there. */
export class CampaignProgress {
  readonly #progress: Progress;
  readonly #pace: Pace;
  readonly #of: ToldCampaign;

  constructor(progress: Progress, pace: Pace, of: ToldCampaign) {
    this.#progress = progress;
    this.#pace = pace;
    this.#of = of;
  }

  /** So many blocks begin, after those that were made. */
  begin(blocks: number, made: number, areFresh: boolean): void {
    const { name, plan, visits } = this.#of;
    const most = (areFresh ? plan.freshLooks : plan.looks).at(-1) ?? made + blocks;
    const ahead = { made, next: blocks, most, areFresh, campaigns: this.#pace.campaigns };
    this.#progress.begin(name, visits.in(blocks), ahead);
  }

  /** How it stands, and how long it takes to the next look and to the end of the run. */
  look(facts: Omit<LookFacts, 'toNext' | 'run'>, judged: CampaignJudgement): void {
    const { name, paced, plan } = this.#of;
    const { blocks, confirmed, open, suspected, blockMs } = facts;
    const following = (confirmed === null ? plan.looks : plan.freshLooks).find((look) => look > blocks);
    const toNext = open.length === 0 || following === undefined ? null : following - blocks;
    const run = this.#pace.left(paced, toNext === null ? null : (blockMs ?? 0) * toNext);
    const nextMs = toNext === null || blockMs === null ? null : blockMs * toNext;
    const standing = { open, suspected, nextMs, runMs: run?.ms ?? null };
    const estimate = estimateText(judged, open[0] ?? suspected[0]);
    this.#progress.look(name, lookText({ ...facts, toNext, run }), { ...standing, estimate });
  }

  /** A red must be confirmed. */
  suspected(): void {
    this.#progress.line(`${this.#of.name}: it is suspected to be worse; fresh blocks after a restart must confirm it.`);
  }

  /** Whether fresh blocks agreed; `unmeasurable`: why no further ones were made. */
  confirmed(isConfirmed: boolean, unmeasurable: Unmeasurable | null): void {
    const why = unmeasurable === null ? '' : ` (${unmeasurable.reason.replace(/\.$/, '')})`;
    this.#progress.line(`${this.#of.name}: ${isConfirmed ? 'confirmed' : 'not confirmed'}${why}.`);
  }

  /** It is over: how it ended, or how many visits it took. */
  end({ unmeasurable, identity = null }: Campaign, stopped: Stop): void {
    const visits = `${this.#of.visits.describe()}${stopped === 'time' ? ', time is up' : ''}`;
    this.#progress.end(this.#of.name, unmeasurable?.reason ?? identicalEnd(identity) ?? visits);
  }
}
