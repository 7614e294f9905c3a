import type { FieldNode } from 'graphql';

/** `@include(if:)`, or `@skip(if:)` where `include` is false, of a literal or of a variable. */
export type Condition =
  | { readonly include: boolean; readonly literal: boolean }
  | { readonly include: boolean; readonly variable: string };

/** A selection set. Two of one document with one id are equal, and the same object. */
export interface Selections {
  readonly id: number;
  readonly items: readonly SelectedNode[];
  /** How many selection sets lie in each other here, fragments included; 1 if nothing is below. */
  readonly depth: number;
}

export type SelectedNode = SelectedField | SelectedFragment;

export interface SelectedField {
  readonly kind: 'field';
  readonly id: number;
  readonly node: FieldNode;
  readonly key: string;
  readonly name: string;
  readonly conditions: readonly Condition[];
  /** Null if it selects nothing of its own. */
  readonly selections: Selections | null;
  /** Whether it has neither arguments nor directives: then all that its own cost depends on is in its definition. */
  readonly isBare: boolean;
}

/** An inline fragment, or a named one where it is spread. */
export interface SelectedFragment {
  readonly kind: 'fragment';
  readonly id: number;
  readonly onType: string | null;
  readonly conditions: readonly Condition[];
  readonly selections: Selections;
}
