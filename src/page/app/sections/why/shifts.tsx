import type { VNode } from 'preact';

import type { DiagnosticVisit } from '../../../../model/diagnosis.ts';
import { quantity } from '../../../../report/words/format.ts';
import { Chart } from '../../parts/chart.tsx';
import { Picture } from '../../parts/picture.tsx';
import type { TableProps } from '../../parts/table.tsx';
import { extentOf, isVisible, type Shift } from './moves-geometry.ts';

/** Beyond these a reader looks at the table of a larger one first. */
const MOST_SHIFTS = 4;

/** The largest shifts of a visit: what moved from where to where, and what the page looked like where there are pictures. */
export function Shifts({ visit: { side, shifts } }: { readonly visit: DiagnosticVisit }): VNode {
  const largest = shifts.toSorted((one, other) => other.value - one.value).slice(0, MOST_SHIFTS);
  return (
    <>
      {largest.map((shift, index) => (
        <ShiftFigure key={index} shift={shift} side={side} />
      ))}
    </>
  );
}

interface ShiftProps {
  readonly shift: Shift;
  readonly side: DiagnosticVisit['side'];
}

function ShiftFigure({ shift, side }: ShiftProps): VNode | null {
  const { value, atMs, moved, pictures } = shift;
  if (moved.length === 0 && pictures.before === null && pictures.after === null) return null;
  const what = moved[0]?.selector ?? 'content';
  const caption = (
    <>
      On {side}, after {quantity(atMs, 'ms')}: <code>{what}</code> moves, {quantity(value, 'score')}
    </>
  );
  return (
    <Chart caption={caption} numbers={() => tableOf(shift)}>
      <div class="pair">
        {pictures.before !== null && <Picture name={pictures.before} alt={`The page before ${what} moves`} />}
        {pictures.after !== null && <Picture name={pictures.after} alt={`The page after ${what} moved`} />}
        <Moves shift={shift} what={what} />
      </div>
      {extentOf(shift) !== null && <p class="legend">Dashed: before. Filled: after.</p>}
    </Chart>
  );
}

/** Where each element was, dashed, and where it is, filled, to the scale of the page. */
function Moves({ shift, what }: { readonly shift: Shift; readonly what: string }): VNode | null {
  const extent = extentOf(shift);
  if (extent === null) return null;
  const { x, y, width, height } = extent;
  return (
    <svg
      class="moves"
      role="img"
      aria-label={`Where ${what} was and is`}
      viewBox={`${x} ${y} ${width} ${height}`}
      preserveAspectRatio="xMinYMin"
    >
      {shift.moved.flatMap(({ selector, before, after }, index) => [
        isVisible(after) && (
          <rect key={`after ${index}`} class="moved" {...after}>
            <title>{`${selector}, after`}</title>
          </rect>
        ),
        isVisible(before) && (
          <rect key={`before ${index}`} class="moved was" {...before}>
            <title>{`${selector}, before`}</title>
          </rect>
        ),
      ])}
    </svg>
  );
}

function tableOf({ moved, culprits }: Shift): TableProps {
  const at = ({ x, y, width, height }: Shift['moved'][number]['before']): string =>
    `${Math.round(width)} × ${Math.round(height)} at ${Math.round(x)}, ${Math.round(y)}`;
  const because = culprits.map(({ kind, selector, url }) => `${CULPRITS[kind]} ${selector ?? url ?? ''}`.trim());
  return {
    caption: `What moved, CSS px${because.length === 0 ? '' : `; moved by ${because.join(', ')}`}`,
    columns: ['Element', 'Before', 'After'],
    rows: moved.map(({ selector, before, after }) => [selector, at(before), at(after)]),
  };
}

const CULPRITS: Readonly<Record<Shift['culprits'][number]['kind'], string>> = {
  'unsized-image': 'an image without a size',
  inserted: 'an inserted element',
  font: 'a font',
  style: 'a style',
  iframe: 'a frame',
  animation: 'an animation',
};
