import { existsSync } from 'node:fs';
import path from 'node:path';

import { loadConfig } from './config/load.ts';
import { selectRoutes } from './config/select.ts';
import { openDeploys, type OpenDeploys } from './deploys/deploys.ts';
import { preflight } from './deploys/preflight.ts';
import { causeOf, GateError } from './errors.ts';
import { explain } from './explain/lighthouse.ts';
import { familySize, neededBlocks } from './judge/family.ts';
import { judge, type Judgement } from './judge/judge.ts';
import { CampaignRunner } from './lab/campaign.ts';
import { findChrome } from './lab/chrome-path.ts';
import { Lab } from './lab/lab.ts';
import { SampleFile } from './lab/samples.ts';
import type { Absent, Campaign } from './model/campaign.ts';
import type { Config } from './model/config.ts';
import type { Deploy, Side } from './model/deploy.ts';
import { isMetric, type Metric } from './model/metric.ts';
import type { Explanation, GateReport } from './model/report.ts';
import type { Condition, Route } from './model/route.ts';
import type { Verdict } from './model/verdict.ts';
import { assembleReport } from './report/assemble.ts';
import { makeOutputFolder, writeReport, type ReportFiles } from './report/files.ts';
import { reproduceCommand } from './report/reproduce.ts';
import { MIN_BLOCKS } from './stats/plan.ts';
import { version } from './version.ts';

/** What a run is asked to do, from the command line or the action's inputs; null where not given. */
export interface RunOptions {
  /** Path of the configuration file, as given. */
  readonly config: string;
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  readonly baseSha: string | null;
  readonly headSha: string | null;
  /** The output folder, as given. */
  readonly out: string;
  /** Exactly this many blocks per campaign. */
  readonly blocks: number | null;
  /** Only these routes and conditions; all where empty. */
  readonly routes: readonly string[];
  readonly conditions: readonly string[];
  readonly lighthouse: 'on-failure' | 'always' | 'never';
  readonly chromePath: string | null;
}

export interface GateOutcome {
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
  readonly report: GateReport;
  readonly files: ReportFiles;
}

/** What the run tells its audience while it works. */
export interface Progress {
  /** A line of text that stays. */
  readonly line: (text: string) => void;
  /** A campaign begins: how many visits it will make. */
  readonly begin: (campaign: string, visits: number) => void;
  /** One visit of it is made. */
  readonly advance: (campaign: string) => void;
  readonly end: (campaign: string, note: string) => void;
}

/** The chance that a run on unchanged code turns any blocking budget red. */
const FAMILY_ALPHA = 0.01;
/** Blocks per campaign where nobody says otherwise (as far as so many can turn a budget red at all). */
const DEFAULT_BLOCKS = 5;

/**
 * The pipeline: config → deploys → lab → compare → judge → explain → report. Throws GateError for what must stop; a
 * broken budget or a page that cannot be measured is an outcome.
 */
export async function runGate(options: RunOptions, progress: Progress, signal: AbortSignal): Promise<GateOutcome> {
  const config = selectRoutes(await loadConfig(options.config, options), options);
  const blocks = blocksOf(config, options.blocks);
  const out = await makeOutputFolder(options.out);
  const chromePath = await findChrome(options.chromePath, process.env);
  for (const warning of config.warnings) progress.line(warning);

  const deploys = await openDeploys(config, options, progress.line);
  try {
    const { settleMs } = config;
    const lab = await Lab.open(
      { chromePath, env: process.env, settleMs, signal, log: progress.line },
      config.conditions,
    );
    try {
      const absent = await whoIsAbsent(config, deploys, signal);
      const run: Run = { config, blocks, deploys, absent, lab, out, progress, signal };
      const chrome = await lab.version();
      const campaigns = await measure(run, chrome);
      const plan = { kind: 'fixed', blocks } as const;
      const judgement = judge({ ...config, campaigns, plan, alpha: FAMILY_ALPHA });
      const about = { ...judgement, ...deploys, ...config, campaigns, chrome, notices: config.warnings };
      const reproduce = reproduceCommand(options, blocks);
      const reportWith = (explanations: Explanations): GateReport =>
        assembleReport({ ...about, reproduce, explanationOf: (campaign) => explanations.get(keyOf(campaign)) ?? null });
      // The verdict stands and is on disk before Lighthouse, which only explains it, may take its time or its leave.
      await writeReport(reportWith(new Map()), out);
      const report = reportWith(await explainBroken(run, judgement, options.lighthouse));
      const files = await writeReport(report, out);
      return { verdict: judgement.verdict, exitCode: judgement.exitCode, report, files };
    } finally {
      await lab.close();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw interrupted(options, out, signal, error);
  } finally {
    await deploys.close();
  }
}

/** What is left of a run that was stopped: the verdict where only Lighthouse was missing, else the samples. */
function interrupted(options: RunOptions, out: string, signal: AbortSignal, cause: unknown): GateError {
  const detail = { signal: causeOf(signal.reason), out: options.out };
  if (existsSync(path.join(out, 'result.json'))) return new GateError('interrupted-explaining', detail, { cause });
  const hasSamples = existsSync(path.join(out, 'samples.ndjson'));
  return new GateError(hasSamples ? 'interrupted' : 'interrupted-early', detail, { cause });
}

/** What Lighthouse said, by `keyOf`. */
type Explanations = ReadonlyMap<string, Explanation>;

/** What the stages of one run share. */
interface Run {
  readonly config: Config;
  readonly blocks: number;
  readonly deploys: OpenDeploys;
  readonly absent: Absent;
  readonly lab: Lab;
  readonly out: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** How many blocks a campaign takes. Throws `too-few-blocks` where so many could not turn any blocking budget red. */
function blocksOf({ routes }: Config, asked: number | null): number {
  const needed = neededBlocks(routes, FAMILY_ALPHA);
  if (asked === null) return Math.max(DEFAULT_BLOCKS, needed);
  if (asked >= Math.max(needed, MIN_BLOCKS)) return asked;
  const detail = { blocks: asked, budgets: familySize(routes), alpha: `${FAMILY_ALPHA * 100} %`, needed };
  throw new GateError('too-few-blocks', detail);
}

/** Every route under each of its conditions, one after the other. */
async function measure(run: Run, chrome: string): Promise<Campaign[]> {
  const { config, blocks, deploys, out } = run;
  const samples = new SampleFile(out, {
    type: 'run',
    version: 1,
    tool: version,
    chrome,
    blocks,
    ...recorded(config, deploys),
  });
  const campaigns: Campaign[] = [];
  for (const route of config.routes)
    for (const name of route.conditions) {
      const condition = config.conditions.find((each) => each.name === name);
      if (condition === undefined) throw new Error(`the condition ${name} was not resolved`);
      campaigns.push(await measureRoute(run, route, condition, samples));
    }
  return campaigns;
}

function recorded({ routes, conditions, settleMs, policy }: Config, { base, head }: OpenDeploys) {
  return { base: base && labelOf(base), head: labelOf(head), config: { routes, conditions, settleMs, policy } };
}

function labelOf({ sha, url }: Deploy): Pick<Deploy, 'sha' | 'url'> {
  return { sha, url };
}

async function measureRoute(run: Run, route: Route, condition: Condition, samples: SampleFile): Promise<Campaign> {
  const { blocks, deploys, lab, progress, absent } = run;
  const name = `${route.name} · ${condition.name}`;
  const record: SampleFile['append'] = (visit) => {
    samples.append(visit);
    progress.advance(name);
  };
  const { base, head } = deploys;
  const runner = new CampaignRunner(lab, { route, condition, base, head, record, absent });
  progress.begin(name, 4 * blocks + (base === null ? 1 : 2));
  if (await runner.warmUp()) while (runner.campaign.blocks.length < blocks && (await runner.block()));
  const { campaign } = runner;
  progress.end(name, campaign.unmeasurable?.reason ?? `${campaign.blocks.length} blocks`);
  return campaign;
}

/** Which deploys nothing listens at, and why: then no route of theirs can be measured. */
async function whoIsAbsent(config: Config, deploys: OpenDeploys, signal: AbortSignal): Promise<Absent> {
  const ask = async (side: Side): Promise<string | null> => {
    const deploy = deploys[side];
    // Where hosts are mapped, the name alone does not say where the deploy is.
    if (deploy === null || deploy.hosts !== undefined || config.conditions.some(({ hosts }) => hosts !== undefined))
      return null;
    return preflight(deploy.url, signal);
  };
  const [base, head] = await Promise.all([ask('base'), ask('head')]);
  return { base, head };
}

/** Lighthouse's words on every campaign with a broken budget (or on all, or none), by `keyOf`. */
async function explainBroken(
  { lab, config, deploys, out, progress, signal }: Run,
  judgement: Judgement,
  when: RunOptions['lighthouse'],
): Promise<Explanations> {
  const explanations = new Map<string, Explanation>();
  if (when === 'never') return explanations;
  for (const { route: name, condition: conditionName, metrics, findings } of judgement.campaigns) {
    const broken = findings.filter(({ row }) => row.verdict === 'fail').map(({ row }) => row.path.split('.')[0] ?? '');
    if (metrics === null || (broken.length === 0 && when === 'on-failure')) continue;
    const route = config.routes.find((each) => each.name === name);
    const condition = config.conditions.find((each) => each.name === conditionName);
    if (route === undefined || condition === undefined) continue;
    if (!isForStrangers(route, deploys)) {
      progress.line(`Lighthouse would see ${name} as a stranger does, without its session: it is left out.`);
      continue;
    }
    progress.line(`Lighthouse looks at ${name} · ${conditionName} on each side.`);
    const browser = await lab.connectedBrowser();
    const about = { browser, proxyPort: lab.proxyPort(condition), route, condition, out, signal };
    const broke: Metric[] = broken.filter(isMetric);
    const explanation = await explain({ ...about, base: deploys.base, head: deploys.head, metrics: broke });
    explanations.set(keyOf({ route: name, condition: conditionName }), explanation);
  }
  return explanations;
}

/** Whether anybody who asks for a route on the deploys gets what the visits got. */
function isForStrangers({ session }: Route, { base, head }: OpenDeploys): boolean {
  return session === undefined && base?.hosts === undefined && head.hosts === undefined;
}

function keyOf({ route, condition }: { readonly route: string; readonly condition: string }): string {
  return JSON.stringify([route, condition]);
}
