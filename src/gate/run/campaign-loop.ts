import { freshLookedAt, judgedAs, lookedAt, suspectedIn } from '../../judge/answers.ts';
import type { CampaignJudgement } from '../../judge/campaign.ts';
import { flakyStory } from '../../judge/flaky.ts';
import { campaignPlan, judgeOne } from '../../judge/judge.ts';
import { askOf, next, START, type Ask, type SequentialEvent, type SequentialState } from '../../judge/sequential.ts';
import type { CampaignRunner } from '../../lab/campaign.ts';
import type { Campaign, Stop } from '../../model/campaign.ts';
import type { Place } from '../../model/place.ts';
import { needsLaneAlone } from '../../model/lanes.ts';
import type { Condition, Route } from '../../model/route.ts';
import { campaignIn } from '../../record/campaigns.ts';
import type { CampaignRecord } from '../../record/log.ts';
import { CampaignProgress } from './campaign-progress.ts';
import { CampaignVisits } from './campaign-visits.ts';
import type { Pace, PacedCampaign } from './pace.ts';
import { Preparation } from './preparation.ts';
import type { Run } from './run.ts';
import type { TaskProgress, Task } from './schedule.ts';
import type { Survey } from './survey.ts';

/** What a campaign shares with the others of its run. */
export interface CampaignPeers {
  readonly survey: Survey<Preparation>;
  readonly pace: Pace;
}

/**
 * One campaign on its way to a decision. `judge/sequential.ts` says what to do next, and the lab makes the blocks.
 * Every judgement uses the log alone, so that a replay sees the same.
 */
export class CampaignLoop implements Task, PacedCampaign {
  readonly name: string;
  /** What comes before its first block. */
  readonly preparation: Preparation;
  readonly #run: Run;
  readonly #survey: Survey<Preparation>;
  readonly #route: Route;
  readonly #place: Place;
  readonly #visits: CampaignVisits;
  readonly #runner: CampaignRunner;
  readonly #plan: ReturnType<typeof campaignPlan>;
  readonly #progress: CampaignProgress;
  #state: SequentialState = START;
  #measuringMs = 0;
  #freshMs = 0;
  #confirmingMs = 0;
  #isOver = false;

  constructor(run: Run, { survey, pace }: CampaignPeers, route: Route, condition: Condition) {
    this.name = `${route.name} · ${condition.name}`;
    this.#run = run;
    this.#survey = survey;
    this.#route = route;
    this.#place = { route: route.name, condition: condition.name };
    this.#visits = new CampaignVisits(run, route, condition, this.name);
    this.#runner = this.#visits.runner('measure');
    this.#plan = campaignPlan(run.rules);
    const told = { name: this.name, paced: this, plan: this.#plan, visits: this.#visits };
    this.#progress = new CampaignProgress(run.progress, pace, told);
    const about = { name: this.name, route, condition, visits: this.#visits, runner: this.#runner };
    this.preparation = new Preparation(run, about);
  }

  /** What a block has taken so far on average, ms; null before the first. */
  get blockMs(): number | null {
    return this.#runner.blocks === 0 ? null : this.#measuringMs / this.#runner.blocks;
  }

  /** What confirming a red took, ms: it comes on top of the run's time. */
  get confirmingMs(): number {
    return this.#confirmingMs;
  }

  get spentMs(): number {
    return this.#measuringMs + Math.max(this.#freshMs, this.#confirmingMs);
  }

  get isOver(): boolean {
    return this.#isOver || this.preparation.standing === 'identical';
  }

  /** Blocks until the next look. */
  get blocksToLook(): number {
    const ask = this.#ask();
    return ask.kind === 'blocks' ? ask.count : 0;
  }

  /** Whether its visits may have no company. */
  get measuresAlone(): boolean {
    return needsLaneAlone(this.#route);
  }

  /** Goes on to the next look; `expired` where the time is up before it. */
  async advance(isTimeUp: () => boolean, lane: number): Promise<TaskProgress> {
    this.#visits.lane = lane;
    const ask = this.#ask();
    if (ask.kind === 'blocks') this.#next(await this.#measure(ask.count, isTimeUp));
    return this.#decide();
  }

  /** The time of the run is up: what is open stays so. */
  async expire(): Promise<void> {
    const isIdentical = this.preparation.standing === 'identical';
    this.#next(isIdentical ? { type: 'identical' } : { type: 'cut', by: 'time', made: 0 });
    await this.#decide();
  }

  #ask(): Ask {
    return askOf(this.#plan, this.#state);
  }

  #next(event: SequentialEvent): void {
    this.#state = next(this.#plan, this.#state, event);
  }

  /** Everything that follows from a look without another visit, plus fresh blocks if a red must be confirmed. */
  async #decide(): Promise<TaskProgress> {
    for (;;) {
      const ask = this.#ask();
      switch (ask.kind) {
        case 'blocks':
          return 'open';
        case 'judgement':
          await this.#visits.end();
          this.#next(this.#end(ask.stopped));
          break;
        case 'fresh-blocks':
          await this.#run.lanes.alone(() => this.#confirm());
          break;
        case 'done':
          return this.#tell(ask.stopped);
      }
    }
  }

  async #measure(blocks: number, isTimeUp: () => boolean): Promise<SequentialEvent> {
    const { lanes } = this.#run;
    if (this.#runner.blocks === 0) await lanes.alone(() => this.#survey.reach(this.preparation));
    const { standing } = this.preparation;
    if (standing === 'identical') return { type: 'identical' };
    if (standing !== 'ready') return { type: 'cut', by: 'unmeasurable', made: 0 };
    this.#progress.begin(blocks, this.#runner.blocks, false);
    for (let made = 0; made < blocks; made += 1) {
      const isFollowed = made < blocks - 1 && lanes.count === 1;
      const end = await lanes.share(() => this.#block(isTimeUp, isFollowed));
      if (end !== null) return { type: 'cut', by: end, made };
    }
    return this.#look();
  }

  /** One block, in which the company does not change by a confirmation; why there is none, or null. */
  async #block(isTimeUp: () => boolean, isFollowed: boolean): Promise<'time' | 'unmeasurable' | null> {
    if (isTimeUp()) return 'time';
    const began = performance.now();
    if (!(await this.#runner.block(isFollowed))) return 'unmeasurable';
    this.#measuringMs += performance.now() - began;
    return null;
  }

  #look(): SequentialEvent {
    const { log, rules } = this.#run;
    const judged = this.#judge();
    const looked = lookedAt(rules, judged);
    const { blocks } = this.#runner;
    log.append({ type: 'look', ...this.#place, blocks, open: [...looked.open] });
    const suspected = suspectedIn(judged);
    this.#progress.look({ blocks, confirmed: null, suspected, open: looked.open, blockMs: this.blockMs }, judged);
    return looked;
  }

  #end(stopped: Stop): SequentialEvent {
    const { log, rules } = this.#run;
    const end = { type: 'campaign', ...this.#place, stopped } as const;
    const { unmeasurable } = this.#runner;
    const story =
      unmeasurable ?? flakyStory(this.#recorded([{ ...end, unmeasurable }]), this.#visits.failures, rules.plan);
    log.append({ ...end, unmeasurable: story });
    return judgedAs(this.#judge());
  }

  #tell(stopped: Stop): TaskProgress {
    const recorded = this.#recorded();
    this.#isOver = true;
    this.#progress.end(recorded, stopped);
    return stopped === 'time' ? 'expired' : 'ended';
  }

  /** Fresh blocks, after everything that the gate can restart was: a red that an unlucky process made will not repeat. */
  async #confirm(): Promise<void> {
    const { lab, log } = this.#run;
    this.#progress.suspected();
    const began = performance.now();
    await this.#restart();
    const runner = this.#visits.runner('confirm');
    try {
      await lab.restart(this.#visits.lane);
      await runner.warmUp();
      for (let ask = this.#ask(); ask.kind === 'fresh-blocks'; ask = this.#ask())
        this.#next(await this.#confirmWith(runner, ask.count));
    } finally {
      await this.#visits.end();
      await this.#restart();
    }
    this.#confirmingMs = performance.now() - began;
    const ended = this.#ask();
    const agreed = ended.kind === 'done' ? [...(ended.confirmed ?? [])] : [];
    log.append({ ...this.#freshEnd(runner), agreed });
    this.#progress.confirmed(agreed.length > 0, runner.unmeasurable);
  }

  /** So many fresh blocks, or as many of them as can be made, and what all of them say. */
  async #confirmWith(runner: CampaignRunner, blocks: number): Promise<SequentialEvent> {
    this.#progress.begin(blocks, runner.blocks, true);
    const began = performance.now();
    let made = 0;
    while (made < blocks && (await runner.block(made < blocks - 1))) made += 1;
    this.#freshMs += performance.now() - began;
    const judged = this.#judge([this.#freshEnd(runner)]);
    const looked = freshLookedAt(judged, made);
    if (made === blocks) {
      const { blocks: all } = runner;
      const { confirmed, unconfirmed: open } = looked;
      this.#progress.look({ blocks: all, confirmed, suspected: open, open, blockMs: this.#freshMs / all }, judged);
    }
    return looked;
  }

  #freshEnd({ blocks, unmeasurable }: CampaignRunner) {
    return { type: 'confirmation' as const, ...this.#place, blocks, unmeasurable, agreed: [] };
  }

  /** Restarts the gate's servers with swapped ports, which invalidates their sessions. */
  async #restart(): Promise<void> {
    const { deploys, lab } = this.#run;
    await deploys.swapPorts();
    lab.forgetSessions();
  }

  #judge(unrecorded: readonly CampaignRecord[] = []): CampaignJudgement {
    return judgeOne(this.#run.rules, this.#route, this.#recorded(unrecorded));
  }

  /** The campaign as the log has it. */
  #recorded(unrecorded: readonly CampaignRecord[] = []): Campaign {
    const campaign = campaignIn(this.#run.log, this.#place, unrecorded);
    if (campaign === null) throw new Error(`${this.name} was not recorded`);
    return campaign;
  }
}
