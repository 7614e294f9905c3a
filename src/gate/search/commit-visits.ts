import type { ServedCommit } from '../../deploys/providers/provider.ts';
import { claimedSha, isSameSha } from '../../deploys/proof/sha.ts';
import { causeOf, GateError } from '../../errors.ts';
import type { CommitVisit } from '../../explain/attribution/attribute.ts';
import type { Place } from '../../model/place.ts';
import { BLOCKS_PER_BROWSER, MAX_ATTEMPTS, MAX_DROPPED_BLOCKS } from '../../lab/block-limits.ts';
import { visitorOf } from '../../lab/session/visitor.ts';
import { nodeAt, parsePath } from '../../model/breakdown.ts';
import type { Deploy } from '../../model/deploy.ts';
import { isMetric } from '../../model/metric.ts';
import type { Condition, Route } from '../../model/route.ts';
import { readingOf, type MeasuredOutcome, type VisitOutcome } from '../../model/sample.ts';
import { campaignIn } from '../../record/campaigns.ts';
import type { Run } from '../run/run.ts';
import { shortSha } from '../../text/short-sha.ts';

/** Visits of one route to commits between base and head, for one node of what they measure. */
export class CommitVisits {
  readonly #run: Run;
  readonly #route: Route;
  readonly #condition: Condition;
  readonly #segments: readonly string[];
  readonly #deadline: number;
  readonly #served = new Map<string, Deploy>();
  #blocks = 0;
  #blockMs = 0;
  #made = 0;

  /** @param deadline on the clock of `performance.now()`: no block begins that would not end before it */
  constructor(run: Run, { route, condition }: Place, path: string, deadline: number) {
    const known = run.config.routes.find((each) => each.name === route);
    const under = run.config.conditions.find((each) => each.name === condition);
    if (known === undefined || under === undefined) throw new Error(`${route} · ${condition} is not configured`);
    this.#run = run;
    this.#route = known;
    this.#condition = under;
    this.#segments = parsePath(path) ?? [];
    this.#deadline = deadline;
    for (const deploy of [run.deploys.base, run.deploys.head])
      if (deploy !== null && deploy.sha !== null) this.#served.set(deploy.sha, deploy);
  }

  /** Visits made so far, failed ones too. */
  get made(): number {
    return this.#made;
  }

  /** What the campaign has measured before. */
  prior(): CommitVisit[][] {
    const { log, deploys } = this.#run;
    const campaign = campaignIn(log, { route: this.#route.name, condition: this.#condition.name });
    const blocks = [...(campaign?.blocks ?? []), ...(campaign?.confirmation?.blocks ?? [])];
    return blocks.flatMap((block) => {
      const visits = block.visits.flatMap(({ side, outcome }) => {
        const [sha, value] = [deploys[side]?.sha, this.#valueOf(outcome)];
        return sha === undefined || sha === null || value === null ? [] : [{ sha, value }];
      });
      return visits.length === block.visits.length ? [visits] : [];
    });
  }

  /** Serves a commit and visits it once, unrecorded, so that it is warm. False if that fails. */
  readonly prepare = async (sha: string): Promise<boolean | null> => {
    if (this.#served.has(sha)) return true;
    if (performance.now() >= this.#deadline) return null;
    const problem = await this.#serve(sha);
    if (problem === null) return true;
    this.#run.progress.line(`${shortSha(sha)} is skipped: ${problem}.`);
    return false;
  };

  /** One visit to each, in this order; null if time is up or the visits keep failing. */
  readonly measure = async (shas: readonly string[]): Promise<readonly CommitVisit[] | null> => {
    for (let dropped = 0; dropped <= MAX_DROPPED_BLOCKS; dropped += 1) {
      const began = performance.now();
      if (began + (this.#blocks === 0 ? 0 : this.#blockMs / this.#blocks) * 1.1 > this.#deadline) return null;
      if (this.#blocks > 0 && this.#blocks % BLOCKS_PER_BROWSER === 0) await this.#run.lab.restart();
      const visits = await this.#block(shas);
      this.#blocks += 1;
      this.#blockMs += performance.now() - began;
      if (visits !== null) return visits;
    }
    return null;
  };

  /** Null if it answers, else why it does not. */
  async #serve(sha: string): Promise<string | null> {
    const { deploys } = this.#run;
    let served: ServedCommit | undefined;
    try {
      served = await deploys.serveBetween?.(sha);
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      return causeOf(error);
    }
    if (served === undefined) return 'it has no deploy';
    const problem = (await this.#wrongCommit(served.deploy, sha)) ?? (await this.#warmUp(served.deploy));
    if (problem === null) this.#served.set(sha, served.deploy);
    else await served.close();
    return problem;
  }

  async #wrongCommit(deploy: Deploy, sha: string): Promise<string | null> {
    const { config, signal } = this.#run;
    if (config.verify === null) return null;
    const { headers } = visitorOf(this.#route, deploy.url, process.env);
    const { verify: proof, allowHosts } = config;
    const claim = await claimedSha(deploy, { proof, path: this.#route.path, headers, signal, allowHosts });
    if ('problem' in claim) return claim.problem;
    return isSameSha(claim.sha, sha) ? null : `its deploy says that it is ${claim.sha}`;
  }

  async #warmUp(deploy: Deploy): Promise<string | null> {
    const outcome = await this.#visit(deploy);
    return outcome.status === 'failed' ? outcome.reason.replace(/\.$/, '') : null;
  }

  async #block(shas: readonly string[]): Promise<CommitVisit[] | null> {
    const visits: CommitVisit[] = [];
    for (const sha of shas) {
      const deploy = this.#served.get(sha);
      const value = deploy === undefined ? null : await this.#attempts(deploy);
      if (value === null) return null;
      visits.push({ sha, value });
    }
    return visits;
  }

  async #attempts(deploy: Deploy): Promise<number | null> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const outcome = await this.#visit(deploy);
      if (outcome.status === 'measured') return this.#valueOf(outcome);
    }
    return null;
  }

  #visit({ url, hosts }: Deploy): Promise<VisitOutcome> {
    this.#made += 1;
    return this.#run.lab.visit(this.#route, this.#condition, { url, ...(hosts === undefined ? {} : { hosts }) });
  }

  /** A part that is missing from a visit is 0; a metric that it could not measure is null. */
  #valueOf({ readings }: MeasuredOutcome): number | null {
    const [metric = ''] = this.#segments;
    const reading = isMetric(metric) ? readingOf(readings, metric) : undefined;
    if (reading?.status !== 'measured') return null;
    return nodeAt(reading.breakdown, this.#segments)?.value ?? 0;
  }
}
