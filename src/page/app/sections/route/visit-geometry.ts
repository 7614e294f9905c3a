import type { CampaignSamples } from '../../../data/samples.ts';
import { columnAt, valuesOf } from '../../../data/samples.ts';
import type { Side } from '../../../../model/deploy.ts';
import { scaleOver, type Scale } from '../../../data/scale.ts';

/** One visit in a drawing of all of them. */
interface Dot {
  /** From 1, in the order in which they were made. */
  readonly visit: number;
  readonly side: Side;
  readonly value: number;
  /** Whether it decides: not a warm-up, nor of a block in which a visit lacks the metric. */
  readonly counts: boolean;
}

export interface Dots {
  readonly visits: number;
  readonly dots: readonly Dot[];
  /** The numbers of the visits that failed. */
  readonly failed: readonly number[];
  /** The number of the first visit that had to confirm a red; null without such visits. */
  readonly freshFrom: number | null;
}

/** The visits of a campaign by one node of a metric; null if none has it. */
export function dotsOf(campaign: CampaignSamples, path: readonly string[]): Dots | null {
  const column = columnAt(campaign, path);
  const whole = columnAt(campaign, path.slice(0, 1));
  if (column === undefined || whole === undefined) return null;
  const counts = countedIn(campaign, valuesOf(whole));
  const dots = valuesOf(column).flatMap((value, index): Dot[] => {
    const side = campaign.sides[index];
    if (value === null || side === undefined) return [];
    return [{ visit: index + 1, side, value, counts: counts[index] ?? false }];
  });
  const fresh = campaign.phases.indexOf('confirm');
  return {
    visits: campaign.sides.length,
    dots,
    failed: campaign.failures.flatMap((failure, index) => (failure === null ? [] : [index + 1])),
    freshFrom: fresh === -1 ? null : fresh + 1,
  };
}

/** A block decides about a metric only where each of its visits measured it. */
function countedIn({ counted, phases, blocks }: CampaignSamples, values: readonly (number | null)[]): boolean[] {
  const keys = counted.map((_, index) => `${phases[index]} ${blocks[index]}`);
  const lacking = new Set(keys.filter((_, index) => counted[index] && (values[index] ?? null) === null));
  return counted.map((isCounted, index) => isCounted && !lacking.has(keys[index] ?? ''));
}

/** Where a visit lies across the drawing: a fraction of its width. */
export function acrossOf(visit: number, visits: number): number {
  return (visit - 0.5) / visits;
}

/** Over what decides: a slow warm-up would press all else together, so it may lie beyond the scale. */
export function scaleOfDots({ dots }: Dots, levels: readonly number[]): Scale {
  const counting = dots.filter(({ counts }) => counts);
  const shown = counting.length > 0 ? counting : dots;
  return scaleOver([...shown.map(({ value }) => value), ...levels]);
}
