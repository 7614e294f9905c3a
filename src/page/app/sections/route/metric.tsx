import type { VNode } from 'preact';

import { lcpElementsDiffer } from '../../../../explain/evidence-clues.ts';
import { parsePath } from '../../../../model/breakdown.ts';
import type { Comparison } from '../../../../model/comparison.ts';
import type { RouteReport } from '../../../../model/report.ts';
import type { Evidence } from '../../../../model/sample.ts';
import type { BudgetRow, RedEvidence } from '../../../../model/verdict.ts';
import { change } from '../../../../report/words/format.ts';
import { metricName } from '../../../../report/words/names.ts';
import { name, type Phrase } from '../../../../report/words/pieces.ts';
import type { CampaignSamples } from '../../../data/samples.ts';
import { Words } from '../../parts/words.tsx';
import { BreakdownTable } from './breakdown-table.tsx';
import { PhaseBars } from './phase-bars.tsx';
import { VisitDots } from './visit-dots.tsx';

interface MetricPartProps {
  readonly comparison: Comparison;
  /** All of the route. */
  readonly budgets: readonly BudgetRow[];
  readonly route: RouteReport | undefined;
  readonly campaign: CampaignSamples | undefined;
}

/** One metric of a route: what it is made of, and every visit that says so. */
export function MetricPart({ comparison, budgets, route, campaign }: MetricPartProps): VNode {
  const { metric, unit, difference } = comparison;
  const own = budgets.filter(({ path }) => parsePath(path)?.[0] === metric);
  const isComparable = metric !== 'lcp' || route === undefined || !lcpElementsDiffer(route.evidence);
  return (
    <section class="metric">
      <h3>
        {metricName(metric)}
        {difference === null ? '' : ` ${change(difference, unit)}`}
      </h3>
      <figure class="chart">
        <PhaseBars comparison={comparison} />
        {metric === 'inp' && route !== undefined && <Interactions evidence={route.evidence} />}
        <BreakdownTable comparison={comparison} budgets={own} isComparable={isComparable} />
      </figure>
      {campaign !== undefined && <VisitDots {...{ comparison, campaign }} evidence={evidenceOf(own)} />}
    </section>
  );
}

/** How sure it is that some number of the metric is worse. That head is gone is not about its numbers. */
function evidenceOf(rows: readonly BudgetRow[]): RedEvidence | null {
  const found = rows.filter(({ reason }) => reason !== 'not-measurable-on-head').map(({ evidence }) => evidence);
  if (found.includes('confirmed')) return 'confirmed';
  return found.includes('suspected') ? 'suspected' : null;
}

/** Which interaction INP is of; both where the sides differ. */
function Interactions({ evidence: { base, head } }: { readonly evidence: RouteReport['evidence'] }): VNode | null {
  const [before, after] = [interactionOf(base), interactionOf(head)];
  if (after === null) return null;
  const differs = before !== null && JSON.stringify(before) !== JSON.stringify(after);
  return (
    <p>
      <Words
        phrase={differs ? ['Interaction on base: ', ...before, '; on head: ', ...after] : ['Interaction: ', ...after]}
      />
    </p>
  );
}

function interactionOf(evidence: Evidence | null): Phrase | null {
  if (evidence === null || evidence.inpTarget === null) return null;
  const { inpTarget, inpType, inpStep } = evidence;
  return [inpStep === null ? '' : `step ${inpStep + 1}, `, inpType ?? 'input', ' on ', name(inpTarget)];
}
