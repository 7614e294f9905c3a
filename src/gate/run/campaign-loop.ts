import { CONFIRMATION_LOOKS } from '../../judge/confirm.ts';
import type { CampaignJudgement } from '../../judge/campaign.ts';
import { flakyStory, type Failure } from '../../judge/flaky.ts';
import { judgeOne, openIn } from '../../judge/judge.ts';
import { CampaignRunner } from '../../lab/campaign.ts';
import type { Exchange } from '../../graphql/observed/requests.ts';
import type { Stop } from '../../model/campaign.ts';
import type { Side } from '../../model/deploy.ts';
import type { LaterRecord } from '../../model/record.ts';
import type { Condition, Route } from '../../model/route.ts';
import type { CampaignStage, Visit } from '../../model/sample.ts';
import { campaignsOf, keyOf } from '../../record/campaigns.ts';
import { count } from '../../report/words/format.ts';
import { lookText, type LookFacts } from './look-text.ts';
import { lookBlocks } from './plan.ts';
import type { Run } from './run.ts';
import type { Progressed, Task } from './schedule.ts';
import { settleText } from './settle-text.ts';

/**
 * One campaign on its way to a decision: from look to look, until all its budgets are decided, its plan is at an end or
 * its time is up; then, where a red may not block yet, through fresh blocks.
 */
export class CampaignLoop implements Task {
  readonly name: string;
  readonly #run: Run;
  readonly #route: Route;
  readonly #condition: Condition;
  readonly #runner: CampaignRunner;
  readonly #looks: readonly number[];
  /** First attempts that failed, in the blocks that decide. */
  readonly #failures: Failure[] = [];
  #isWarm = false;
  /** All of it: those that warm up, and fresh ones, too. */
  #visits = 0;
  #freshVisits = 0;
  #measuringMs = 0;
  #confirmingMs = 0;

  constructor(run: Run, route: Route, condition: Condition) {
    this.name = `${route.name} · ${condition.name}`;
    this.#run = run;
    this.#route = route;
    this.#condition = condition;
    this.#runner = this.#newRunner('measure');
    this.#looks = lookBlocks(run.rules);
  }

  /** What a block has taken so far on average, ms; null before the first. */
  get blockMs(): number | null {
    return this.#runner.blocks === 0 ? null : this.#measuringMs / this.#runner.blocks;
  }

  /** What confirming a red took, ms: it comes on top of the run's time. */
  get confirmingMs(): number {
    return this.#confirmingMs;
  }

  /** Blocks until the next look. */
  get blocksToLook(): number {
    return (this.#nextLook() ?? this.#runner.blocks) - this.#runner.blocks;
  }

  /** Goes on to the next look; `expired` where the time is up before it. */
  async advance(isTimeUp: () => boolean): Promise<Progressed> {
    const look = this.#nextLook();
    if (!this.#isWarm && !(await this.#warmUp())) return this.#end('unmeasurable');
    if (look === null) return this.#end('maximum');
    while (this.#runner.blocks < look) {
      if (isTimeUp()) return this.#end('time');
      const began = performance.now();
      if (!(await this.#runner.block())) return this.#end('unmeasurable');
      this.#measuringMs += performance.now() - began;
    }
    const open = this.#look();
    if (open.length === 0) return this.#end('decided');
    return this.#nextLook() === null ? this.#end('maximum') : 'open';
  }

  /** The time of the run is up: what is open stays so. */
  async expire(): Promise<void> {
    await this.#end('time');
  }

  #nextLook(): number | null {
    return this.#looks.find((blocks) => blocks > this.#runner.blocks) ?? null;
  }

  async #warmUp(): Promise<boolean> {
    this.#isWarm = true;
    this.#run.lab.forgetSessions();
    const sides = this.#run.deploys.base === null ? 1 : 2;
    this.#run.progress.begin(this.name, this.#visitsOf(this.#looks.at(-1) ?? 0) + sides);
    const isWarm = await this.#runner.warmUp();
    const { settle } = this.#runner.campaign(null);
    if (settle) this.#run.progress.line(`${this.name}: ${settleText(settle)}`);
    return isWarm;
  }

  #visitsOf(blocks: number): number {
    return 4 * blocks * (this.#run.control === null ? 1 : 2);
  }

  /** The paths of the budgets for which it goes on. */
  #look(): string[] {
    const judged = judgeOne(this.#run.rules, this.#route, this.#runner.campaign(null));
    const open = openIn(this.#run.rules, judged);
    const { route, condition } = judged;
    this.#run.log.append({ type: 'look', route, condition, blocks: this.#runner.blocks, open });
    this.#run.progress.look(this.name, lookText(this.#facts(open)));
    return open;
  }

  #facts(open: readonly string[]): LookFacts {
    const { blocks } = this.#runner;
    const visitsPerBlock = this.#visitsOf(1);
    const to = (look: number | null): number => this.#visitsOf((look ?? blocks) - blocks);
    const next = this.#nextLook();
    return {
      visits: this.#visits,
      open,
      visitMs: this.blockMs === null ? null : this.blockMs / visitsPerBlock,
      toNext: next === null ? null : to(next),
      toLast: to(this.#looks.at(-1) ?? null),
    };
  }

  async #end(stopped: Stop): Promise<Progressed> {
    const { log, progress, rules } = this.#run;
    const campaign = this.#runner.campaign(stopped);
    const unmeasurable = this.#runner.unmeasurable ?? flakyStory(campaign, this.#failures, rules.plan);
    log.append({ type: 'campaign', ...this.#place(), stopped, unmeasurable });
    const judged = judgeOne(rules, this.#route, campaign);
    if (judged.needsConfirmation) await this.#confirm();
    progress.end(this.name, unmeasurable?.reason ?? `${this.#visitText()}${stopped === 'time' ? ', time is up' : ''}`);
    return stopped === 'time' ? 'expired' : 'ended';
  }

  #visitText(): string {
    const fresh = this.#freshVisits === 0 ? '' : `, ${this.#freshVisits} of them fresh ones to confirm a red`;
    return `${count(this.#visits, 'visit')}${fresh}`;
  }

  /** Fresh blocks, after everything that the gate can restart was: a red that an unlucky process made will not repeat. */
  async #confirm(): Promise<void> {
    const { lab, log, progress } = this.#run;
    progress.line(`${this.name}: it looks worse; fresh blocks after a restart must agree.`);
    const began = performance.now();
    await this.#restart();
    const runner = this.#newRunner('confirm');
    try {
      await lab.restart();
      if (await runner.warmUp()) await this.#freshBlocks(runner);
    } finally {
      await this.#restart();
    }
    this.#confirmingMs = performance.now() - began;
    const agreed = this.#judgeRecorded(runner)
      .findings.filter(({ finding }) => finding.confirmation === 'agreed')
      .map(({ row }) => row.path);
    const { blocks, unmeasurable } = runner;
    log.append({ type: 'confirmation', ...this.#place(), blocks, unmeasurable, agreed });
    const word = agreed.length > 0 ? 'confirmed' : 'not confirmed';
    progress.line(
      `${this.name}: ${word}${unmeasurable === null ? '' : ` (${unmeasurable.reason.replace(/\.$/, '')})`}.`,
    );
  }

  /** Four fresh blocks, and four more where they do not agree to every red. */
  async #freshBlocks(runner: CampaignRunner): Promise<void> {
    for (const look of CONFIRMATION_LOOKS) {
      while (runner.blocks < look) if (!(await runner.block())) return;
      this.#run.progress.look(this.name, `${count(this.#freshVisits, 'fresh visit')} to confirm what looks worse`);
      const { findings } = this.#judgeRecorded(runner);
      if (findings.every(({ finding: { confirmation } }) => confirmation === 'none' || confirmation === 'agreed'))
        return;
    }
  }

  /** Starts the servers of the gate anew, ports swapped; sessions of the old ones are void. */
  async #restart(): Promise<void> {
    const { deploys, lab } = this.#run;
    await deploys.swapPorts();
    lab.forgetSessions();
  }

  /** The campaign with the fresh blocks as they are. */
  #judgeRecorded({ blocks, unmeasurable }: CampaignRunner): CampaignJudgement {
    const { log, rules } = this.#run;
    const confirmation: LaterRecord = { type: 'confirmation', ...this.#place(), blocks, unmeasurable, agreed: [] };
    const recorded = campaignsOf({ run: log.run, later: [...log.later, confirmation] }).find(
      (campaign) => keyOf(campaign) === keyOf(this.#place()),
    );
    if (recorded === undefined) throw new Error(`${this.name} was not recorded`);
    return judgeOne(rules, this.#route, recorded);
  }

  #newRunner(phase: CampaignStage): CampaignRunner {
    const { deploys, lab, unreachable, control, log, progress } = this.#run;
    const record = (visit: Visit): void => {
      log.append(visit);
      this.#visits += 1;
      if (phase !== 'measure') this.#freshVisits += 1;
      if (visit.phase !== 'measure') return;
      progress.advance(this.name);
      this.#failures.push(...failedFirst(visit));
    };
    const { serverFailure } = deploys;
    const observed = phase === 'measure' ? this.#run.observed : null;
    const route = this.#route.name;
    const observe =
      observed === null
        ? {}
        : { observe: (side: Side, exchanges: readonly Exchange[]) => void observed.push({ route, side, exchanges }) };
    const about = { route: this.#route, condition: this.#condition, control, phase, serverFailure, ...observe };
    return new CampaignRunner(lab, { ...about, base: deploys.base, head: deploys.head, record, unreachable });
  }

  #place(): { route: string; condition: string } {
    return { route: this.#route.name, condition: this.#condition.name };
  }
}

/** The failure of a block's first attempt at the route; none of the warm-up, of later attempts, of the control page. */
function failedFirst({ side, page, block, attempt, outcome }: Visit): Failure[] {
  if (outcome.status !== 'failed' || page !== 'route' || block < 0 || attempt !== 1) return [];
  return [{ side, code: outcome.code, reason: outcome.reason }];
}
