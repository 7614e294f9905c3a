import type { VNode } from 'preact';

import { quantity, signed } from '../../../../report/words/format.ts';
import type { ToldWork, WorkRow } from '../../../data/why.ts';
import { fractionAt, inPercent, scaleFromZero, type Scale } from '../../parts/scale.ts';
import { Table } from '../../parts/table.tsx';
import { Words } from '../../parts/words.tsx';

/** The functions that the main thread was in, by their own time on each side. */
export function MainThread({ work: { title, rows } }: { readonly work: ToldWork }): VNode {
  const scale = scaleFromZero(rows.flatMap(({ baseMs, headMs }) => [baseMs, headMs]));
  return (
    <div class="thread">
      <Table
        caption={`Main thread, ${title.slice(0, 1).toLowerCase()}${title.slice(1)}: own time of functions`}
        columns={['Function', 'Base', 'Head', 'Change', 'Base above head', 'Where']}
        rows={rows.map((row) => [
          <code key="name">{row.name}</code>,
          quantity(row.baseMs, 'ms'),
          quantity(row.headMs, 'ms'),
          signed(row.headMs - row.baseMs, 'ms'),
          <TwoBars key="bars" row={row} scale={scale} />,
          row.at === null ? '' : <Words key="at" phrase={row.at} />,
        ])}
      />
    </div>
  );
}

/** The numbers beside it as lengths. */
function TwoBars({ row: { baseMs, headMs }, scale }: { readonly row: WorkRow; readonly scale: Scale }): VNode {
  return (
    <svg class="sample" width={90} height={16} aria-hidden="true">
      <rect class="time base" y={1} width={inPercent(fractionAt(baseMs, scale))} height={6} />
      <rect class="time head" y={9} width={inPercent(fractionAt(headMs, scale))} height={6} />
    </svg>
  );
}
