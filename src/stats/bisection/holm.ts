import { studentQuantile } from '../distributions.ts';
import type { Contrast } from './arms.ts';

/** Whether a change is above 0 at a one-sided level below ½. */
export function isAbove({ t, degrees }: Pick<Contrast, 't' | 'degrees'>, level: number): boolean {
  return t > studentQuantile(1 - 2 * level, degrees);
}

/** Which of the changes are above 0 at a level that they share: step-down (Holm 1979). Null is never. */
export function holmRejected(changes: readonly (Contrast | null)[], level: number): boolean[] {
  const known = changes.flatMap((change, index) => (change === null ? [] : [{ change, index }]));
  const rejected = changes.map(() => false);
  for (const [rank, { change, index }] of known.toSorted((a, b) => b.change.t - a.change.t).entries()) {
    if (!isAbove(change, level / (known.length - rank))) break;
    rejected[index] = true;
  }
  return rejected;
}
