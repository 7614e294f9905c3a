import { quantityOf } from '../compare/quantity.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { nodeAt } from '../model/breakdown.ts';
import type { Budget, Enforcement, Limit } from '../model/budget.ts';
import type { Policy } from '../model/config.ts';
import type { MachineSpreads } from '../model/machine-spread.ts';
import { definitionOf } from '../model/metric.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import { isSlower } from '../stats/decide.ts';
import { looksReached } from '../stats/plan.ts';
import type { DecisionRule } from '../stats/plan.ts';
import { headValues } from '../stats/series.ts';
import type { Series } from '../stats/series.ts';
import { judgeSlo } from '../stats/slo.ts';
import type { SloFinding } from '../stats/slo.ts';
import { withoutNumbers } from './finding.ts';
import type { Finding } from './finding.ts';

interface AbsoluteRule extends DecisionRule {
  readonly hasBase: boolean;
  readonly preExisting: Policy['preExisting'];
  readonly spreads?: MachineSpreads | undefined;
}

const UNCONFIRMED = { confirmation: 'none', minimumDetectable: null } as const;

interface Outcome {
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly enforce: Enforcement;
}

/** Judges a `max` (SLO) by the head visits' percentile. Being over blocks only where head is also slower than base. */
export function judgeAbsolute(budget: Budget, limit: Limit, root: SeriesNode, rule: AbsoluteRule): Finding {
  const node = nodeAt(root, budget.segments);
  if (node === undefined) return withoutNumbers(budget, 'not-seen');
  const { slo, last } = rule.hasBase
    ? { slo: standing(node.series, budget, limit, rule.spreads), last: mayReject(rule, node.series.length) }
    : firstStanding(node.series, budget, limit, rule);
  const { value, low, high } = slo;
  const found = outcome(slo, budget, node.series, rule);
  const open = !last && (rule.hasBase ? found.reason === 'pre-existing' : slo.standing === 'at-risk');
  return { value, low, high, ...found, decision: null, slo, open, ...UNCONFIRMED };
}

function outcome(slo: SloFinding, budget: Budget, series: Series, rule: AbsoluteRule): Outcome {
  const { enforce } = budget;
  if (slo.standing === 'under') return { verdict: 'pass', reason: 'under', enforce };
  if (slo.standing === 'at-risk') return { verdict: 'inconclusive', reason: 'at-risk', enforce };
  if (!rule.hasBase || isSlower(series, quantityOf(budget.metric, budget.segments), rule))
    return { verdict: 'fail', reason: 'over', enforce };
  return { verdict: 'fail', reason: 'pre-existing', enforce: rule.preExisting === 'block' ? enforce : 'warn' };
}

/**
 * Whether a look that can reject "no worse than base" has been reached: being over is put down to base on no less. Beyond
 * that an SLO prolongs no campaign that has a base.
 */
function mayReject(rule: DecisionRule, blocks: number): boolean {
  return looksReached(rule, blocks).some(({ thresholds, last }) => thresholds.zero > 0 || last);
}

/** What head visits say of an SLO; also of the fresh ones that confirm it is broken. */
export function standing(series: Series, budget: Budget, limit: Limit, spreads: MachineSpreads = {}): SloFinding {
  const spread = definitionOf(budget.metric).isMachineDependent ? spreads[budget.metric] : 0;
  return judgeSlo(headValues(series), limit.value, budget.percentile, spread);
}

/** Without a base an SLO uses the plan's looks and freezes at the first that decides. */
function firstStanding(series: Series, budget: Budget, limit: Limit, rule: AbsoluteRule) {
  for (const look of looksReached(rule, series.length)) {
    const slo = standing(series.slice(0, look.blocks), budget, limit, rule.spreads);
    if (slo.standing !== 'at-risk') return { slo, last: look.last };
  }
  const last = looksReached(rule, series.length).at(-1)?.last ?? false;
  return { slo: standing(series, budget, limit, rule.spreads), last };
}
