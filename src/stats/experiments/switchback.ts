import { seededRandom } from '../random.ts';
import { drawable, type Assignment } from './drawable.ts';
import { FEWEST, relativeTo, type Effect, type Refused } from './effect.ts';
import { randomisationInference } from './randomisation.ts';
import { withinBlocks, type Block, type BlockCell } from './within-block.ts';

/** Views of a region in a part of a period. */
export interface SwitchbackCell {
  readonly region: string;
  /**
   * In which the order of treated and untreated periods was drawn, for example a pair of periods. In a block any choice of
   * as many treated periods must have been equally likely: that is so where each period was drawn on its own, too.
   */
  readonly block: string;
  /** Number of the period in time, the same for all regions. */
  readonly period: number;
  readonly treated: boolean;
  /** From the begin of the period, at which the region could have switched. */
  readonly minutesIntoPeriod: number;
  readonly m: number;
  readonly y: number;
}

export interface SwitchbackDesign {
  /** Views of so many first minutes of each period are dropped, whether the region switched or not: so the draw does not decide which. */
  readonly burnInMinutes: number;
  /** Whether all regions switch at the same time: one draw for all of them. */
  readonly together: boolean;
  /** Of the assignments that are drawn where there are too many to enumerate. */
  readonly seed: string;
}

export interface Switchback {
  readonly effect: Effect | Refused;
  /** Changes of arm from one period to the next; counted once where regions switch together. */
  readonly switches: number;
  /** Views that were dropped as burn-in, and in blocks that have only one arm. */
  readonly dropped: { readonly burnIn: number; readonly oneArm: number };
}

/**
 * The mean difference within regions and blocks, weighted by m₀ m₁ / (m₀ + m₁): what differs between regions, or from one block to
 * the next (time of the day, day of the week), cancels. In R it is the slope of `lm(y ~ treated + block:region)` on views. The
 * inference permutes the assignments that could have been drawn (Bojinov, Simchi-Levi & Zhao 2023, "Design and analysis of
 * switchback experiments", Management Science 69).
 *
 * @throws RangeError if a period of a region has both arms, or if regions that switch together do not
 */
export function switchback(cells: readonly SwitchbackCell[], design: SwitchbackDesign): Switchback {
  const kept = cells.filter(({ m, minutesIntoPeriod }) => m > 0 && minutesIntoPeriod >= design.burnInMinutes);
  const drawUnits = [
    ...Map.groupBy(kept, ({ region, block }) => (design.together ? block : `${block}\0${region}`)).values(),
  ].map((those) => unitOf(those));
  const used = drawUnits.filter(({ arms }) => arms.includes(true) && arms.includes(false));
  const switches = switchesOf(cells, design.together);
  return {
    effect: effectOf(used, switches, design.seed),
    switches,
    dropped: {
      burnIn: views(cells) - views(kept),
      oneArm: views(kept) - views(used.flatMap(({ regions }) => regions.flat())),
    },
  };
}

/** A draw: its periods with their arms, and what each region had in them. */
interface DrawUnit {
  readonly arms: readonly boolean[];
  readonly regions: Block;
}

function unitOf(cells: readonly SwitchbackCell[]): DrawUnit {
  const periods = [...new Set(cells.map(({ period }) => period))].toSorted((one, other) => one - other);
  const arms = periods.map((period) => armOf(cells.filter((cell) => cell.period === period)));
  const regions = [...Map.groupBy(cells, ({ region }) => region).values()].map((those) =>
    periods.map((period) => totalsOf(those.filter((cell) => cell.period === period))),
  );
  return { arms, regions };
}

function armOf(cells: readonly SwitchbackCell[]): boolean {
  const arms = new Set(cells.map(({ treated }) => treated));
  if (arms.size > 1) throw new RangeError(`period ${cells[0]?.period} of block ${cells[0]?.block} has both arms`);
  return arms.has(true);
}

function totalsOf(cells: readonly SwitchbackCell[]): BlockCell {
  return { m: views(cells), y: cells.reduce((sum, { y }) => sum + y, 0) };
}

const views = (cells: readonly { readonly m: number }[]): number => cells.reduce((sum, { m }) => sum + m, 0);

function switchesOf(cells: readonly SwitchbackCell[], together: boolean): number {
  let switches = 0;
  for (const those of Map.groupBy(cells, ({ region }) => (together ? '' : region)).values()) {
    const arms = [...Map.groupBy(those, ({ period }) => period)].toSorted(([one], [other]) => one - other);
    const inOrder = arms.map(([, ofPeriod]) => ofPeriod[0]?.treated);
    switches += inOrder.filter((arm, index) => index > 0 && arm !== inOrder[index - 1]).length;
  }
  return switches;
}

/** What rounding leaves of a variance that is 0, as a share of the squared mean. */
const DUST = 1e-24;

function effectOf(units: readonly DrawUnit[], switches: number, seed: string): Effect | Refused {
  if (switches < FEWEST || units.length < 2) return { refused: 'too-few-switches' };
  const observed: Assignment = units.map(({ arms }) => arms);
  const blocks = units.map(({ regions }) => regions);
  const { assignments, exact } = drawable(observed, seededRandom('switchback', seed));
  const statisticOf = withinBlocks(blocks, observed);
  const { treated, ...statistic } = statisticOf(observed);
  if (statistic.variance[0] <= DUST * treated ** 2) return { refused: 'no-variation' };
  const found = randomisationInference(statistic, assignments.map(statisticOf));
  return {
    refused: null,
    method: 'randomisation',
    ...found,
    relative: relativeTo(treated, found.difference),
    degrees: null,
    assignments: { count: assignments.length, exact },
    clusters: units.length,
  };
}
