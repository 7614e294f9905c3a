import type { Comparison } from '../../model/comparison.ts';
import type { Policy } from '../../model/config.ts';
import type { CostProblem, GraphqlConfig, GraphqlReport } from '../../model/graphql.ts';
import type { GraphMetric } from '../../model/metric.ts';
import type { BudgetRow } from '../../model/verdict.ts';
import { attributeCosts } from '../attribution/attribute.ts';
import { readOne } from '../files/select-files.ts';
import { workTree } from '../files/work-tree.ts';
import { graphNamesOf } from '../graph/read-graph.ts';
import { DocumentReader } from '../operations/documents.ts';
import { compositionText } from '../graph/compose.ts';
import { findBaseline, type Baseline } from './baseline.ts';
import { compareOperations, type AllCosts } from './costs.ts';
import { judgeCost } from './judge-cost.ts';
import { assumptionNotes, checkNotes, nameOf } from './notes.ts';
import { NO_LIMITS, readRouterLimits, type RouterLimits } from './router-limits.ts';
import { baseTerms, headSettings } from './settings.ts';
import { readSide, type CostedSide, type SideReading } from './sides.ts';
import { claimsOf, subgraphComparisons } from './targets.ts';

/** What a check of the operations' costs came to. */
export interface GraphqlCheck {
  readonly comparisons: readonly Comparison[];
  readonly rows: readonly BudgetRow[];
  /** What a reader should know, one sentence each. */
  readonly notes: readonly string[];
  readonly report: GraphqlReport;
  /** Both sides, to cost the operations that routes send; null if head's graph does not compose. */
  readonly head: CostedSide | null;
  readonly base: CostedSide | null;
  /** The commits; null without a repository or a base. */
  readonly shas: { readonly base: string | null; readonly head: string | null };
}

/** What a check takes beside its configuration. */
export interface CheckOptions {
  /** Names base; null: the merge base with the default branch. */
  readonly baseRef: string | null;
  /** Whether the name may be one that the repository does not know, a label. */
  readonly isLabel?: boolean;
  readonly policy: Policy;
}

/** Metrics that need a query planner. It runs only if a budget is on one of them. */
const PLANNED: ReadonlySet<string> = new Set<GraphMetric>(['planned-cost', 'fetches', 'waves']);

/**
 * Costs every operation on the graph of both commits and holds it to its budgets. Head is the work tree.
 *
 * @throws GateError for what is wrong with the files of head or with a budget
 */
export async function checkGraphql(
  config: GraphqlConfig,
  { baseRef, policy, isLabel }: CheckOptions,
): Promise<GraphqlCheck> {
  const files = workTree(config.folder);
  const router = await routerLimits(config);
  const settings = headSettings(config, router);
  const baseline = await findBaseline(config.folder, baseRef, isLabel ?? false);
  const budgets = [...config.budgets, ...router.budgets];
  const means = { reader: new DocumentReader(), plans: budgets.some(({ metric }) => PLANNED.has(metric)) };
  const headReading = await readSide({ config, settings }, files, means);
  const baseReading =
    baseline.status === 'none'
      ? baseline
      : await readSide(await baseTerms(config, settings, baseline.files), baseline.files, means);
  if (headReading.status !== 'costed') return notComposed(headReading, baseline);
  const head = headReading.side;
  const base = baseReading.status === 'costed' ? baseReading.side : null;
  const costs = compareOperations(base, head);
  const claims = claimsOf(budgets, { base, head, costs });
  const history = baseline.status === 'found' ? baseline.history : null;
  const ofSubgraphs = subgraphComparisons(claims);
  const causes = base === null ? [] : await attributeCosts(costs, ofSubgraphs, { base, head, history });
  const rows = claims.flatMap(({ budget, held }) => held.flatMap((each) => judgeCost(budget, each, policy)));
  const problems = invalidOperations(costs);
  return {
    comparisons: [...costs.operations.flatMap(({ comparisons }) => comparisons), ...ofSubgraphs],
    rows: [...problems.map(brokenRow), ...rows],
    notes: checkNotes({ base, head, costs, missingBase: whyNot(baseReading), router: router.notes }),
    report: { causes, problems, ...removedOperations(costs), ...assumptionsOf(costs), ...folderOf(baseline) },
    head,
    base,
    shas: shasOf(baseline),
  };
}

function removedOperations({ removed }: AllCosts): Pick<GraphqlCheck['report'], 'removed'> {
  return removed.length === 0 ? {} : { removed: removed.map((each) => ({ name: nameOf(each), where: each.where })) };
}

function assumptionsOf(costs: AllCosts): Pick<GraphqlReport, 'assumptions'> {
  const assumptions = assumptionNotes(costs);
  return assumptions.length === 0 ? {} : { assumptions };
}

async function routerLimits({ router, source, where, folder }: GraphqlConfig): Promise<RouterLimits> {
  if (router === null) return NO_LIMITS;
  const files = workTree(folder);
  const by = { named: 'graphql', where };
  const file = await readOne(files, router, by);
  if (file === null) return NO_LIMITS;
  return readRouterLimits(file, { subgraphs: await graphNamesOf(source, files, by), env: process.env });
}

function folderOf(baseline: Baseline): Pick<GraphqlReport, 'folder'> {
  return baseline.status === 'found' ? { folder: baseline.folder } : {};
}

function shasOf(baseline: Baseline): GraphqlCheck['shas'] {
  return baseline.status === 'found' ? { base: baseline.sha, head: baseline.head } : { base: null, head: null };
}

function whyNot(reading: SideReading | Extract<Baseline, { status: 'none' }>): string | null {
  if (reading.status === 'costed') return null;
  if (reading.status === 'none') return reading.why;
  return `the subgraphs of base do not compose: ${reading.errors.map(compositionText).slice(0, 3).join('; ')}`;
}

/** An operation of head that its own graph refuses, be it new or broken by the schema. */
function invalidOperations({ operations }: AllCosts): CostProblem[] {
  return operations.flatMap(({ label, head, base }) => {
    if (head.valid) return [];
    const [first] = head.problems;
    const more = head.problems.length > 1 ? ` (and ${head.problems.length - 1} more)` : '';
    const wasBroken = base?.valid === false ? ' It was broken on base already.' : '';
    const message = `${first?.message ?? 'It is invalid.'}${more}${wasBroken}`;
    return [{ route: label, condition: 'operation', message, where: first?.where ?? head.operation.where }];
  });
}

function brokenRow({ route, condition }: CostProblem): BudgetRow {
  const nothing = { value: null, low: null, high: null, limit: [], kind: 'max' } as const;
  const isOperation = condition === 'operation';
  const path = isOperation ? 'validity' : 'composition';
  const reason = isOperation ? 'invalid-operation' : 'not-composed';
  return { route, condition, path, ...nothing, limit: [], verdict: 'fail', reason, enforce: 'block' };
}

/** Nothing can be costed: the composition's errors are the result. */
function notComposed(reading: Exclude<SideReading, { status: 'costed' }>, baseline: Baseline): GraphqlCheck {
  const errors = reading.status === 'not-composed' ? reading.errors.map(compositionText) : [reading.why];
  const problems = errors.map((message) => ({ route: 'graph', condition: 'composition', message, where: null }));
  return {
    comparisons: [],
    rows: problems.slice(0, 1).map(brokenRow),
    notes: [],
    report: { causes: [], problems, ...folderOf(baseline) },
    head: null,
    base: null,
    shas: shasOf(baseline),
  };
}
