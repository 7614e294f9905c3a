import type { Policy } from '../model/config.ts';
import type { BudgetRow } from '../model/verdict.ts';
import { isAbout, type Waiver, type Waivers } from '../model/waiver.ts';

/** A waiver applies up to the end of its last day. Days compare as texts. */
function isExpired({ until }: Pick<Waiver, 'until'>, today: string): boolean {
  return until < today;
}

/**
 * The row after the waivers: a budget that head broke becomes `waived`, and so does an inconclusive one if those block.
 * A page that cannot be measured is never waived, because missing data must not pass. A broken row with only an expired
 * waiver stays broken, and says so.
 */
export function waive(row: BudgetRow, { today, granted }: Waivers, policy: Pick<Policy, 'onInconclusive'>): BudgetRow {
  if (!isWaivable(row, policy)) return row;
  const latest = granted
    .filter((waiver) => isAbout(waiver, row))
    .reduce<Waiver | null>((best, each) => (best === null || each.until > best.until ? each : best), null);
  if (latest === null) return row;
  const { until, reason, approvedBy } = latest;
  const waiver = { until, reason, approvedBy, expired: isExpired(latest, today) };
  return waiver.expired ? { ...row, waiver } : { ...row, verdict: 'waived', waiver };
}

function isWaivable({ verdict, reason }: BudgetRow, { onInconclusive }: Pick<Policy, 'onInconclusive'>): boolean {
  if (verdict === 'inconclusive') return onInconclusive === 'block';
  return verdict === 'fail' && (reason === 'worse' || reason === 'over' || reason === 'pre-existing');
}

/** The waivers that no longer apply. */
export function expiredWaivers({ today, granted }: Waivers): Waiver[] {
  return granted.filter((waiver) => isExpired(waiver, today));
}
