import type { DecisionRule } from './plan.ts';
import { constantsOf, type ProofLook, type ProofPlan } from './versions.ts';

/** The fresh blocks after a red, as one red sees them. */
interface ProofBlocks {
  /** How many of them say anything of it. */
  readonly made: number;
  /** Whether there will be no more, and the last look of the plan has not come: then it is at those that there are. */
  readonly endsEarly: boolean;
  /** The p-value of "head is no worse" over the first `blocks` of them. */
  readonly pAfter: (blocks: number) => number;
}

/** `refused`: no later look can confirm the red, or hardly any. `open`: more fresh blocks must tell. */
export type ProofStanding = 'confirmed' | 'refused' | 'open';

/**
 * Whether fresh blocks prove a red. The first look whose level is passed confirms it; what is given up for futility stays so.
 *
 * On unchanged code a red is confirmed with a probability of at most the sum of the levels, 1 %, whatever made it red:
 * - Fresh blocks are drawn after the red. Whatever was seen before, their labels are as likely as any other labels, so
 *   the p-value of each look is at most its level with a probability of that level.
 * - The red is confirmed only if some look passes, and the probability of a union is at most the sum.
 * - To stop early (because all reds are confirmed, for futility, because the run is interrupted) only leaves looks out.
 * - The last look may come early. When it does is settled by which visits failed or lack the metric, on either side, and
 *   not by their labels; and it replaces the last look, so no level is spent twice.
 *
 * So a run on unchanged code blocks with at most P(some comparison turns red at the looks) · 1 %, where the first factor is
 * at most α (`looksOf`): 10 % · 1 % = 0.1 %.
 */
export function proofStanding({ looks, futility }: ProofPlan, blocks: ProofBlocks): ProofStanding {
  const { made, endsEarly, pAfter } = blocks;
  const last = lastLookOf({ looks });
  const isGivenUp = futility !== null && made >= futility.blocks && pAfter(futility.blocks) > futility.p;
  // What another red of the campaign makes after that is not looked at.
  const taken = looks.filter((look) => look.blocks <= (isGivenUp ? futility.blocks : made));
  if (endsEarly && !isGivenUp) taken.push({ ...last, blocks: made });
  if (taken.some((look) => pAfter(look.blocks) <= look.level)) return 'confirmed';
  return isGivenUp || endsEarly || made >= last.blocks ? 'refused' : 'open';
}

/** Where a proof ends: whether it confirms the red, and after how many fresh blocks. */
export interface ProofEnd {
  readonly confirmed: boolean;
  readonly blocks: number;
}

/** Makes as many fresh blocks as a proof takes, none of which says nothing: `pAfter` is asked for the first so many of them. */
export function proofEnd(proof: ProofPlan, pAfter: ProofBlocks['pAfter']): ProofEnd {
  const standings = proof.looks.map(({ blocks }) => ({
    blocks,
    standing: proofStanding(proof, { made: blocks, endsEarly: false, pAfter }),
  }));
  const { standing, blocks } = standings.find((look) => look.standing !== 'open') ?? { standing: 'refused', blocks: 0 };
  return { confirmed: standing === 'confirmed', blocks };
}

/** The last look of a proof. */
export function lastLookOf({ looks }: Pick<ProofPlan, 'looks'>): ProofLook {
  const last = looks.at(-1);
  if (last === undefined) throw new RangeError('a proof has at least one look');
  return last;
}

/** The last look of the proof that a red of this rule takes; null where it blocks without one. */
export function lastProofLook({ plan, version }: DecisionRule): ProofLook | null {
  return plan.kind === 'looks' ? lastLookOf(constantsOf(version).proof) : null;
}
