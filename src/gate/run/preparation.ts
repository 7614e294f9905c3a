import type { CampaignRunner } from '../../lab/campaign.ts';
import type { Identity } from '../../model/identity.ts';
import type { Place } from '../../model/place.ts';
import type { Condition, Route } from '../../model/route.ts';
import { campaignIn } from '../../record/campaigns.ts';
import { measuredPhrase } from '../../report/words/identical.ts';
import { inText } from '../../report/words/phrase.ts';
import type { CampaignVisits } from './campaign-visits.ts';
import { identityOf, seemsSlower, type Replays } from './identity.ts';
import type { Run } from './run.ts';
import { settleText } from './settle-text.ts';
import type { Surveyed } from './survey.ts';

/** Each has two pages open. Most of them are only watched, so they take memory and little else. */
const MOST_AT_ONCE = 10;

/** What a campaign is after its warm-up visits. */
export type Standing = 'waiting' | 'ready' | 'unmeasurable' | 'identical';

export interface PreparedCampaign {
  readonly name: string;
  readonly route: Route;
  readonly condition: Condition;
  readonly visits: CampaignVisits;
  readonly runner: CampaignRunner;
}

/** A campaign before its first block: it is warmed up, and what it is served is compared. */
export class Preparation implements Surveyed {
  readonly name: string;
  readonly #run: Run;
  readonly #campaign: PreparedCampaign;
  readonly #place: Place;
  #standing: Standing = 'waiting';

  constructor(run: Run, campaign: PreparedCampaign) {
    const { name, route, condition } = campaign;
    this.name = name;
    this.#run = run;
    this.#campaign = campaign;
    this.#place = { route: route.name, condition: condition.name };
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Two log-ins at once may throw each other out. */
  get mostAtOnce(): number {
    const { route } = this.#campaign;
    const { control } = this.#run;
    return [route, control].some((page) => (page?.session?.setup.length ?? 0) > 0) ? 1 : MOST_AT_ONCE;
  }

  async warmUp(lane: number): Promise<void> {
    const { lab, progress, control } = this.#run;
    const { runner } = this.#campaign;
    lab.forgetSessions(this.#place);
    if (control !== null) lab.forgetSessions({ ...this.#place, route: control.name });
    const isReady = await runner.warmUp(this.#comparesBytes() ? { lane, pages: ['route'] } : { lane });
    this.#standing = isReady ? 'ready' : 'unmeasurable';
    const settle = campaignIn(this.#run.log, this.#place)?.settle;
    if (settle) progress.line(`${this.name}: ${settleText(settle)}`);
  }

  get seemsSlower(): boolean {
    const { visits } = this.#campaign;
    return (
      this.#standing === 'ready' && visits.served !== null && seemsSlower(this.#run, this.#campaign, visits.served)
    );
  }

  async revisit(): Promise<void> {
    this.#run.progress.line(`${this.name}: head’s first visit took longer than base’s; both are visited again.`);
    await this.#campaign.runner.revisit();
  }

  /** Compares what base and head were served, unless a visit failed for good. */
  async identify(replays: Replays): Promise<void> {
    const { route, condition, visits } = this.#campaign;
    const { served } = visits;
    if (this.#standing !== 'ready' || served === null) return;
    const identity = await identityOf(this.#run, { route, condition, served }, replays);
    visits.forgetServed();
    this.#run.log.append({ type: 'identity', ...this.#place, identity });
    if (identity.kind === 'identical') this.#standing = 'identical';
    else this.#tell(identity);
  }

  /** The control page is not visited beside a route that is not measured. */
  async warmUpControl(lane: number): Promise<void> {
    if (this.#standing !== 'ready' || this.#run.control === null || !this.#comparesBytes()) return;
    if (!(await this.#campaign.runner.warmUp({ lane, pages: ['control'] }))) this.#standing = 'unmeasurable';
  }

  #comparesBytes(): boolean {
    return this.#run.openReplays !== null;
  }

  #tell(identity: Extract<Identity, { kind: 'measured' }>): void {
    const { deploys, progress } = this.#run;
    const urls = [deploys.base, deploys.head].flatMap((deploy) => deploy?.url ?? []);
    progress.line(`${this.name}: it is measured because ${inText(measuredPhrase(identity, urls))}.`);
  }
}
