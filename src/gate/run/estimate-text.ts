import type { CampaignJudgement } from '../../judge/campaign.ts';
import { isMetric, unitOf } from '../../model/metric.ts';
import { percentChange, quantity, signed } from '../../report/words/format.ts';

/**
 * The numbers of a budget as the blocks of a look have them: `lcp +12 ms (+1 %)`, or `lcp 2.40 s` of an absolute one. They
 * are those of its row, so a report that ended here would have the same. Null if it has none.
 *
 * @param path of the budget; undefined if none is open
 */
export function estimateText({ findings, metrics }: CampaignJudgement, path: string | undefined): string | null {
  const row = findings.find((each) => each.row.path === path)?.row;
  const [metric = ''] = path?.split('.', 1) ?? [];
  if (row === undefined || row.value === null || !isMetric(metric)) return null;
  if (row.kind === 'max') return `${row.path} ${quantity(row.value, unitOf(metric))}`;
  const result = metrics?.[metric];
  const whole = row.path === metric && result?.status === 'measured' ? result.comparison.relative : null;
  const percent = whole === null || whole.value === null ? '' : ` (${percentChange(whole.value)})`;
  return `${row.path} ${signed(row.value, unitOf(metric))}${percent}`;
}
