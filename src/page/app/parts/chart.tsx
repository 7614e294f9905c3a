import type { ComponentChildren, VNode } from 'preact';

import './chart.css';
import { State } from './state.tsx';
import { Table, type TableProps } from './table.tsx';

interface ChartProps {
  /** What it shows, in a few words. */
  readonly caption: ComponentChildren;
  /** The numbers that are drawn; called when a reader asks for them. */
  readonly numbers: () => TableProps;
  /** Drawings, each a `Plot`, and what explains their marks. */
  readonly children: ComponentChildren;
}

/** Drawings with the same numbers as a table under a toggle: readable without seeing, and copyable. */
export function Chart({ caption, numbers, children }: ChartProps): VNode {
  return (
    <figure class="chart">
      <figcaption>{caption}</figcaption>
      {children}
      <Numbers of={numbers} />
    </figure>
  );
}

function Numbers({ of: numbers }: { readonly of: () => TableProps }): VNode {
  return (
    <State initial={false}>
      {(isOpen, setOpen) => (
        <details class="numbers" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>As a table</summary>
          {isOpen && <Table {...numbers()} />}
        </details>
      )}
    </State>
  );
}

interface PlotProps {
  /** Its main numbers in a sentence, for those who do not see it. */
  readonly label: string;
  /** CSS pixels. */
  readonly height: number;
  /** Whether it has an axis whose labels stand at its left, at negative distances across. */
  readonly hasSideAxis?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A drawing as wide as its box. Distances across are in percent (`percentAt`) and those down in CSS pixels, so that text
 * and marks keep their sizes at every width.
 */
export function Plot({ label, height, hasSideAxis = false, children }: PlotProps): VNode {
  return (
    <svg class={hasSideAxis ? 'plot side-axis' : 'plot'} role="img" aria-label={label} width="100%" height={height}>
      {children}
    </svg>
  );
}
