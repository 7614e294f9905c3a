import type { JudgedCampaign } from '../../judge/judged.ts';

/** Each path that broke a budget because head is worse, a metric before its parts. */
export function brokenPaths({ findings }: JudgedCampaign): string[] {
  const rows = findings
    .map(({ row }) => row)
    .filter(({ verdict, reason }) => verdict === 'fail' && (reason === 'worse' || reason === 'over'));
  return [...new Set(rows.map(({ path }) => path))].toSorted((a, b) => a.length - b.length);
}
