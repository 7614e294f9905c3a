import type { Breakdown } from '../../model/breakdown.ts';
import { campaignOf } from '../../model/campaign.ts';
import { METRICS, unitOf, type Metric } from '../../model/metric.ts';
import type { Place } from '../../model/place.ts';
import { readingOf, type Visit } from '../../model/sample.ts';
import { stepsOf, type CampaignSamples, type Column } from '../data/samples.ts';

/** A page may shift, run or load hundreds of things; so many nodes of a metric say enough. */
const MOST_COLUMNS = 30;

type Values = Map<string, { readonly path: readonly string[]; readonly values: (number | null)[] }>;

/** The visits to a route itself as columns, in the order they were made; null without any. */
export function campaignSamples({ route, condition }: Place, records: readonly Visit[]): CampaignSamples | null {
  const counted = outcomesOfBlocks({ route, condition }, records);
  const visits = records.filter(({ page }) => page === 'route');
  if (visits.length === 0) return null;
  return {
    route,
    condition,
    sides: visits.map(({ side }) => side),
    phases: visits.map(({ phase }) => phase),
    blocks: visits.map(({ block }) => block),
    attempts: visits.map(({ attempt }) => attempt),
    counted: visits.map(({ outcome }) => counted.has(outcome)),
    failures: visits.map(({ outcome }) => (outcome.status === 'failed' ? outcome.reason : null)),
    columns: METRICS.flatMap((metric) => columnsOf(metric, visits)),
  };
}

/** What the visits of complete blocks measured; the control page's visits take part in what is complete. */
function outcomesOfBlocks(place: Place, visits: readonly Visit[]): ReadonlySet<Visit['outcome']> {
  const { blocks, confirmation } = campaignOf({ ...place, hasBase: true, visits, end: null });
  return new Set(
    [...blocks, ...(confirmation?.blocks ?? [])].flatMap((block) => block.visits.map((each) => each.outcome)),
  );
}

/** The metric itself, and those of its nodes that have most of it in all visits together. */
function columnsOf(metric: Metric, visits: readonly Visit[]): Column[] {
  const nodes: Values = new Map();
  for (const [index, { outcome }] of visits.entries()) {
    if (outcome.status === 'failed') continue;
    const reading = readingOf(outcome.readings, metric);
    if (reading.status === 'measured') addNode(reading.breakdown, [], { nodes, index, count: visits.length });
  }
  const unit = unitOf(metric);
  const all = [...nodes.values()];
  const kept = new Set(all.toSorted((one, other) => rank(other) - rank(one)).slice(0, MOST_COLUMNS));
  return all
    .filter((node) => kept.has(node))
    .map(({ path, values }) => ({ path, unit, steps: values.map((value) => value && stepsOf(value, unit)) }));
}

interface Into {
  readonly nodes: Values;
  readonly index: number;
  readonly count: number;
}

function addNode({ id, value, parts }: Breakdown, above: readonly string[], into: Into): void {
  const path = [...above, id];
  const key = JSON.stringify(path);
  const node = into.nodes.get(key) ?? { path, values: Array.from({ length: into.count }, () => null) };
  into.nodes.set(key, node);
  node.values[into.index] = value;
  for (const part of parts) addNode(part, path, into);
}

function rank({
  path,
  values,
}: {
  readonly path: readonly string[];
  readonly values: readonly (number | null)[];
}): number {
  return path.length === 1 ? Infinity : values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
}
