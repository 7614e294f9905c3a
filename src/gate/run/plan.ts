import { GateError } from '../../errors.ts';
import { familySize, neededBlocks } from '../../judge/family.ts';
import type { Rules } from '../../judge/judge.ts';
import type { Config } from '../../model/config.ts';
import { dayOf } from '../../model/waiver.ts';
import { alphaOf, looksOf, MIN_BLOCKS, type Plan } from '../../stats/plan.ts';
import { CURRENT } from '../../stats/versions.ts';

/**
 * By what a run is judged, all declared before its first visit: `blocks` fixed ones with a single look, or the planned
 * looks of the configuration.
 *
 * @param compared whether the control page is visited
 */
export function rulesOf(config: Config, blocks: number | null, compared: boolean): Rules {
  const { routes, policy, deciding, control, machineSpread } = config;
  const { maxBlocks } = deciding;
  const plan: Plan = blocks === null ? { kind: 'looks', maxBlocks } : { kind: 'fixed', blocks };
  const alpha = alphaOf(plan, deciding.alpha);
  const waivers = { today: dayOf(new Date()), granted: [...config.waivers] };
  const adjustsByControl = compared && (control?.adjustsByControl ?? false);
  return { routes, policy, plan, alpha, version: CURRENT, adjustsByControl, spreads: machineSpread?.metrics, waivers };
}

/** A calibration says what planned looks would find, whatever number of blocks it makes itself. */
export function calibrationRules(rules: Rules, { deciding: { maxBlocks, alpha } }: Config): Rules {
  return { ...rules, alpha: alphaOf({ kind: 'looks', maxBlocks }, alpha) };
}

/** Throws `too-few-blocks` where no blocking budget could ever turn red. A first run compares nothing. */
export function assertDecidable({ routes, plan, alpha, version = CURRENT }: Rules, hasBase: boolean): void {
  const blocks = plan.kind === 'fixed' ? plan.blocks : plan.maxBlocks;
  const budgets = familySize(routes);
  const last = looksOf({ plan, alpha, version, comparisons: budgets }).at(-1)?.thresholds.zero ?? 0;
  if (!hasBase || (blocks >= MIN_BLOCKS && 6 ** -blocks <= last)) return;
  const about = { blocks, budgets, alpha: `${Number((alpha * 100).toPrecision(6))} %` };
  if (plan.kind === 'looks') throw new GateError('too-few-looks', about);
  throw new GateError('too-few-blocks', { ...about, needed: neededBlocks(routes, alpha) });
}
