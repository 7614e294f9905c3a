import type { VNode } from 'preact';

import type { Breakdown } from '../../../../model/breakdown.ts';
import type { Comparison } from '../../../../model/comparison.ts';
import type { Side } from '../../../../model/deploy.ts';
import { quantity } from '../../../../report/words/format.ts';
import { metricName, pathPhrase } from '../../../../report/words/names.ts';
import { Plot } from '../../parts/chart.tsx';
import { inWords } from '../../parts/in-words.ts';
import { anchorAt, fractionAt, inPercent, percentAt, scaleFromZero, type Scale } from '../../../data/scale.ts';
import { labelledTicks } from '../../parts/ticks.ts';
import { depthOf, segmentsOf, type Segment } from './phase-geometry.ts';

/** Heights of a name, of the bars of phases, of their parts, and of the parts of these. */
const NAME = 18;
const ROWS = [20, 10, 7] as const;
const GAP = 12;
const AXIS = 16;
/** Of the width of the drawing: narrower bars have no room for their number, or for their value. */
const ROOM_FOR_NUMBER = 0.045;
const ROOM_FOR_VALUE = 0.24;
/** Phases beyond so many begin again with the first colour. */
const COLOURS = 6;

/** What each side is made of, base over head, to one scale. The numbers stand in the table below it. */
export function PhaseBars({ comparison }: { readonly comparison: Comparison }): VNode | null {
  const { unit, base, head } = comparison;
  const sides = [...(base === null ? [] : [barOf('base', base)]), barOf('head', head)];
  if (sides.every(({ segments }) => segments.length === 0)) return null;
  const scale = scaleFromZero(sides.map(({ tree }) => tree.value));
  const starts = sides.map((_, index) => sides.slice(0, index).reduce((sum, { height }) => sum + height + GAP, 0));
  const bottom = sides.reduce((sum, { height }) => sum + height + GAP, 0);
  return (
    <Plot label={labelOf(comparison)} height={bottom + AXIS}>
      {labelledTicks(scale, unit).map(({ at, text }) => (
        <g key={at}>
          <line class="grid" x1={percentAt(at, scale)} x2={percentAt(at, scale)} y1={0} y2={bottom} />
          <text class="tick" x={percentAt(at, scale)} y={bottom + 12} text-anchor={anchorAt(fractionAt(at, scale))}>
            {text}
          </text>
        </g>
      ))}
      {sides.map((bar, index) => (
        <svg key={bar.side} y={starts[index] ?? 0} width="100%" height={bar.height} overflow="visible">
          <text class="side-name" x={0} y={12}>
            {`${bar.side === 'base' ? 'Base' : 'Head'} ${quantity(bar.tree.value, unit)}`}
          </text>
          {bar.segments.map((segment) => (
            <SegmentBar key={segment.path.join('\0')} segment={segment} scale={scale} unit={unit} />
          ))}
        </svg>
      ))}
    </Plot>
  );
}

interface Bar {
  readonly side: Side;
  readonly tree: Breakdown;
  readonly segments: readonly Segment[];
  readonly height: number;
}

function barOf(side: Side, tree: Breakdown): Bar {
  const segments = segmentsOf(tree);
  return { side, tree, segments, height: topOf(depthOf(segments) + 1) };
}

/** Where the row of a depth begins; of one more than the deepest, where the drawing of a side ends. */
function topOf(depth: number): number {
  return ROWS.slice(0, depth - 1).reduce((sum, height) => sum + height + 1, NAME);
}

interface SegmentProps {
  readonly segment: Segment;
  readonly scale: Scale;
  readonly unit: Comparison['unit'];
}

function SegmentBar({ segment, scale, unit }: SegmentProps): VNode {
  const { depth, from, to, path, value, phase, order } = segment;
  const start = fractionAt(from, scale);
  const length = fractionAt(to, scale) - start;
  const height = ROWS[depth - 1] ?? 0;
  return (
    <svg x={inPercent(start)} y={topOf(depth)} width={inPercent(length)} height={height}>
      <title>{`${inWords(pathPhrase(path.slice(1), path[0]))}: ${quantity(value, unit)}`}</title>
      <rect class={lookOf(depth, phase, order)} width="100%" height={height} />
      {depth === 1 && length >= ROOM_FOR_NUMBER && (
        <text class="in-bar" x="50%" y={14} text-anchor="middle">
          {length >= ROOM_FOR_VALUE ? `${phase + 1}: ${quantity(value, unit)}` : phase + 1}
        </text>
      )}
    </svg>
  );
}

interface PartKeyProps {
  readonly depth: number;
  readonly phase: number;
  readonly order: number;
}

/** The colour of a part, and the number of a phase, as they are in the bars. */
export function PartKey({ depth, phase, order }: PartKeyProps): VNode {
  return (
    <svg class="sample" width={18} height={16} aria-hidden="true">
      <rect class={lookOf(depth, phase, order)} width={18} y={depth === 1 ? 0 : 4} height={depth === 1 ? 16 : 9} />
      {depth === 1 && (
        <text class="in-bar" x={9} y={12} text-anchor="middle">
          {phase + 1}
        </text>
      )}
    </svg>
  );
}

/** Parts of a phase have two shades of its colour in turn. */
function lookOf(depth: number, phase: number, order: number): string {
  return `bar phase-${phase % COLOURS}${depth === 1 ? '' : ` shade-${order % 2}`}`;
}

function labelOf({ metric, unit, base, head }: Comparison): string {
  const said = (side: string, tree: Breakdown): string => {
    const parts = tree.parts.map(({ id, value }) => `${inWords(pathPhrase([id], metric))} ${quantity(value, unit)}`);
    return `${side} ${quantity(tree.value, unit)}: ${parts.join(', ')}.`;
  };
  return `${metricName(metric)} by its parts. ${base === null ? '' : `${said('Base', base)} `}${said('Head', head)}`;
}
