import { rootTolerances } from '../../compare/quantity.ts';
import { floorOf, visitSigma } from '../../stats/noise-floor.ts';
import { median } from '../../stats/numbers.ts';
import { looksOf, type DecisionRule } from '../../stats/plan.ts';
import { lastProofLook } from '../../stats/proof.ts';
import { valuesOf, type Series } from '../../stats/series.ts';
import { fail, ok, warn, type Finding } from '../check.ts';

/** What visits to one page that does not change measured. */
export interface NoiseFacts {
  /** LCP in blocks of four visits, ms, by the number of lanes; empty where there was no time for a block. */
  readonly one: Series;
  /** Null where a run would not use two lanes. */
  readonly two: Series | null;
  /** Why a visit failed; null if none did. */
  readonly problem: string | null;
}

/** Fewer blocks say nothing. */
const LEAST_BLOCKS = 2;
const REMEDY = 'Run nothing else on this machine meanwhile, or use a larger runner.';

/** @param rule what a run decides by */
export function judgeNoise({ one, two, problem }: NoiseFacts, rule: DecisionRule): Finding {
  if (problem !== null)
    return fail(
      `A page on this machine could not be measured: ${problem}.`,
      'Mend the check of chrome first; otherwise see docs/lab.md.',
    );
  const series = two === null ? [one] : [one, two];
  if (series.some((each) => each.length < LEAST_BLOCKS)) return tooSlow();
  const [alone, shared] = series.map((each) => levelsOf(each, rule));
  if (alone === undefined) throw new Error('one lane was measured');
  const said = [textOf(alone, 'one lane'), ...(shared === undefined ? [] : [textOf(shared, 'two lanes')])];
  const used = shared ?? alone;
  const sees = `a run finds an increase of ${percent(used.smallest)} or more in four of five cases`;
  const message = `The σ of LCP is ${said.join(' and ')}; ${sees}.`;
  if (used.certifiable <= TOLERANCE) return ok(message);
  const high = `${message} That is too noisy to clear an unchanged page at ${percent(TOLERANCE)}`;
  if (shared !== undefined && alone.certifiable <= TOLERANCE)
    return warn(`${high} in two lanes.`, 'Write `lanes: 1` in the configuration.');
  return warn(`${high}.`, REMEDY);
}

/** Where there was no time for enough visits. */
export function tooSlow(): Finding {
  return warn('This machine is so slow or so busy that a page could not be visited often enough to tell.', REMEDY);
}

/** By how much a page may get slower where the configuration says nothing, a fraction. */
const TOLERANCE = Math.max(
  ...rootTolerances('lcp', []).map((limit) => (limit.kind === 'relative' ? limit.fraction : 0)),
);

interface Levels {
  readonly visits: number;
  readonly levelMs: number;
  readonly sigma: number;
  /** The smallest increase that a run finds, and the smallest tolerance that it can clear, each in 80 % of runs. */
  readonly smallest: number;
  readonly certifiable: number;
}

function levelsOf(series: Series, rule: DecisionRule): Levels {
  const last = looksOf(rule).at(-1);
  if (last === undefined) throw new Error('a plan has looks');
  const sigma = visitSigma(series, 0);
  const scatter = { sigma, blocks: last.blocks, tolerance: Math.log1p(TOLERANCE) };
  const floor = floorOf(scatter, { thresholds: last.thresholds, proof: lastProofLook(rule) });
  const values = valuesOf(series);
  const { minimumDetectable: smallest, certifiableTolerance: certifiable } = floor;
  return { visits: values.length, levelMs: median(values), sigma, smallest, certifiable };
}

function textOf({ visits, levelMs, sigma }: Levels, lanes: string): string {
  return `${percent(sigma)} in ${lanes} (${visits} visits of ${Math.round(levelMs)} ms)`;
}

/** `4.2 %`, `12 %`. */
function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(fraction < 0.0995 ? 1 : 0)} %`;
}
