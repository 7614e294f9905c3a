import { cluesOf } from '../../explain/clues.ts';
import { typicalDownloads } from '../../explain/downloads.ts';
import { campaignNotes, typicalEvidence } from '../../explain/evidence.ts';
import type { CampaignJudgement } from '../../judge/campaign.ts';
import type { Judgement } from '../../judge/judge.ts';
import type { Attribution, Manifest } from '../../model/attribution.ts';
import type { KnownSearch } from '../../model/cause.ts';
import type { Campaign } from '../../model/campaign.ts';
import type { Policy } from '../../model/config.ts';
import type { GraphqlReport } from '../../model/graphql.ts';
import { METRICS, type Metric } from '../../model/metric.ts';
import type { RegressionPrice } from '../../model/price.ts';
import type { Explanation, GateReport, RouteReport, MinimumDetectable } from '../../model/report.ts';
import type { GatedRoute } from '../../model/route.ts';
import { skippedOf, tellIdentity, type ToldIdentity } from './skipped.ts';
import { remedyFor } from '../words/remedies.ts';
import { causesOf } from './causes.ts';
import { costSearches } from './cost-searches.ts';
import { storyNotes } from '../words/campaign-notes.ts';

export interface ReportParts {
  readonly judgement: Pick<Judgement, 'verdict' | 'rows' | 'comparisons'>;
  readonly base: ServedDeploy | null;
  readonly head: ServedDeploy;
  readonly policy: Policy;
  readonly campaigns: readonly ToldCampaign[];
  /** Which commits broke each budget, and what changed between them. */
  readonly attribution?: readonly Attribution[];
  readonly manifest?: Manifest | null;
  /** Why budgets are broken, as far as diagnostic visits tell. */
  readonly searches?: readonly KnownSearch[];
  /** What confirmed regressions cost; absent or null: the run has no prices. */
  readonly prices?: readonly RegressionPrice[] | null;
  /** What made costs change; null if no operations are gated. */
  readonly graphql: GraphqlReport | null;
  readonly terms: ReportTerms;
  readonly notices: readonly string[];
  readonly chrome: string;
  readonly reproduce: string;
}

/** Of a campaign what the report tells: it outlives the visits. */
export interface ToldCampaign {
  readonly report: RouteReport;
  /** Null or absent: the settle window was configured. */
  readonly settle: Campaign['settle'];
  /** Null: what it is served was not looked at. */
  readonly identity: ToldIdentity | null;
}

interface ServedDeploy {
  readonly sha: string | null;
  readonly url: string | null;
}

/** By whose rules it was judged, and what every reader must know of that. */
export type ReportTerms = Pick<
  GateReport,
  | 'expiredWaivers'
  | 'today'
  | 'repositoryUrl'
  | 'pageUrl'
  | 'origins'
  | 'isUntrusted'
  | 'policySource'
  | 'missingShards'
  | 'alerts'
>;

/** Everything the renderers need, in one value. */
export function assembleReport(parts: ReportParts): GateReport {
  const { policy, notices, chrome, reproduce, graphql, terms, campaigns } = parts;
  const routes = campaigns.map(({ report }) => report);
  const known = { result: resultOf(parts), routes, ...(graphql === null ? {} : { graphql }) };
  const result = { ...known.result, clues: cluesOf(known) };
  const told = { ...known, result, policy, notices, chrome, reproduce, ...terms };
  return { ...told, ...causesOf([...costSearches(told), ...(parts.searches ?? [])], told) };
}

function resultOf({
  base,
  head,
  judgement,
  campaigns,
  attribution,
  manifest,
  prices,
}: ReportParts): GateReport['result'] {
  return {
    version: 1,
    verdict: judgement.verdict,
    base: { sha: base?.sha ?? null, url: base?.url ?? null },
    head: { sha: head.sha, url: head.url },
    comparisons: [...judgement.comparisons],
    budgets: [...judgement.rows],
    ...(prices == null ? {} : { prices: [...prices] }),
    ...settlesOf(campaigns),
    ...skippedOf(campaigns),
    ...(attribution === undefined ? {} : { attribution: [...attribution] }),
    ...(manifest === undefined ? {} : { manifest }),
  };
}

/** Absent if every settle window was configured. */
function settlesOf(campaigns: readonly ToldCampaign[]): Pick<GateReport['result'], 'settles'> {
  const settles = campaigns.flatMap(({ report: { route, condition }, settle }) =>
    settle ? [{ route, condition, ...settle }] : [],
  );
  return settles.length === 0 ? {} : { settles };
}

/** What is known of a campaign beside its visits. */
export interface CampaignFacts {
  readonly route: GatedRoute;
  readonly judged: CampaignJudgement;
  /** The metrics that are compared in units of the control page. */
  readonly adjusted: readonly Metric[];
  /** Lighthouse's, if it ran. */
  readonly explanation: Explanation | null;
}

/** What the report tells of a campaign. */
export function tellCampaign(campaign: Campaign, facts: CampaignFacts): ToldCampaign {
  const { settle, identity = null } = campaign;
  return { report: routeReport(campaign, facts), settle, identity: identity && tellIdentity(identity) };
}

function routeReport(campaign: Campaign, { route, judged, adjusted, explanation }: CampaignFacts): RouteReport {
  const story = storyNotes(campaign, judged, adjusted);
  const unconfirmable = campaign.confirmation?.unmeasurable?.reason;
  return {
    route: campaign.route,
    condition: campaign.condition,
    path: route.path,
    budgets: route.budgets,
    blocks: campaign.blocks.length,
    freshBlocks: campaign.confirmation?.blocks.length ?? 0,
    minimumDetectable: smallestOf(judged),
    evidence: { base: typicalEvidence(campaign, 'base'), head: typicalEvidence(campaign, 'head') },
    downloads: { base: typicalDownloads(campaign, 'base'), head: typicalDownloads(campaign, 'head') },
    notes: [...story, ...campaignNotes(campaign)],
    unmeasurable: campaign.unmeasurable?.reason ?? null,
    ...(unconfirmable === undefined ? {} : { unconfirmable }),
    remedy: campaign.unmeasurable === null ? null : remedyFor(campaign.unmeasurable.code),
    explanation,
  };
}

/** What the run would have found, for every budget it found nothing beyond. */
function smallestOf({ findings, metrics }: CampaignJudgement): MinimumDetectable[] {
  const ofBudgets = findings.flatMap(({ row, finding }) =>
    finding.minimumDetectable === null ? [] : [{ path: row.path, value: finding.minimumDetectable }],
  );
  const ofMetrics = METRICS.flatMap((metric) => {
    const result = metrics?.[metric];
    if (result?.status !== 'measured' || result.noise === null || result.comparison.base === null) return [];
    return [{ path: metric, value: result.noise.minimumDetectable * result.comparison.base.value }];
  });
  return [...ofBudgets, ...ofMetrics.filter(({ path }) => !ofBudgets.some((each) => each.path === path))];
}
