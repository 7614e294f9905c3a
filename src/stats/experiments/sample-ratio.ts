import { upperGamma } from '../special.ts';

/** Units (sessions or users, whatever was assigned) that an arm has, and the share of all that the plan gives it. */
export interface ArmCount {
  readonly arm: string;
  readonly observed: number;
  /** More than 0. Shares need not sum to 1: they are taken relative to their sum. */
  readonly share: number;
}

export interface SampleRatio {
  readonly statistic: number;
  /** Arms less one. */
  readonly degrees: number;
  readonly p: number;
  /** Arms differ from the plan by more than chance: what is compared are other visitors, so the effect is not to be read. */
  readonly mismatch: boolean;
  readonly arms: readonly { readonly arm: string; readonly observed: number; readonly expected: number }[];
}

/** As is common (Fabijan et al. 2019, "Diagnosing sample ratio mismatch in online controlled experiments", KDD). */
const MISMATCH = 0.001;

/** Pearson's χ² test of the arms' counts against their planned shares, as R's `chisq.test(counts, p = shares)`. */
export function sampleRatio(counts: readonly ArmCount[]): SampleRatio {
  const total = counts.reduce((sum, { observed }) => sum + observed, 0);
  const shares = counts.reduce((sum, { share }) => sum + share, 0);
  const arms = counts.map(({ arm, observed, share }) => ({ arm, observed, expected: (total * share) / shares }));
  const statistic =
    total === 0 ? 0 : arms.reduce((sum, { observed, expected }) => sum + (observed - expected) ** 2 / expected, 0);
  const degrees = counts.length - 1;
  const p = degrees === 0 ? 1 : upperGamma(degrees / 2, statistic / 2);
  return { statistic, degrees, p, mismatch: p < MISMATCH, arms };
}
