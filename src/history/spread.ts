import { definitionOf, type Metric } from '../model/metric.ts';
import { median } from '../stats/numbers.ts';
import { MAD_TO_SIGMA } from '../stats/scores.ts';
import { majorOf } from './epochs.ts';
import type { History } from './history.ts';

/** What the anchor build's own values say of machines. */
export interface MachineSpread {
  /** By what share a machine may read differently from the usual one; what one in twenty exceeds. */
  readonly spread: number;
  /** The runs that it is learnt from. */
  readonly runs: number;
}

/** With fewer runs the standard deviation itself is known to worse than a third. */
export const LEAST_RUNS = 20;
/** Less cannot be told from the scatter within a run; more is not what machines of one kind do. */
const LEAST_SPREAD = 0.02;
const MOST_SPREAD = 0.25;
/** z that one in twenty exceeds: of a machine's deviation, and of the estimate of σ. */
const Z = 1.644854;
/** The median absolute deviation uses as much of the data as a standard deviation of so many fewer values (Huber & Ronchetti 2009). */
const MAD_EFFICIENCY = 0.37;

/**
 * How much the same build differs from run to run, on whatever machines they had. The anchor build never changes, so what
 * differs is the machine. An upper bound of σ, because a spread that is too small breaks budgets that hold. Null for what no
 * machine changes or what may be 0, and below 20 runs.
 */
export function machineSpread(history: History, metric: Metric): MachineSpread | null {
  const { isMachineDependent, compared } = definitionOf(metric);
  if (!isMachineDependent || compared !== 'time') return null;
  const runs = new Set<number>();
  const deviations = history.series
    .filter(({ path }) => path === metric)
    .flatMap(({ commits, anchors }) => {
      // Another build, or another Chrome, is not another machine.
      const groups = Map.groupBy(commits.keys(), (place) => buildOf(history, commits[place]));
      return [...groups.values()].flatMap((places) => {
        const logs = places.flatMap((place) => {
          const anchor = anchors[place] ?? 0;
          const commit = commits[place];
          if (anchor > 0 && commit !== undefined) runs.add(commit);
          return anchor > 0 ? [Math.log(anchor)] : [];
        });
        return deviationsOf(logs);
      });
    });
  if (runs.size < LEAST_RUNS || deviations.length === 0) return null;
  const sigma = MAD_TO_SIGMA * median(deviations);
  const bound = sigma * (1 + Z / Math.sqrt(2 * MAD_EFFICIENCY * (runs.size - 1)));
  const spread = Math.min(MOST_SPREAD, Math.max(LEAST_SPREAD, Math.expm1(Z * bound)));
  return { spread, runs: runs.size };
}

function buildOf({ commits }: History, index: number | undefined): string {
  const commit = commits[index ?? -1];
  return commit === undefined ? '' : JSON.stringify([commit.anchor, majorOf(commit)]);
}

/** From the median, made larger for what the median takes with it. Two values say little of a middle. */
function deviationsOf(logs: readonly number[]): number[] {
  if (logs.length < 3) return [];
  const middle = median(logs);
  const factor = Math.sqrt(logs.length / (logs.length - 1));
  return logs.map((log) => factor * Math.abs(log - middle));
}
