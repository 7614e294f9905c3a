import type { CommentMode, Policy } from '../../model/config.ts';
import type { RecordStep } from '../../model/interaction.ts';
import type { PolicyChange, Removal } from '../../model/policy.ts';
import type { Waiver } from '../../model/waiver.ts';
import { routeBudgets } from '../budgets/defaults.ts';
import { resolveDeciding } from '../budgets/decision-schema.ts';
import { enforcedConditions, ownChanges, pairRoutes, removalsOf, applyBasePolicy } from './base-over-head.ts';
import type { Recordings } from '../routes/recordings.ts';
import { resolveInteraction } from '../routes/interactions/interactions.ts';
import type { ConfigInput } from '../schema.ts';
import { resolveWaivers } from '../budgets/waiver-schema.ts';
import type { GatedRoute } from '../../model/route.ts';

/** A route as far as judging takes it. */
export interface JudgedRoute extends GatedRoute {
  /** What is done on the page: INP has a default where that is input. Absent: nothing. */
  readonly interactions?: readonly ScriptStep[] | undefined;
}

interface ScriptStep extends RecordStep {
  readonly file?: string | undefined;
}

/** The rules that judge samples from another job. */
export interface JudgingTerms {
  readonly routes: readonly JudgedRoute[];
  readonly policy: Policy;
  /** Null: that of the plan. */
  readonly alpha: number | null;
  readonly maxBlocks: 10 | 15 | 20;
  readonly waivers: readonly Waiver[];
  readonly comment: CommentMode;
  readonly commentKey: string | null;
  readonly adjustsByControl: boolean;
  /** The price files, as written. */
  readonly price: ConfigInput['price'];
  readonly history: ConfigInput['history'];
  readonly changes: readonly PolicyChange[];
  /** What head no longer gates; none if head cannot be read. */
  readonly removed: readonly Removal[];
}

/** What the terms are made of where both configurations can be read. */
export interface BothSides {
  readonly head: ConfigInput;
  readonly base: ConfigInput;
  /** Where head left base, which may have moved on since; null if that cannot be read. */
  readonly fork: ConfigInput | null;
  /** The routes that were measured. */
  readonly measured: readonly JudgedRoute[];
}

/**
 * The terms when both configurations can be read. The measuring job's configuration is ignored, except for two things: which
 * base-only routes it measured (routes added to base after head branched off), and the recordings that its routes play.
 */
export function termsOfBoth({ head, base, fork, measured }: BothSides): JudgingTerms {
  const { input, changes } = applyBasePolicy(head, base);
  const names = new Set(input.routes.map(({ name }) => name));
  const later = base.routes.filter(({ name }) => !names.has(name) && measured.some((route) => route.name === name));
  const recordings = recordingsOf(measured);
  const routes = [...input.routes, ...later].map((route) => judgedRoute(route, input.budgets, recordings));
  const removed = removalsOf(base, { head, fork }).map((removal) => ({ ...removal, line: null }));
  return { ...settingsOf(input), routes, changes: ownChanges(changes, { head, fork }), removed };
}

function judgedRoute(
  { name, path, conditions, budgets, interactions: written }: ConfigInput['routes'][number],
  ofFile: ConfigInput['budgets'],
  recordings: Recordings,
): JudgedRoute {
  const interactions = written.map((step) => resolveInteraction(step, recordings));
  return { name, path, conditions, budgets: routeBudgets(ofFile, budgets, interactions) };
}

/** The files lie where was measured. What they are decides of a default only, which warns. */
function recordingsOf(measured: readonly JudgedRoute[]): Recordings {
  const steps = measured.flatMap(({ interactions = [] }) => interactions);
  return new Map(steps.flatMap(({ file, steps: played = [] }) => (file === undefined ? [] : [[file, played]])));
}

/**
 * The terms when only base can be read: the measured routes, under base's budgets.
 *
 * @param isTrusted whether the measuring job may set the budgets of a route that base does not have, and say
 *   which routes of base were removed
 */
export function termsOfBase(base: ConfigInput, measured: readonly JudgedRoute[], isTrusted: boolean): JudgingTerms {
  const pairs = pairRoutes(measured, base.routes);
  const routes = pairs.map(([route, known]): JudgedRoute => {
    const { name, path, interactions = [] } = route;
    const about = isTrusted ? { name, path, interactions } : { name, path };
    if (known === null)
      return isTrusted
        ? route
        : { ...about, conditions: route.conditions, budgets: routeBudgets(base.budgets, {}, interactions) };
    // A trusted job already had base's conditions, or was asked to measure only some of them.
    const conditions = isTrusted ? route.conditions : enforcedConditions(route.conditions, known.conditions);
    return { ...about, conditions, budgets: routeBudgets(base.budgets, known.budgets, interactions) };
  });
  const paired = new Set(pairs.map(([, known]) => known));
  const unseen = isTrusted ? [] : base.routes.filter((route) => !paired.has(route));
  const added = unseen.map((route) => judgedRoute(route, base.budgets, recordingsOf(measured)));
  return { ...settingsOf(base), routes: [...routes, ...added], changes: [], removed: [] };
}

function settingsOf(input: ConfigInput): Omit<JudgingTerms, 'routes' | 'changes' | 'removed'> {
  const { alpha, maxBlocks } = resolveDeciding(input);
  return {
    policy: {
      onInconclusive: input['on-inconclusive'],
      onUnmeasured: input['on-unmeasured'],
      preExisting: input['pre-existing'],
      measureIdentical: input['measure-identical'],
    },
    alpha,
    maxBlocks,
    waivers: resolveWaivers(input),
    comment: input.comment,
    commentKey: input['comment-key'] ?? null,
    adjustsByControl: input.control?.['difference-in-differences'] ?? false,
    price: input.price,
    history: input.history,
  };
}
