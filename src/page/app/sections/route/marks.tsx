import type { ComponentChildren, VNode } from 'preact';

import type { Side } from '../../../../model/deploy.ts';

interface MarkProps {
  readonly side: Side;
  /** Across, as SVG has it: `12.5%`. */
  readonly x: string;
  /** Null: above the drawing. */
  readonly y: number | null;
  /** Whether it decides. */
  readonly counts?: boolean;
  /** What a pointer that rests on it is told. */
  readonly title?: string;
}

/** One visit: a ring on base, a filled square on head, so that they differ without colour. */
export function VisitMark({ side, x, y, counts = true, title }: MarkProps): VNode {
  const told = title === undefined ? null : <title>{title}</title>;
  const look = `${side}${counts ? '' : ' uncounted'}`;
  if (y === null)
    return (
      <text class="above" x={x} y={26}>
        {told}↑
      </text>
    );
  if (side === 'base')
    return (
      <circle class={look} cx={x} cy={y} r={3.5}>
        {told}
      </circle>
    );
  // A line of next to no length has square caps of its width at every scale of the drawing. PDF draws none without length.
  return (
    <line class={look} x1={x} x2={x} y1={y} y2={y + 0.01}>
      {told}
    </line>
  );
}

/** What the marks of a drawing mean. */
export function Legend({ children }: { readonly children: ComponentChildren }): VNode {
  return <p class="legend">{children}</p>;
}

export function SideKey({ side, children }: { readonly side: Side; readonly children: ComponentChildren }): VNode {
  return (
    <span class="key">
      <svg class="sample" width={26} height={12} aria-hidden="true">
        <line class={`level ${side}`} x1={0} x2={26} y1={6} y2={6} />
        <VisitMark side={side} x="13" y={6} />
      </svg>
      {children}
    </span>
  );
}
