import { lossLevel } from '../compare/collect.ts';
import { quantityOf } from '../compare/quantity.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { nodeAt } from '../model/breakdown.ts';
import { type Campaign, type Confirmation, failureSeries } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import type { Metric } from '../model/metric.ts';
import type { Budget } from '../model/budget.ts';
import type { RedEvidence } from '../model/verdict.ts';
import type { Plan } from '../stats/plan.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { lastLookOf, proofStanding, type ProofStanding } from '../stats/proof.ts';
import { gridScores } from '../stats/scores.ts';
import { constantsOf, type DecisionVersion } from '../stats/versions.ts';
import { zeroScores } from '../stats/views.ts';
import type { Finding } from './finding.ts';

/** Fresh blocks at each look of a version. */
export function freshLooksOf(version?: DecisionVersion): readonly number[] {
  return constantsOf(version).proof.looks.map(({ blocks }) => blocks);
}

/** Fresh blocks at each look. */
export const CONFIRMATION_LOOKS: readonly number[] = freshLooksOf();

/**
 * Whether a finding may not block before fresh blocks prove it: a red on planned looks. A fixed number of blocks is one
 * look at the full level; without a base, or where head never answered at all, nothing can be confirmed.
 */
export function needsConfirmation(
  { verdict, reason, enforce }: Finding,
  plan: Plan,
  { hasBase, firstAttempts }: Campaign,
): boolean {
  if (verdict !== 'fail' || enforce !== 'block' || !hasBase || plan.kind !== 'looks') return false;
  return reason === 'worse' || reason === 'over' || (reason === 'not-measurable-on-head' && firstAttempts.length > 0);
}

/** How sure it is that head is worse: null if no planned look says so. A red that only warns is never confirmed. */
export function evidenceOf(finding: Finding, plan: Plan, campaign: Campaign | undefined): RedEvidence | null {
  if (finding.confirmation !== 'none') return finding.confirmation === 'agreed' ? 'confirmed' : 'suspected';
  if (campaign === undefined) return null;
  return needsConfirmation({ ...finding, enforce: 'block' }, plan, campaign) ? 'suspected' : null;
}

/**
 * What fresh blocks say of a red. `open`: more of them must tell. `gone-on-head`: head cannot be visited any more while
 * base can, so it is broken, as it would be before the first block. `not-made`: they are too few, which says nothing of
 * head.
 */
export type FreshStanding = ProofStanding | 'gone-on-head' | 'not-made';

/** What fresh blocks say of a red at one node; `fresh` is its metric, null if too few blocks have it. */
export function provenAt(
  fresh: SeriesNode | null,
  budget: Budget,
  confirmation: Confirmation,
  version?: DecisionVersion,
): FreshStanding {
  const made = fresh?.series.length ?? 0;
  const isFull = isAtEnd(confirmation, version);
  const standing = fresh === null ? 'open' : nodeStanding(fresh, budget, version, isFull);
  return withEnd(standing, made, confirmation, version);
}

/**
 * Whether the fresh blocks alone say that head is slower at the budget's node, by the looks that they have reached. A node
 * they did not see is not.
 *
 * @param isFull whether all fresh blocks of the plan were made: then the last look is at those that have the metric
 */
export function nodeStanding(
  fresh: SeriesNode,
  budget: Budget,
  version?: DecisionVersion,
  isFull = false,
): ProofStanding {
  const { proof, sharesLevels } = constantsOf(version);
  const node = nodeAt(fresh, budget.segments);
  const made = fresh.series.length;
  const quantity = quantityOf(budget.metric, budget.segments);
  return proofStanding(proof, {
    made,
    endsEarly: sharesLevels && isFull && made < lastLookOf(proof).blocks,
    pAfter: (blocks) =>
      node === undefined ? 1 : blockPermutationTest(zeroScores(node.series.slice(0, blocks), quantity, version)).upper,
  });
}

/**
 * What fresh blocks say of a head that was not measurable: whether its first attempts fail again (`failing`), or its visits
 * lack the metric again (`losing`). In version 1 either confirmed both.
 */
export function absenceProven(
  confirmation: Confirmation,
  metric: Metric,
  kind: 'failing' | 'losing',
  version?: DecisionVersion,
): FreshStanding {
  const { sharesLevels } = constantsOf(version);
  const proofs = [lossProofOf(confirmation, metric, version), failureProofOf(confirmation, version)] as const;
  const [own, other] = kind === 'losing' ? proofs : ([proofs[1], proofs[0]] as const);
  const standing = !sharesLevels && other === 'confirmed' ? other : own;
  return withEnd(standing, confirmation.blocks.length, confirmation, version);
}

function lossProofOf({ blocks }: Confirmation, metric: Metric, version?: DecisionVersion): ProofStanding {
  return proofStanding(constantsOf(version).proof, {
    made: blocks.length,
    endsEarly: false,
    pAfter: (count) => lossLevel(blocks.slice(0, count), metric),
  });
}

/** By every block that was begun: the last look comes where dropped blocks end them. */
function failureProofOf({ firstAttempts, unmeasurable }: Confirmation, version?: DecisionVersion): ProofStanding {
  const { proof, sharesLevels } = constantsOf(version);
  const failures = failureSeries(firstAttempts);
  const made = failures.length;
  const comesEarly = made < lastLookOf(proof).blocks || !sharesLevels;
  return proofStanding(proof, {
    made,
    endsEarly: unmeasurable !== null && comesEarly,
    pAfter: (count) => blockPermutationTest(gridScores(failures.slice(0, count), 1)).upper,
  });
}

/** How a proof stands where its fresh blocks end, or may end. `made`: the blocks that say anything of the red. */
function withEnd(
  standing: ProofStanding,
  made: number,
  confirmation: Confirmation,
  version?: DecisionVersion,
): FreshStanding {
  if (standing === 'confirmed') return standing;
  if (confirmation.unmeasurable !== null) return isGoneOnHead(confirmation, version) ? 'gone-on-head' : 'not-made';
  if (!isAtEnd(confirmation, version)) return standing;
  const [first] = freshLooksOf(version);
  return made < (first ?? 0) ? 'not-made' : 'refused';
}

/** Whether all fresh blocks of the plan were made. */
function isAtEnd({ blocks }: Confirmation, version?: DecisionVersion): boolean {
  return blocks.length >= lastLookOf(constantsOf(version).proof).blocks;
}

/**
 * Whether dropped blocks ended the fresh ones because of head alone: at its first visits, or where its first attempts fail
 * beyond chance. A proof by other numbers that ended like this has not come to its last look, so the level of that is
 * spent here.
 */
function isGoneOnHead(confirmation: Confirmation, version?: DecisionVersion): boolean {
  const { unmeasurable, firstAttempts } = confirmation;
  if (unmeasurable === null || !unmeasurable.sides.includes('head') || unmeasurable.sides.includes('base'))
    return false;
  if (firstAttempts.length === 0) return true;
  const { proof, sharesLevels } = constantsOf(version);
  if (!sharesLevels) return failureProofOf(confirmation, version) === 'confirmed';
  return blockPermutationTest(gridScores(failureSeries(firstAttempts), 1)).upper <= lastLookOf(proof).level;
}

/** Whether fresh visits to head failed more often than those to base, though not beyond chance. */
export function isStillFailing({ firstAttempts }: Confirmation): boolean {
  const on = (side: Side): number => firstAttempts.flat().filter((each) => each.failed && each.side === side).length;
  return on('head') > on('base');
}
