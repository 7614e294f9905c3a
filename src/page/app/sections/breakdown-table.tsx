import type { VNode } from 'preact';

import { nodeAt, type Breakdown } from '../../../model/breakdown.ts';
import type { Comparison } from '../../../model/comparison.ts';
import { change, quantity } from '../../../report/words/format.ts';
import { metricName, pathPhrase } from '../../../report/words/names.ts';
import { Table } from '../parts/table.tsx';
import { Words } from '../parts/words.tsx';

/** Every node of one metric: base, head and the change with its interval. */
export function BreakdownTable({ comparison }: { readonly comparison: Comparison }): VNode {
  const { base, head, difference, unit, metric } = comparison;
  const value = (tree: Breakdown | null, path: readonly string[]): string =>
    tree === null ? '–' : quantity(nodeAt(tree, path)?.value ?? 0, unit);
  const rows = pathsOf(difference ?? head).map((path) => {
    const moved = difference === null ? undefined : nodeAt(difference, path);
    return [
      <Words key="part" phrase={pathPhrase(path.slice(Math.max(0, path.length - 2)), metric)} />,
      value(base, path),
      value(head, path),
      moved === undefined ? '–' : change(moved, unit),
    ];
  });
  return (
    <Table caption={metricName(metric)} columns={['Part', 'Base', 'Head', 'Change (95 % interval)']} rows={rows} />
  );
}

interface Tree {
  readonly id: string;
  readonly parts: readonly Tree[];
}

/** The path of every node, parents first. */
function pathsOf(node: Tree, above: readonly string[] = []): string[][] {
  const path = [...above, node.id];
  return [path, ...node.parts.flatMap((part) => pathsOf(part, path))];
}
