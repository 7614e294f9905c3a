import type { Breakdown } from '../../../../model/breakdown.ts';

/** A node of a breakdown as a length: its parts lie one after the other below it. */
export interface Segment {
  readonly path: readonly string[];
  readonly value: number;
  /** In the unit of the metric. */
  readonly from: number;
  readonly to: number;
  /** 1 for a phase, 2 for a part of one, and so on. */
  readonly depth: number;
  /** Which phase it is or belongs to, from 0. */
  readonly phase: number;
  /** Which part of its whole it is, from 0. */
  readonly order: number;
}

/** Phases are drawn, their parts, and the parts of these: further down nothing can be seen. */
export const DEEPEST = 3;

/** Every node below the whole that has a length, wholes before their parts. A part that is estimated below 0 has none. */
export function segmentsOf(whole: Breakdown): Segment[] {
  const end = Math.max(0, whole.value);
  return inside(whole, { path: [whole.id], from: 0, to: end, depth: 1, phase: null });
}

interface Outer {
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly phase: number | null;
}

function inside({ parts }: Breakdown, { path, from, to, depth, phase }: Outer): Segment[] {
  if (depth > DEEPEST) return [];
  let end = from;
  return parts.flatMap((part, index) => {
    const start = end;
    end = Math.min(to, start + Math.max(0, part.value));
    if (end <= start) return [];
    const below = { path: [...path, part.id], from: start, to: end, depth, phase: phase ?? index };
    return [{ ...below, value: part.value, order: index }, ...inside(part, { ...below, depth: depth + 1 })];
  });
}

/** How many rows of bars it takes: those of phases, of their parts, of the parts of these. */
export function depthOf(segments: readonly Segment[]): number {
  return Math.max(0, ...segments.map(({ depth }) => depth));
}
