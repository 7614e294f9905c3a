import { bytes } from './bytes.ts';
import { cls } from './cls.ts';
import type { MetricDefinition, Part, Parts } from './definition.ts';
import { fcp } from './fcp.ts';
import { inp } from './inp.ts';
import { lcp } from './lcp.ts';

/** Every metric of a page, in the order of the report. */
const DEFINITIONS = { lcp, inp, cls, fcp, bytes } as const satisfies Readonly<Record<string, MetricDefinition>>;

export type Metric = keyof typeof DEFINITIONS;
export const METRICS = Object.keys(DEFINITIONS) as Metric[];

/** Those that every visit has a reading of, also one that was recorded before other metrics were there. */
export type CoreMetric = { [Each in Metric]: (typeof DEFINITIONS)[Each]['isCore'] extends true ? Each : never }[Metric];

/** Those that are times. */
export type TimeMetric = { [Each in Metric]: (typeof DEFINITIONS)[Each]['unit'] extends 'ms' ? Each : never }[Metric];

/** A metric, and each of the parts that it is known to have: `lcp`, `lcp.ttfb`. */
export type PathOf<Each extends Metric> = Each extends Metric ? Each | `${Each}.${KnownPart<Each>}` : never;
type KnownPart<Each extends Metric> = (typeof DEFINITIONS)[Each]['parts'] extends {
  readonly known: readonly (infer Known)[];
}
  ? Extract<Known, Part>['id']
  : never;

/** What a visit may say of a metric that it did not measure. */
export type UnmeasuredReason<Each extends Metric> = (typeof DEFINITIONS)[Each]['unmeasured'][number];

export function isMetric(id: string): id is Metric {
  return Object.hasOwn(DEFINITIONS, id);
}

export function definitionOf(metric: Metric): MetricDefinition {
  return DEFINITIONS[metric];
}

export function unitOf(metric: Metric): MetricDefinition['unit'] {
  return DEFINITIONS[metric].unit;
}

/** Whether a metric's values are compared as they are; then it has no noise, and no relative change beyond it. */
export function isExact(metric: Metric): boolean {
  return definitionOf(metric).compared === 'exact';
}

/** Something of every core metric, and of others where they are there. */
export type PerMetric<Value> = Readonly<
  Record<CoreMetric, Value> & Partial<Record<Exclude<Metric, CoreMetric>, Value>>
>;

/** The metrics that are compared under these budgets: the core ones, and those that a budget is declared on. */
export function comparedUnder(budgets: readonly { readonly metric: Metric }[]): Metric[] {
  const declared = new Set(budgets.map(({ metric }) => metric));
  return METRICS.filter((metric) => definitionOf(metric).isCore || declared.has(metric));
}

/** The parts of the node that the segments name; undefined if no such node has parts. */
export function partsAt([metric, ...below]: readonly string[]): Parts | undefined {
  let parts: Parts | undefined = metric !== undefined && isMetric(metric) ? definitionOf(metric).parts : undefined;
  for (const id of below) parts = knownParts(parts).find((part) => part.id === id)?.parts;
  return parts;
}

/** Those that every breakdown of the node has, in order. */
export function knownParts(parts: Parts | undefined): readonly Part[] {
  return parts !== undefined && 'known' in parts ? parts.known : [];
}

/** Every node that a metric has on any page, with what a report calls it; wholes before their parts. */
export function knownNodes(): { readonly segments: readonly string[]; readonly name: string }[] {
  return METRICS.flatMap((metric) => {
    const { name, parts } = definitionOf(metric);
    return [{ segments: [metric], name }, ...nodesBelow([metric], parts)];
  });
}

function nodesBelow(above: readonly string[], parts: Parts | undefined): ReturnType<typeof knownNodes> {
  return knownParts(parts).flatMap((part) => {
    const segments = [...above, part.id];
    return [{ segments, name: part.name ?? part.id.replaceAll('-', ' ') }, ...nodesBelow(segments, part.parts)];
  });
}
