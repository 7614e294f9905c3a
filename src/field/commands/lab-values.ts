import { alignVisits, type SeriesNode } from '../../compare/series-tree.ts';
import { formatPath, type Breakdown } from '../../model/breakdown.ts';
import type { Campaign } from '../../model/campaign.ts';
import { BEACON_METRICS } from '../../model/beacon.ts';
import { readingOf } from '../../model/sample.ts';
import { campaignsOf } from '../../record/campaigns.ts';
import { readLog } from '../../record/read.ts';
import { studentQuantile } from '../../stats/distributions.ts';
import { headValues } from '../../stats/series.ts';
import type { LabValue } from '../analyses/ratio.ts';

/**
 * The mean of each node over the head visits of a run, with its 95 % interval by Student's t.
 *
 * @param folder the output folder of the run
 * @throws GateError `record-unreadable`, `record-invalid`
 */
export async function readLabValues(folder: string): Promise<LabValue[]> {
  return [...campaignsOf(await readLog(folder))].flatMap(valuesOf);
}

function valuesOf({ route, condition, blocks }: Campaign): LabValue[] {
  return BEACON_METRICS.flatMap((metric) => {
    const visits = blocks
      .flatMap((block) => block.visits)
      .filter(({ side }) => side === 'head')
      .flatMap(({ outcome }): { head: true; breakdown: Breakdown }[] => {
        const reading = readingOf(outcome.readings, metric);
        return reading.status === 'measured' ? [{ head: true, breakdown: reading.breakdown }] : [];
      });
    if (visits.length === 0) return [];
    return nodesOf(alignVisits([visits], metric)).map(({ path, values }) => ({
      route,
      condition,
      path,
      ...meanOf(values),
    }));
  });
}

interface LabNode {
  readonly path: string;
  readonly values: readonly number[];
}

function nodesOf(node: SeriesNode, above: readonly string[] = []): LabNode[] {
  const segments = [...above, node.id];
  const own = { path: formatPath(segments), values: headValues(node.series) };
  return [own, ...node.parts.flatMap((part) => nodesOf(part, segments))];
}

function meanOf(values: readonly number[]): Pick<LabValue, 'value' | 'low' | 'high'> {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { value: mean, low: null, high: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = studentQuantile(0.95, values.length - 1) * Math.sqrt(variance / values.length);
  return { value: mean, low: mean - reach, high: mean + reach };
}
