import type { VNode } from 'preact';

import type { Comparison } from '../../../../model/comparison.ts';
import type { Side } from '../../../../model/deploy.ts';
import { quantity } from '../../../../report/words/format.ts';
import { metricName } from '../../../../report/words/names.ts';
import type { CampaignSamples } from '../../../data/samples.ts';
import { Chart, Plot } from '../../parts/chart.tsx';
import { fractionAt, inPercent, ticksOf, type Scale } from '../../parts/scale.ts';
import type { TableProps } from '../../parts/table.tsx';
import { Legend, SideKey, VisitMark } from './marks.tsx';
import { acrossOf, dotsOf, scaleOfDots, type Dot, type Dots } from './visit-geometry.ts';

const HEIGHT = 180;
/** Above and below the values: names of the phases, visits that failed. */
const TOP = 24;
const BOTTOM = 16;
const MOST_TICKS = 4;

interface VisitDotsProps {
  readonly comparison: Comparison;
  readonly campaign: CampaignSamples;
  /** Whether base, head and change come from the fresh visits alone. */
  readonly isConfirmed: boolean;
}

/** Every visit in the order in which they were made, so that drift is seen, with what base and head are said to be. */
export function VisitDots({ comparison, campaign, isConfirmed }: VisitDotsProps): VNode | null {
  const { metric, unit } = comparison;
  const dots = dotsOf(campaign, [metric]);
  if (dots === null) return null;
  const levels = levelsOf(comparison);
  const scale = scaleOfDots(
    dots,
    levels.map(({ value }) => value),
  );
  const name = metricName(metric);
  const said = levels.map(({ side, value }) => `${side} ${quantity(value, unit)}`).join(', ');
  return (
    <Chart
      caption={`${name} of every visit, in the order in which they were made`}
      numbers={() => tableOf(dots, comparison)}
    >
      <Plot label={`${name} of ${dots.dots.length} visits in the order of time. ${said}.`} height={HEIGHT}>
        {ticksOf(scale, MOST_TICKS).map((tick) => (
          <g key={tick}>
            <line class="grid" x1="0" x2="100%" y1={down(tick, scale)} y2={down(tick, scale)} />
            <text class="tick" x={0} y={down(tick, scale) - 3}>
              {quantity(tick, unit)}
            </text>
          </g>
        ))}
        <Phases dots={dots} />
        <Levels levels={levels} scale={scale} dots={dots} isConfirmed={isConfirmed} />
        {dots.dots.map((dot) => (
          <VisitMark
            key={dot.visit}
            side={dot.side}
            x={inPercent(acrossOf(dot.visit, dots.visits))}
            y={down(dot.value, scale)}
            counts={dot.counts}
            title={`Visit ${dot.visit}, ${dot.side}: ${quantity(dot.value, unit)}${dot.counts ? '' : ', not counted'}`}
          />
        ))}
        {dots.failed.map((visit) => (
          <text key={visit} class="failed" x={inPercent(acrossOf(visit, dots.visits))} y={HEIGHT - 3}>
            <title>{`Visit ${visit} failed`}</title>✕
          </text>
        ))}
      </Plot>
      <Legend>
        {levels.map(({ side, value }) => (
          <SideKey key={side} side={side}>
            {`${side === 'base' ? 'Base' : 'Head'} ${quantity(value, unit)}`}
          </SideKey>
        ))}
        {dots.dots.some(({ counts }) => !counts) && <span class="key soft">Pale: not counted</span>}
        {dots.failed.length > 0 && <span class="key soft">✕ failed</span>}
      </Legend>
    </Chart>
  );
}

interface Level {
  readonly side: Side;
  readonly value: number;
}

function levelsOf({ base, head }: Comparison): Level[] {
  return [
    ...(base === null ? [] : [{ side: 'base' as const, value: base.value }]),
    { side: 'head', value: head.value },
  ];
}

function down(value: number, scale: Scale): number {
  return TOP + (1 - fractionAt(value, scale)) * (HEIGHT - TOP - BOTTOM);
}

/** Suspicion and proof apart. */
function Phases({ dots: { freshFrom, visits } }: { readonly dots: Dots }): VNode | null {
  if (freshFrom === null) return null;
  const border = inPercent((freshFrom - 1) / visits);
  return (
    <>
      <rect class="fresh" x={border} width="100%" y={0} height={HEIGHT} />
      <line class="border" x1={border} x2={border} y1={0} y2={HEIGHT} />
      <svg x={border} width="100%" height={TOP} overflow="visible">
        <text x={-6} y={13} text-anchor="end">
          Suspicion
        </text>
        <text x={6} y={13}>
          Proof: fresh visits
        </text>
      </svg>
    </>
  );
}

interface LevelsProps {
  readonly levels: readonly Level[];
  readonly scale: Scale;
  readonly dots: Dots;
  readonly isConfirmed: boolean;
}

/** What base and head are said to be, over the visits that say it. */
function Levels({ levels, scale, dots: { freshFrom, visits }, isConfirmed }: LevelsProps): VNode {
  const border = freshFrom === null ? null : inPercent((freshFrom - 1) / visits);
  const [from, to] = isConfirmed ? [border ?? '0', '100%'] : ['0', border ?? '100%'];
  return (
    <>
      {levels.map(({ side, value }) => (
        <line key={side} class={`level ${side}`} x1={from} x2={to} y1={down(value, scale)} y2={down(value, scale)} />
      ))}
    </>
  );
}

function tableOf({ dots, freshFrom }: Dots, { metric, unit }: Comparison): TableProps {
  const phaseOf = ({ visit, counts }: Dot): string => {
    const phase = freshFrom !== null && visit >= freshFrom ? 'fresh' : 'first';
    return counts ? phase : `${phase}, not counted`;
  };
  return {
    caption: `${metricName(metric)} of every visit`,
    columns: ['Visit', 'Side', 'Visits', metricName(metric)],
    rows: dots.map((dot) => [dot.visit, dot.side, phaseOf(dot), quantity(dot.value, unit)]),
  };
}
