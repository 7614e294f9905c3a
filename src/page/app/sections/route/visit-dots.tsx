import type { VNode } from 'preact';

import { nodeAt } from '../../../../model/breakdown.ts';
import type { Comparison } from '../../../../model/comparison.ts';
import type { Side } from '../../../../model/deploy.ts';
import type { RedEvidence } from '../../../../model/verdict.ts';
import { quantity } from '../../../../report/words/format.ts';
import { pathPhrase } from '../../../../report/words/names.ts';
import type { CampaignSamples } from '../../../data/samples.ts';
import { Chart, Plot } from '../../parts/chart.tsx';
import { State } from '../../parts/state.tsx';
import { inWords } from '../../parts/in-words.ts';
import { fractionAt, inPercent, type Scale } from '../../../data/scale.ts';
import type { TableProps } from '../../parts/table.tsx';
import { labelledTicks } from '../../parts/ticks.ts';
import { Legend, SideKey, VisitMark } from './marks.tsx';
import { acrossOf, dotsOf, scaleOfDots, type Dots } from './visit-geometry.ts';

const HEIGHT = 190;
/** Above and below the values: names of the phases, visits that failed. */
const TOP = 26;
const BOTTOM = 18;

interface VisitDotsProps {
  readonly comparison: Comparison;
  readonly campaign: CampaignSamples;
  /** How sure it is that the metric is worse; null if nothing says so. */
  readonly evidence: RedEvidence | null;
}

/** Every visit in the order in which they were made, by the metric or a part of it that the reader chooses. */
export function VisitDots(props: VisitDotsProps): VNode {
  return (
    <State initial={0}>
      {(chosen, choose) => (
        <ChosenDots {...props} chosen={chosen}>
          {choose}
        </ChosenDots>
      )}
    </State>
  );
}

interface ChosenProps extends VisitDotsProps {
  /** Which of the paths. */
  readonly chosen: number;
  readonly children: (chosen: number) => void;
}

function ChosenDots({ comparison, campaign, evidence, chosen, children: choose }: ChosenProps): VNode | null {
  const { metric } = comparison;
  const paths = campaign.columns.map(({ path }) => path).filter(([first]) => first === metric);
  const path = paths[chosen] ?? [metric];
  const dots = dotsOf(campaign, path);
  if (dots === null) return null;
  const caption = (
    <label>
      Every visit, in the order in which they were made:{' '}
      <select value={chosen} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
        {paths.map((each, index) => (
          <option key={index} value={index}>
            {inWords(pathPhrase(each))}
          </option>
        ))}
      </select>
    </label>
  );
  const levels = levelsOf(comparison, path);
  const scale = scaleOfDots(
    dots,
    levels.map(({ value }) => value),
  );
  const drawn: Drawn = { dots, levels, scale, name: inWords(pathPhrase(path)), evidence };
  return (
    <Chart caption={caption} numbers={() => tableOf(drawn, comparison.unit)}>
      <VisitPlot drawn={drawn} unit={comparison.unit} />
      <Legend>
        {levels.map(({ side, value }) => (
          <SideKey key={side} side={side}>
            {`${side === 'base' ? 'Base' : 'Head'} ${quantity(value, comparison.unit)}`}
          </SideKey>
        ))}
        {dots.dots.some(({ counts, value }) => !counts && value <= scale.to) && (
          <span class="soft">pale: warm-up or incomplete, not counted</span>
        )}
        {dots.dots.some(({ value }) => value > scale.to) && <span class="soft">↑ beyond the scale, not counted</span>}
        {dots.failed.length > 0 && <span class="soft">✕ failed</span>}
      </Legend>
    </Chart>
  );
}

interface Drawn {
  readonly dots: Dots;
  readonly levels: readonly Level[];
  readonly scale: Scale;
  readonly name: string;
  readonly evidence: RedEvidence | null;
}

interface PlotProps {
  readonly drawn: Drawn;
  readonly unit: Comparison['unit'];
}

function VisitPlot({ drawn, unit }: PlotProps): VNode {
  const { dots, levels, scale, name, evidence } = drawn;
  const said = levels.map(({ side, value }) => `${side} ${quantity(value, unit)}`).join(', ');
  return (
    <Plot label={`${name} of ${dots.dots.length} visits in the order of time; ${said}.`} height={HEIGHT} hasSideAxis>
      <FreshVisits dots={dots} evidence={evidence} />
      {labelledTicks(scale, unit).map(({ at, text }) => (
        <g key={at}>
          <line class="grid" x1="0" x2="100%" y1={down(at, scale)} y2={down(at, scale)} />
          <text class="tick" x={-6} y={down(at, scale) + 4} text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      <Levels {...drawn} />
      {dots.dots.map(({ visit, side, value, counts }) => (
        <VisitMark
          key={visit}
          side={side}
          x={inPercent(acrossOf(visit, dots.visits))}
          y={value > scale.to ? null : down(value, scale)}
          counts={counts}
          title={`Visit ${visit}, ${side}: ${quantity(value, unit)}${counts ? '' : ', not counted'}`}
        />
      ))}
      {dots.failed.map((visit) => (
        <text key={visit} class="failed" x={inPercent(acrossOf(visit, dots.visits))} y={HEIGHT - 3}>
          <title>{`Visit ${visit} failed`}</title>✕
        </text>
      ))}
    </Plot>
  );
}

interface Level {
  readonly side: Side;
  readonly value: number;
}

/** What the comparison says of both sides; 0 of a part that a side does not have. */
function levelsOf({ base, head }: Comparison, path: readonly string[]): Level[] {
  const after: Level = { side: 'head', value: nodeAt(head, path)?.value ?? 0 };
  return base === null ? [after] : [{ side: 'base', value: nodeAt(base, path)?.value ?? 0 }, after];
}

function down(value: number, scale: Scale): number {
  return TOP + (1 - fractionAt(value, scale)) * (HEIGHT - TOP - BOTTOM);
}

/** Where the fresh visits begin, across; null without such visits. */
function borderOf({ freshFrom, visits }: Dots): string | null {
  return freshFrom === null ? null : inPercent((freshFrom - 1) / visits);
}

const BEFORE = { confirmed: 'Suspicion', suspected: 'Suspicion', none: 'First visits' } as const;
const AFTER = { confirmed: 'Proof: fresh visits', suspected: 'Fresh visits: no proof', none: 'Fresh visits' } as const;

/** Suspicion and proof apart. */
function FreshVisits({ dots, evidence }: Pick<Drawn, 'dots' | 'evidence'>): VNode | null {
  const border = borderOf(dots);
  if (border === null) return null;
  return (
    <svg x={border} width="100%" height={HEIGHT} overflow="visible">
      <line class="border" x1={0} x2={0} y1={0} y2={HEIGHT} />
      <text x={-6} y={12} text-anchor="end">
        {BEFORE[evidence ?? 'none']}
      </text>
      <text x={6} y={12}>
        {AFTER[evidence ?? 'none']}
      </text>
    </svg>
  );
}

/** What base and head are said to be, over the visits that say it: the fresh ones alone where they confirm a red. */
function Levels({ dots, levels, scale, evidence }: Drawn): VNode {
  const border = borderOf(dots);
  const [from, to] = evidence === 'confirmed' ? [border ?? '0', '100%'] : ['0', border ?? '100%'];
  return (
    <>
      {levels.map(({ side, value }) => (
        <line key={side} class={`level ${side}`} x1={from} x2={to} y1={down(value, scale)} y2={down(value, scale)} />
      ))}
    </>
  );
}

function tableOf({ dots: { dots, freshFrom }, name }: Drawn, unit: Comparison['unit']): TableProps {
  const isFresh = (visit: number): boolean => freshFrom !== null && visit >= freshFrom;
  return {
    caption: `${name} of every visit`,
    columns: ['Visit', 'Side', 'Phase', name],
    rows: dots.map(({ visit, side, value, counts }) => [
      visit,
      side,
      `${isFresh(visit) ? 'fresh' : 'first'}${counts ? '' : ', not counted'}`,
      quantity(value, unit),
    ]),
  };
}
