import type { Column } from '../../stats/least-squares.ts';
import type { Timeline } from './timeline.ts';

/** A step at a time without a deploy. */
export interface Placebo {
  readonly column: Column;
  /** Columns that are in the model with its step only. */
  readonly beside: readonly Column[];
  /** The stretch that it begins with. */
  readonly at: number;
  /** The deploys before and after it. */
  readonly between: readonly number[];
}

/** Tabs that stay open have old commits: their share falls little by little, which is not a roll-out. */
const STEADY = 0.05;

/** Every beginning of a stretch at which no roll-out goes on. */
export function placeboTimes({ points }: Timeline, steps: readonly Column[]): Placebo[] {
  const isSteady = (index: number): boolean =>
    steps.every((step) => Math.abs((step[index] ?? 0) - (step[index - 1] ?? 0)) <= STEADY);
  const placebos: Placebo[] = [];
  for (let at = 2; at < points.length - 1; at += 1) {
    if (!isSteady(at)) continue;
    const after = steps.findIndex((step) => (step[at] ?? 0) < 0.5);
    const next = after < 0 ? steps.length : after;
    placebos.push({
      column: Float64Array.from(points, (_, index) => (index >= at ? 1 : 0)),
      beside: [],
      at,
      between: [next - 1, next].filter((each) => each >= 0 && each < steps.length),
    });
  }
  return placebos;
}
