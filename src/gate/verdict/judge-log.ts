import { adjustedMetrics, judge, type Judgement, type Rules } from '../../judge/judge.ts';
import { costWaiverNotices } from '../../config/budgets/waiver-warnings.ts';
import { outcomeOf, type Completeness } from '../../judge/outcome.ts';
import { expiredWaivers, waive } from '../../judge/waive.ts';
import type { RunRecord } from '../../model/record.ts';
import type { GateReport } from '../../model/report.ts';
import {
  attributionsOf,
  campaignsOf,
  costsOf,
  explanationsOf,
  manifestOf,
  isComplete,
  noticesOf,
  type RecordedCosts,
} from '../../record/campaigns.ts';
import type { RunLog } from '../../record/log.ts';
import { assembleReport, type ReportTerms } from '../../report/rows/assemble.ts';
import { refusalsOf } from '../../report/words/refusals.ts';
import { policyNotices } from '../../report/words/policy-notes.ts';

/** The outcome of a run's record: a function of the record alone, so that a replay agrees with the run. */
export interface Outcome {
  readonly judgement: Judgement;
  readonly report: GateReport;
}

/** The judgement without a report. */
export function judgementOf(log: RunLog): Judgement {
  return judged(log).judgement;
}

function judged(log: RunLog) {
  const rules = rulesIn(log);
  const campaigns = campaignsOf(log);
  const costs = costsOf(log);
  const completeness = completenessOf(log);
  const judgement = withCosts(judge(rules, campaigns, completeness), costs, rules, completeness);
  return { rules, campaigns, costs, judgement };
}

export function reportOf(log: RunLog): Outcome {
  const { run } = log;
  const { rules, campaigns, costs, judgement } = judged(log);
  const refusals = refusalsOf(log.later.filter((record) => record.type === 'visit'));
  const report = assembleReport({
    judgement,
    campaigns,
    base: run.base,
    head: run.head,
    policy: run.config.policy,
    routes: run.config.routes,
    adjusted: adjustedMetrics(rules),
    explanations: explanationsOf(log),
    attribution: attributionsOf(log),
    manifest: manifestOf(log),
    graphql: costs?.report ?? null,
    terms: termsOf(run, refusals.alerts),
    notices: [
      ...policyNotices(run.policySource ?? null),
      ...noticesOf(log),
      ...refusals.notices,
      ...(costs?.notes ?? []),
      ...misspelt(log, costs),
    ],
    chrome: run.chrome,
    reproduce: run.reproduce,
  });
  return { judgement, report };
}

/** Only finished shards are merged. A log that lacks its end because a shard is missing was not interrupted. */
function completenessOf(log: RunLog): Completeness {
  if (isComplete(log)) return true;
  return log.run.missingShards === undefined ? false : 'shards-missing';
}

function misspelt(log: RunLog, costs: RecordedCosts | null): string[] {
  const { waivers } = log.run;
  if (costs === null || waivers === undefined) return [];
  return costWaiverNotices(waivers.granted, costs.rows, noticesOf(log));
}

function termsOf(
  { waivers, policySource, repositoryUrl, isUntrusted, missingShards, alerts = [] }: RunRecord,
  refusals: readonly string[],
): ReportTerms {
  return {
    ...(waivers === undefined ? {} : { expiredWaivers: expiredWaivers(waivers), today: waivers.today }),
    ...(repositoryUrl === undefined ? {} : { repositoryUrl }),
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
function rulesIn({ run }: RunLog): Rules {
  const { config, plan, alpha, differences } = run;
  const waivers = run.waivers === undefined ? {} : { waivers: run.waivers };
  return { routes: config.routes, policy: config.policy, plan, alpha, adjustsByControl: differences, ...waivers };
}
