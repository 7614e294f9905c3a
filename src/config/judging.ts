import type { Budget } from '../model/budget.ts';
import type { CommentMode, Policy } from '../model/config.ts';
import type { PolicyChange } from '../model/policy.ts';
import type { Waiver } from '../model/waiver.ts';
import { mergeBudgets } from './budgets.ts';
import { resolveDeciding } from './decision-schema.ts';
import { enforcedConditions, pairRoutes, underPolicy } from './policy.ts';
import type { ConfigInput } from './schema.ts';
import { resolveWaivers } from './waiver-schema.ts';

/** A route as far as judging takes it. */
export interface JudgedRoute {
  readonly name: string;
  readonly path: string;
  readonly conditions: readonly string[];
  readonly budgets: readonly Budget[];
}

/** By what samples are judged that somebody else measured. */
export interface JudgingTerms {
  readonly routes: readonly JudgedRoute[];
  readonly policy: Policy;
  readonly alpha: number;
  readonly maxBlocks: 10 | 15 | 20;
  readonly waivers: readonly Waiver[];
  readonly comment: CommentMode;
  readonly differences: boolean;
  readonly changes: readonly PolicyChange[];
}

/** The terms where both configurations can be read: nothing of what measured them is asked. */
export function termsOfBoth(head: ConfigInput, base: ConfigInput): JudgingTerms {
  const { input, changes } = underPolicy(head, base);
  const routes = input.routes.map(({ name, path, conditions, budgets }) => ({
    name,
    path,
    conditions,
    budgets: mergeBudgets(input.budgets, budgets),
  }));
  return { ...settingsOf(input), routes, changes };
}

/**
 * The terms where only base can be read: the routes are those that were measured, under the base's budgets.
 *
 * @param isTrusted whether the job that measured may say what the budgets of a route are that base does not have, and
 *   which routes of base there are no more
 */
export function termsOfBase(base: ConfigInput, measured: readonly JudgedRoute[], isTrusted: boolean): JudgingTerms {
  const pairs = pairRoutes(measured, base.routes);
  const routes = pairs.map(([route, known]): JudgedRoute => {
    const { name, path } = route;
    if (known === null)
      return isTrusted ? route : { name, path, conditions: route.conditions, budgets: mergeBudgets(base.budgets, {}) };
    const conditions = enforcedConditions(route.conditions, known.conditions);
    return { name, path, conditions, budgets: mergeBudgets(base.budgets, known.budgets) };
  });
  const paired = new Set(pairs.map(([, known]) => known));
  const unseen = isTrusted ? [] : base.routes.filter((route) => !paired.has(route));
  const added = unseen.map(({ name, path, conditions, budgets }) => ({
    name,
    path,
    conditions,
    budgets: mergeBudgets(base.budgets, budgets),
  }));
  return { ...settingsOf(base), routes: [...routes, ...added], changes: [] };
}

function settingsOf(input: ConfigInput): Omit<JudgingTerms, 'routes' | 'changes'> {
  const { alpha, maxBlocks } = resolveDeciding(input);
  return {
    policy: {
      onInconclusive: input['on-inconclusive'],
      onUnmeasured: input['on-unmeasured'],
      preExisting: input['pre-existing'],
    },
    alpha,
    maxBlocks,
    waivers: resolveWaivers(input),
    comment: input.comment,
    differences: input.control?.['difference-in-differences'] ?? false,
  };
}
