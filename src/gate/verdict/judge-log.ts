import type { CampaignJudgement } from '../../judge/campaign.ts';
import { adjustedMetrics, judgeBy, judgementFrom, type Judgement, type Rules } from '../../judge/judge.ts';
import { withoutValues } from '../../judge/judged.ts';
import { costWaiverNotices } from '../../config/budgets/waiver-warnings.ts';
import { outcomeOf, type Completeness } from '../../judge/outcome.ts';
import { pricesOf } from '../../judge/price.ts';
import { expiredWaivers, waive } from '../../judge/waive.ts';
import type { Campaign } from '../../model/campaign.ts';
import { keyOf } from '../../model/place.ts';
import type { RunRecord } from '../../model/record.ts';
import type { GateReport } from '../../model/report.ts';
import type { GatedRoute } from '../../model/route.ts';
import {
  attributionsOf,
  campaignIn,
  costsOf,
  explanationsOf,
  manifestOf,
  isComplete,
  noticesOf,
  searchesOf,
  type RecordedCosts,
} from '../../record/campaigns.ts';
import { decisionOf } from '../../record/decision.ts';
import type { Outline, RunLog } from '../../record/log.ts';
import { assembleReport, tellCampaign, type ReportTerms, type ToldCampaign } from '../../report/rows/assemble.ts';
import { priceNotices } from '../../report/words/price.ts';
import { spreadNotices } from '../../report/words/machine-spread.ts';
import { refusalsOf } from '../../report/words/refusals.ts';
import { policyNotices } from '../../report/words/policy-notes.ts';

/** The outcome of a run's record: a function of the record alone, so that a replay agrees with the run. */
export interface Outcome {
  readonly judgement: Judgement;
  readonly report: GateReport;
}

/** The judgement without a report. */
export function judgementOf(log: RunLog): Judgement {
  return judgedLog(log).judgement;
}

/** Told of each campaign that was begun, in the order of the configuration, before its visits are let go. */
type CampaignListener = (campaign: Campaign, route: GatedRoute, judged: CampaignJudgement) => void;

/** One campaign after the other, because a run has more visits than memory should hold. */
function judgedLog(log: RunLog, told: CampaignListener = () => {}) {
  const rules = rulesIn(log);
  const judgeEach = judgeBy(rules);
  const campaigns = rules.routes.flatMap((route) =>
    route.conditions.map((condition) => {
      const campaign = campaignIn(log, { route: route.name, condition });
      const judged = judgeEach(route, condition, campaign ?? undefined);
      if (campaign !== null) told(campaign, route, judged);
      return withoutValues(judged);
    }),
  );
  const costs = costsOf(log);
  const completeness = completenessOf(log);
  const judgement = withCosts(judgementFrom(rules, campaigns, completeness), costs, rules, completeness);
  return { costs, judgement };
}

export function reportOf(log: RunLog): Outcome {
  const { run } = log;
  const explanations = explanationsOf(log);
  const adjusted = adjustedMetrics(rulesIn(log));
  const campaigns: ToldCampaign[] = [];
  const { costs, judgement } = judgedLog(log, (campaign, route, judged) => {
    const explanation = explanations.get(keyOf(campaign)) ?? null;
    campaigns.push(tellCampaign(campaign, { route, judged, adjusted, explanation }));
  });
  const refusals = refusalsOf(log.later.filter((record) => record.type === 'visit'));
  const prices = run.prices === undefined ? null : pricesOf(judgement, run.prices);
  const report = assembleReport({
    judgement,
    prices,
    campaigns,
    base: run.base,
    head: run.head,
    policy: run.config.policy,
    attribution: attributionsOf(log),
    manifest: manifestOf(log),
    searches: searchesOf(log),
    graphql: costs?.report ?? null,
    terms: termsOf(run, refusals.alerts),
    notices: [
      ...policyNotices(run.policySource ?? null),
      ...noticesOf(log),
      ...refusals.notices,
      ...spreadNotices(run.machineSpread ?? null, run.config.routes),
      ...priceNotices(prices ?? [], run.prices?.read ?? []),
      ...(costs?.notes ?? []),
      ...misspelt(log, costs),
    ],
    chrome: run.chrome,
    reproduce: run.reproduce,
  });
  return { judgement, report };
}

/** Only finished shards are merged. A log that lacks its end because a shard is missing was not interrupted. */
function completenessOf(log: Outline): Completeness {
  if (isComplete(log)) return true;
  return log.run.missingShards === undefined ? false : 'shards-missing';
}

function misspelt(log: Outline, costs: RecordedCosts | null): string[] {
  const { waivers } = log.run;
  if (costs === null || waivers === undefined) return [];
  return costWaiverNotices(waivers.granted, costs.rows, noticesOf(log));
}

function termsOf(
  { waivers, policySource, repositoryUrl, pageUrl, origins, isUntrusted, missingShards, alerts = [] }: RunRecord,
  refusals: readonly string[],
): ReportTerms {
  return {
    ...(waivers === undefined ? {} : { expiredWaivers: expiredWaivers(waivers), today: waivers.today }),
    ...(repositoryUrl === undefined ? {} : { repositoryUrl }),
    ...(pageUrl === undefined ? {} : { pageUrl }),
    ...(origins === undefined ? {} : { origins }),
    ...(isUntrusted === undefined ? {} : { isUntrusted }),
    ...(policySource === undefined ? {} : { policySource }),
    ...(missingShards === undefined ? {} : { missingShards }),
    ...(alerts.length + refusals.length === 0 ? {} : { alerts: [...alerts, ...refusals] }),
  };
}

/** The budgets of costs decide with all others. */
function withCosts(judgement: Judgement, costs: RecordedCosts | null, rules: Rules, complete: Completeness): Judgement {
  if (costs === null) return judgement;
  const { policy, waivers } = rules;
  const rows = [
    ...judgement.rows,
    ...costs.rows.map((row) => (waivers === undefined ? row : waive(row, waivers, policy))),
  ];
  const comparisons = [...judgement.comparisons, ...costs.comparisons];
  return { ...judgement, ...outcomeOf(rows, policy, complete, judgement.isMeasured), rows, comparisons };
}

/** The rules a record was made by. */
function rulesIn({ run }: Outline): Rules {
  const { config, plan, alpha, differences } = run;
  const waivers = run.waivers === undefined ? {} : { waivers: run.waivers };
  return {
    routes: config.routes,
    policy: config.policy,
    plan,
    alpha,
    version: decisionOf(run),
    adjustsByControl: differences,
    spreads: run.machineSpread?.metrics,
    ...waivers,
  };
}
