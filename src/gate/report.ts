import { adjustedMetrics, judge, type Judgement, type Rules } from '../judge/judge.ts';
import type { GateReport } from '../model/report.ts';
import {
  attributionsOf,
  campaignsOf,
  explanationsOf,
  manifestOf,
  isComplete,
  keyOf,
  noticesOf,
} from '../record/campaigns.ts';
import type { RunLog } from '../record/log.ts';
import { assembleReport } from '../report/assemble.ts';

/** What a run's record comes to: a function of the record alone, so that a replay says what the run said. */
export interface Outcome {
  readonly judgement: Judgement;
  readonly report: GateReport;
}

export function reportOf(log: RunLog): Outcome {
  const { run } = log;
  const rules = rulesIn(log);
  const campaigns = campaignsOf(log);
  const judgement = judge(rules, campaigns, isComplete(log));
  const explanations = explanationsOf(log);
  const report = assembleReport({
    judgement,
    campaigns,
    base: run.base,
    head: run.head,
    policy: run.config.policy,
    routes: run.config.routes,
    adjusted: adjustedMetrics(rules),
    explanationOf: (place) => explanations.get(keyOf(place)) ?? null,
    attribution: attributionsOf(log),
    manifest: manifestOf(log),
    notices: noticesOf(log),
    chrome: run.chrome,
    reproduce: run.reproduce,
  });
  return { judgement, report };
}

/** The rules a record was made by. */
function rulesIn({ run }: RunLog): Rules {
  const { config, plan, alpha, differences } = run;
  return { routes: config.routes, policy: config.policy, plan, alpha, differences };
}
