import type { VNode } from 'preact';
import { useState } from 'preact/hooks';

import type { Diagnosis, DiagnosticVisit } from '../../../../model/diagnosis.ts';
import { count, quantity } from '../../../../report/words/format.ts';
import { partName } from '../../../../report/words/names.ts';
import type { ToldWhy } from '../../../data/why.ts';
import { Chart } from '../../parts/chart.tsx';
import { inWords } from '../../parts/in-words.ts';
import type { TableProps } from '../../parts/table.tsx';
import { Legend } from '../route/marks.tsx';
import { PartKey } from '../route/phase-bars.tsx';
import { requestRows, rowsThatMatter, type RequestRow } from './request-rows.ts';
import { lcpPhases, waterfallScale } from './waterfall-geometry.ts';
import { PHASE_NUMBER, tagsOf, Waterfall } from './waterfall.tsx';

interface WaterfallsProps {
  readonly diagnosis: Diagnosis;
  readonly alone: ToldWhy['alone'];
}

interface Side {
  readonly visit: DiagnosticVisit;
  readonly all: readonly RequestRow[];
  readonly shown: readonly RequestRow[];
}

/** What each side requested, to one scale of time. */
export function Waterfalls({ diagnosis, alone }: WaterfallsProps): VNode | null {
  const [isWhole, setWhole] = useState(false);
  const sides = diagnosis.visits.map((visit): Side => {
    const all = requestRows(visit, { deployUrl: diagnosis[visit.side], alone: alone[visit.side] });
    return { visit, all, shown: isWhole ? all : rowsThatMatter(all, visit.seen.lcpMs) };
  });
  const total = sides.reduce((sum, { all }) => sum + all.length, 0);
  if (total === 0) return null;
  const isFolded = sides.some(({ all, shown }) => shown.length < all.length);
  const scale = waterfallScale(
    sides.flatMap(({ shown }) => shown),
    sides.flatMap(({ visit: { seen } }) => [seen.lcpMs, seen.fcpMs]),
  );
  return (
    <Chart caption={<strong>Requests</strong>} numbers={() => tableOf(sides)}>
      <div class="pair">
        {sides.map(({ visit, all, shown }) => (
          <div key={visit.side}>
            <p class="side-title">
              {visit.side === 'base' ? 'Base' : 'Head'}: {count(all.length, 'request')}
            </p>
            <Waterfall visit={visit} rows={shown} scale={scale} />
          </div>
        ))}
      </div>
      <WaterfallLegend sides={sides} />
      {(isFolded || isWhole) && (
        <button type="button" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show only those that matter' : `Show all ${count(total, 'request')}`}
        </button>
      )}
    </Chart>
  );
}

function WaterfallLegend({ sides }: { readonly sides: readonly Side[] }): VNode {
  const phases = new Set(sides.flatMap(({ visit }) => lcpPhases(visit).map(({ id }) => id)));
  return (
    <Legend>
      {[...phases].map((id) => (
        <span key={id} class="key">
          <PartKey depth={1} phase={PHASE_NUMBER[id] - 1} order={0} />
          {inWords([partName(id, 'lcp')])}
        </span>
      ))}
      <span class="key">
        <svg class="sample" width={34} height={10} aria-hidden="true">
          <rect class="request-bar waits kind-other" width={17} height={10} />
          <rect class="request-bar kind-other" x={17} width={17} height={10} />
        </svg>
        waits, then comes in
      </span>
    </Legend>
  );
}

function tableOf(sides: readonly Side[]): TableProps {
  const at = (ms: number | null): string => (ms === null ? '–' : quantity(ms, 'ms'));
  return {
    caption: 'Requests of the diagnostic visits, not measurements',
    columns: ['Request', 'Side', 'Type', 'Requested', 'Answered', 'Complete', 'Size', 'Priority', 'Notes'],
    rows: sides.flatMap(({ visit: { side }, shown }) =>
      shown.map((row) => {
        const { kind, askedMs, answeredMs, endedMs, encodedBytes, priority } = row.request;
        const size = quantity(encodedBytes, 'bytes');
        return [
          row.path,
          side,
          kind,
          at(askedMs),
          at(answeredMs),
          at(endedMs),
          size,
          priority.last,
          tagsOf(row).join(', '),
        ];
      }),
    ),
  };
}
