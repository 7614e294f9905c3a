import { campaignNotes, typicalEvidence } from '../explain/evidence.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Policy } from '../model/config.ts';
import type { Deploy } from '../model/deploy.ts';
import type { Explanation, GateReport, RouteReport } from '../model/report.ts';
import type { Route } from '../model/route.ts';
import type { BudgetRow, Verdict } from '../model/verdict.ts';
import { remedyFor } from './remedies.ts';

export interface ReportParts {
  readonly base: Deploy | null;
  readonly head: Deploy;
  readonly verdict: Verdict;
  readonly comparisons: readonly Comparison[];
  readonly rows: readonly BudgetRow[];
  readonly policy: Policy;
  readonly routes: readonly Route[];
  readonly campaigns: readonly Campaign[];
  /** Lighthouse's words on a route and condition, where it was asked. */
  readonly explanationOf: (campaign: Campaign) => Explanation | null;
  readonly notices: readonly string[];
  readonly chrome: string;
  readonly reproduce: string;
}

/** Everything the renderers need, in one value. */
export function assembleReport(parts: ReportParts): GateReport {
  const { base, head, campaigns } = parts;
  return {
    result: {
      version: 1,
      verdict: parts.verdict,
      base: { sha: base?.sha ?? null, url: base?.url ?? null },
      head: { sha: head.sha, url: head.url },
      comparisons: [...parts.comparisons],
      budgets: [...parts.rows],
    },
    policy: parts.policy,
    routes: campaigns.map((campaign) => routeReport(campaign, parts)),
    notices: parts.notices,
    chrome: parts.chrome,
    reproduce: parts.reproduce,
  };
}

function routeReport(campaign: Campaign, { routes, explanationOf }: ReportParts): RouteReport {
  const route = routes.find(({ name }) => name === campaign.route);
  return {
    route: campaign.route,
    condition: campaign.condition,
    path: route?.path ?? '',
    budgets: route?.budgets ?? [],
    blocks: campaign.blocks.length,
    evidence: { base: typicalEvidence(campaign, 'base'), head: typicalEvidence(campaign, 'head') },
    notes: campaignNotes(campaign),
    unmeasurable: campaign.unmeasurable?.reason ?? null,
    remedy: campaign.unmeasurable === null ? null : remedyFor(campaign.unmeasurable.code),
    explanation: explanationOf(campaign),
  };
}
