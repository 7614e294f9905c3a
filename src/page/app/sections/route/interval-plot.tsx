import type { VNode } from 'preact';

import type { Unit } from '../../../../model/metric.ts';
import { Plot } from '../../parts/chart.tsx';
import { anchorAt, fractionAt, inPercent, percentAt } from '../../../data/scale.ts';
import { labelledTicks } from '../../parts/ticks.ts';
import type { LimitDrawing } from './limit-geometry.ts';
import { Legend } from './marks.tsx';

const HEIGHT = 46;
const MIDDLE = 17;
const BOTTOM = 30;

interface IntervalPlotProps {
  readonly label: string;
  readonly drawing: LimitDrawing;
  readonly unit: Unit;
  /** Whether it is a change. */
  readonly isSigned: boolean;
  /** Whether its axis has numbers; of several to one scale the last has them. */
  readonly hasAxis?: boolean;
}

/** The interval of a number as a bar, what is allowed as a band from 0, the limit as a line. */
export function IntervalPlot({
  label,
  drawing: { scale, value, low, high, limit },
  unit,
  isSigned,
  hasAxis = true,
}: IntervalPlotProps): VNode {
  const at = (number: number): string => percentAt(number, scale);
  const between = (from: number, to: number): string => inPercent(fractionAt(to, scale) - fractionAt(from, scale));
  const ticks = hasAxis ? labelledTicks(scale, unit, isSigned) : [];
  const [from, to] = [low ?? scale.from, high ?? scale.to];
  return (
    <Plot label={label} height={hasAxis ? HEIGHT : BOTTOM + 4}>
      {limit !== null && <rect class="allowed" x={at(0)} width={between(0, limit)} y={4} height={BOTTOM - 4} />}
      <line class="axis" x1="0" x2="100%" y1={BOTTOM} y2={BOTTOM} />
      <line class="zero" x1={at(0)} x2={at(0)} y1={4} y2={BOTTOM + 4} />
      {ticks.map((tick) => (
        <g key={tick.at}>
          <line class="axis" x1={at(tick.at)} x2={at(tick.at)} y1={BOTTOM} y2={BOTTOM + 3} />
          <text class="tick" x={at(tick.at)} y={BOTTOM + 14} text-anchor={anchorAt(fractionAt(tick.at, scale))}>
            {tick.text}
          </text>
        </g>
      ))}
      {limit !== null && <line class="limit" x1={at(limit)} x2={at(limit)} y1={0} y2={BOTTOM} />}
      <line class="interval" x1={at(from)} x2={at(to)} y1={MIDDLE} y2={MIDDLE} />
      {[low, high].map(
        (edge, index) =>
          edge !== null && (
            <line key={index} class="interval" x1={at(edge)} x2={at(edge)} y1={MIDDLE - 5} y2={MIDDLE + 5} />
          ),
      )}
      <circle class="point" cx={at(value)} cy={MIDDLE} r={4.5} />
    </Plot>
  );
}

/** What its marks mean. */
export function LimitLegend(): VNode {
  return (
    <Legend>
      <span class="key">
        <svg class="sample" width={30} height={12} aria-hidden="true">
          <line class="interval" x1={1} x2={29} y1={6} y2={6} />
          <line class="interval" x1={1} x2={1} y1={2} y2={10} />
          <line class="interval" x1={29} x2={29} y1={2} y2={10} />
          <circle class="point" cx={15} cy={6} r={4} />
        </svg>
        measured, with its 95 % interval
      </span>
      <span class="key">
        <svg class="sample" width={30} height={14} aria-hidden="true">
          <rect class="allowed" width={28} height={14} />
          <line class="limit" x1={28} x2={28} y1={0} y2={14} />
        </svg>
        allowed, up to the limit
      </span>
    </Legend>
  );
}
