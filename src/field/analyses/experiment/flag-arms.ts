import { compareArms } from '../../../stats/experiments/arms.ts';
import { sampleRatio, type SampleRatio } from '../../../stats/experiments/sample-ratio.ts';
import type { SessionSums } from '../../questions/experiment.ts';
import { coverageDiffers } from './coverage-differs.ts';
import type { FlagCells } from './flags.ts';
import { holdsZero, NOTHING, type ArmRow, type ComparedArm, type ExperimentFound } from './found.ts';
import { armSums, coverageOf, meanOf, sumsOfCells } from './sums.ts';

export interface FlagArms {
  /** The flag's value without the treatment; one that sessions have. */
  readonly control: string;
  /** Planned shares by the flag's values, of all of them; null: equal ones. */
  readonly shares: ReadonlyMap<string, number> | null;
  readonly steps: number;
}

/** More sessions with several values, and what is compared are not the arms any more. */
const MOST_CHANGED = 0.01;

/** Sessions by the value of a flag that was drawn for each session. */
export function compareFlag(cells: FlagCells, { control, shares, steps }: FlagArms): ExperimentFound {
  const names = [control, ...[...cells.arms.keys()].filter((name) => name !== control)];
  const arms = names.map((name) => ({ name, sums: sumsOfCells(cells.arms.get(name) ?? []) }));
  const all = sumsOfCells(arms.map(({ sums }) => sums));
  const changed = changedOf(cells, all);
  const ratio = ratioOf(arms, shares);
  const found = {
    ...NOTHING,
    control,
    arms: arms.map((arm) => armRow(arm, steps)),
    sampleRatio: ratio,
    changed,
    exposed: all.n,
  };
  if (changed.share > MOST_CHANGED) return { ...found, reason: 'variant-changes' };
  const [ofControl, ...others] = arms;
  if (ofControl === undefined || others.length === 0) return { ...found, reason: 'one-arm' };
  if (all.n === 0) return { ...found, reason: 'no-sessions' };
  const statArms = others.map(({ name, sums }) => ({ name, sums: armSums(sums, steps) }));
  const results = compareArms({ name: control, sums: armSums(ofControl.sums, steps) }, statArms, 'experiment');
  const comparisons = results.flatMap(({ arm, result }): ComparedArm[] => {
    if (result.refused !== null) return [];
    const own = others.find(({ name }) => name === arm)?.sums ?? all;
    return [{ arm, effect: result, reason: reasonOf(ratio, ofControl.sums, own, holdsZero(result)) }];
  });
  const [first] = results;
  const reason = first?.result.refused ?? comparisons[0]?.reason ?? null;
  return { ...found, comparisons: first?.result.refused === null ? comparisons : [], reason };
}

interface NamedSums {
  readonly name: string;
  readonly sums: SessionSums;
}

export function armRow({ name, sums }: NamedSums, steps: number): ArmRow {
  return { name, sessions: sums.n, mean: meanOf(sums, steps), coverage: coverageOf(sums) };
}

export function changedOf({ changed }: FlagCells, { landed }: SessionSums): { sessions: number; share: number } {
  const sessions = sumsOfCells(changed).landed;
  return { sessions, share: sessions === 0 ? 0 : sessions / (sessions + landed) };
}

/** Arms that were planned and that nobody saw are arms, too. */
function ratioOf(arms: readonly NamedSums[], shares: FlagArms['shares']): SampleRatio {
  const names = [...new Set([...arms.map(({ name }) => name), ...(shares?.keys() ?? [])])];
  return sampleRatio(
    names.map((name) => ({
      arm: name,
      observed: arms.find((arm) => arm.name === name)?.sums.landed ?? 0,
      share: shares?.get(name) ?? 1,
    })),
  );
}

function reasonOf(
  { mismatch }: SampleRatio,
  control: SessionSums,
  arm: SessionSums,
  isUncertain: boolean,
): ComparedArm['reason'] {
  if (mismatch) return 'sample-ratio-mismatch';
  if (coverageDiffers([arm, control])) return 'coverage-differs';
  return isUncertain ? 'not-certain' : null;
}
