import { fitEffect, effect, levels } from '../../src/stats/estimator.ts';
import type { Observation } from '../../src/stats/drift/cusum.ts';
import { sum } from '../../src/stats/numbers.ts';
import { blockOrder, type Random } from '../../src/stats/random.ts';
import { normal } from '../simulation/noise.ts';

/** A metric of a route, and the phases that it is the sum of, in the metric's unit. */
export interface Shape {
  readonly metric: 'lcp' | 'inp' | 'cls';
  readonly phases: readonly { readonly path: string; readonly level: number }[];
  /** Of CLS, which has no phases that every page has. */
  readonly level: number;
}

export const SHAPES: readonly Shape[] = [
  {
    metric: 'lcp',
    level: 1500,
    phases: [
      { path: 'lcp.ttfb', level: 400 },
      { path: 'lcp.resource-load-delay', level: 200 },
      { path: 'lcp.resource-load-duration', level: 500 },
      { path: 'lcp.element-render-delay', level: 400 },
    ],
  },
  {
    metric: 'inp',
    level: 200,
    phases: [
      { path: 'inp.input-delay', level: 20 },
      { path: 'inp.processing-duration', level: 130 },
      { path: 'inp.presentation-delay', level: 50 },
    ],
  },
  { metric: 'cls', level: 0.05, phases: [] },
];

/** What one campaign on unchanged code says: of the whole, and of each phase. */
export interface NullCampaign {
  readonly whole: Observation;
  readonly phases: readonly Observation[];
}

/** The share of visits that shift more, and by how much. */
const LATE_SHIFTS = { share: 0.1, amount: 0.02 };

/**
 * The typical noise of docs/error-rates.md: 6 % independent, 6 % that drifts (AR(1), ρ = .7), 5 % of visits take 2–3 times
 * as long. What drifts and what takes longer is all of a visit; the independent part is each phase's own, of a size that
 * makes the total 6 %.
 */
function nullCampaign(random: Random, shape: Shape, blocks: number): NullCampaign {
  if (shape.phases.length === 0) return shifting(random, shape, blocks);
  const own = 0.06 / Math.hypot(...shape.phases.map(({ level }) => level / shape.level));
  let drift = 0.06 * normal(random);
  const visits = Array.from({ length: blocks }, () =>
    blockOrder(random).map((side) => {
      drift = 0.7 * drift + Math.sqrt(1 - 0.7 ** 2) * 0.06 * normal(random);
      const outlier = random() < 0.05 ? 2 + random() : 1;
      const phases = shape.phases.map(({ level }) => level * Math.exp(own * normal(random) + drift) * outlier);
      return { head: side === 'head', phases };
    }),
  );
  const total = visits.map((block) => block.map(({ head, phases }) => ({ head, value: sum(phases) })));
  const fit = fitEffect(total);
  const { base, head } = levels(fit, total);
  const { se } = effect(fit, total);
  const phases = shape.phases.map((_, index) => {
    const part = visits.map((block) => block.map((visit) => ({ head: visit.head, value: visit.phases[index] ?? 0 })));
    const { effect: estimate, se: error } = effect(fit, part);
    return { estimate, error };
  });
  return { whole: { estimate: Math.log(head / base), error: (2 * se) / (base + head) }, phases };
}

function shifting(random: Random, { level }: Shape, blocks: number): NullCampaign {
  const { share, amount } = LATE_SHIFTS;
  const visits = Array.from({ length: blocks }, () =>
    blockOrder(random).map((side) => ({ head: side === 'head', value: level + (random() < share ? amount : 0) })),
  );
  const { effect: estimate, se: error } = effect(fitEffect(visits), visits);
  return { whole: { estimate, error }, phases: [] };
}

/** Campaigns to draw from: `size` of each shape. */
export function nullPool(random: Random, blocks: number, size: number): ReadonlyMap<Shape, readonly NullCampaign[]> {
  return new Map(
    SHAPES.map((shape) => [shape, Array.from({ length: size }, () => nullCampaign(random, shape, blocks))]),
  );
}
