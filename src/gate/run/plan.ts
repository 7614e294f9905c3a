import { GateError } from '../../errors.ts';
import { familySize, neededBlocks } from '../../judge/family.ts';
import type { Rules } from '../../judge/judge.ts';
import type { Config } from '../../model/config.ts';
import { dayOf } from '../../model/waiver.ts';
import { looksOf, MIN_BLOCKS, type Plan } from '../../stats/plan.ts';

/**
 * By what a run is judged, all declared before its first visit: `blocks` fixed ones with a single look, or the planned
 * looks of the configuration.
 *
 * @param compared whether the control page is visited
 */
export function rulesOf(config: Config, blocks: number | null, compared: boolean): Rules {
  const { routes, policy, deciding, control } = config;
  const { alpha, maxBlocks } = deciding;
  const plan: Plan = blocks === null ? { kind: 'looks', maxBlocks } : { kind: 'fixed', blocks };
  const waivers = { today: dayOf(new Date()), granted: [...config.waivers] };
  return { routes, policy, plan, alpha, adjustsByControl: compared && (control?.adjustsByControl ?? false), waivers };
}

/** Throws `too-few-blocks` where no blocking budget could ever turn red. A first run compares nothing. */
export function assertDecidable({ routes, plan, alpha }: Rules, hasBase: boolean): void {
  const blocks = plan.kind === 'fixed' ? plan.blocks : plan.maxBlocks;
  const budgets = familySize(routes);
  const last = looksOf({ plan, alpha, comparisons: budgets }).at(-1)?.thresholds.zero ?? 0;
  if (!hasBase || (blocks >= MIN_BLOCKS && 6 ** -blocks <= last)) return;
  const about = { blocks, budgets, alpha: `${Number((alpha * 100).toPrecision(6))} %` };
  if (plan.kind === 'looks') throw new GateError('too-few-looks', about);
  throw new GateError('too-few-blocks', { ...about, needed: neededBlocks(routes, alpha) });
}
