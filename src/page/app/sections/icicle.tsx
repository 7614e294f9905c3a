import type { VNode } from 'preact';

import type { Breakdown } from '../../../model/breakdown.ts';
import { quantity } from '../../../report/words/format.ts';
import { pathPhrase } from '../../../report/words/names.ts';
import { Chart, Plot } from '../parts/chart.tsx';
import { inWords } from '../parts/in-words.ts';
import { inPercent } from '../../data/scale.ts';
import './icicle.css';

interface IcicleProps {
  readonly caption: string;
  readonly tree: Breakdown;
}

/** CSS pixels. */
const ROW = 26;
/** Below this fraction of the whole a box is a line. */
const LEAST = 0.002;

/** One box of the drawing: where it lies, as fractions of the width, and how deep. */
interface Box {
  readonly path: readonly string[];
  readonly value: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
}

/** What a cost is made of: a row for each level, every box as wide as its share. Nothing where it has no bound. */
export function Icicle({ caption, tree }: IcicleProps): VNode | null {
  if (!Number.isFinite(tree.value) || tree.value <= 0) return null;
  const boxes = boxesOf(tree, 1 / tree.value);
  const depth = Math.max(...boxes.map((box) => box.depth)) + 1;
  const numbers = () => ({
    caption,
    columns: ['Part', 'Cost', 'Share'],
    rows: boxes.map(({ path, value }) => [labelOf(path), quantity(value, 'cost'), shareText(value / tree.value)]),
  });
  return (
    <Chart caption={caption} numbers={numbers}>
      <Plot label={`${caption}: ${quantity(tree.value, 'cost')} in ${boxes.length - 1} parts`} height={depth * ROW}>
        {boxes
          .filter(({ from, to }) => to - from >= LEAST)
          .map((box) => (
            <IcicleBox key={JSON.stringify(box.path)} box={box} />
          ))}
      </Plot>
    </Chart>
  );
}

function IcicleBox({ box: { path, value, depth, from, to } }: { readonly box: Box }): VNode {
  return (
    <svg x={inPercent(from)} y={depth * ROW} width={inPercent(to - from)} height={ROW}>
      <title>{`${labelOf(path)}: ${quantity(value, 'cost')}`}</title>
      <rect class={`icicle level-${depth % 3}`} width="100%" height={ROW} />
      <text x="6" y={ROW - 9}>
        {labelOf(path.slice(-1), path[0])}
      </text>
    </svg>
  );
}

/** Parents before their parts, the largest first; `from` is where the whole begins, `scale` the width of one unit of cost. */
function boxesOf(node: Breakdown, scale: number, from = 0, above: readonly string[] = []): Box[] {
  const path = [...above, node.id];
  const box = { path, value: node.value, depth: above.length, from, to: from + node.value * scale };
  const parts = node.parts.filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value);
  let at = from;
  const below = parts.flatMap((part) => {
    const boxes = boxesOf(part, scale, at, path);
    at += part.value * scale;
    return boxes;
  });
  return [box, ...below];
}

function labelOf(path: readonly string[], metric = path[0]): string {
  return inWords(pathPhrase(path, metric));
}

function shareText(fraction: number): string {
  return `${Math.round(100 * fraction)} %`;
}
