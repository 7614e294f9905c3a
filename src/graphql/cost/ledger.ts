import type { FieldNode } from 'graphql';

import type { FieldDefinition } from './definitions.ts';
import { placeOf, type Warning } from './problem.ts';
import type { Assumption } from './types.ts';

/** What an evaluation takes for granted and what it finds broken, each once, in the order found. */
export class Ledger {
  readonly #assumptions = new Map<string, Assumption>();
  readonly #violations = new Map<FieldNode, Warning>();

  get assumptions(): readonly Assumption[] {
    return [...this.#assumptions.values()];
  }

  get violations(): readonly Warning[] {
    return [...this.#violations.values()];
  }

  /** A slicing variable that can have any value, or one whose declared value stands in for any (`path` below it, for an input object). */
  assumeVariable(path: readonly string[], size: number, { coordinate }: FieldDefinition, source: string): void {
    const subject = `$${path.join('.')}`;
    const text =
      size === Infinity
        ? `nothing bounds ${subject}, which sizes ${coordinate}`
        : `assumes ${subject} ≤ ${size} (${source})`;
    this.#assume({ subject, text });
  }

  /** A list that neither the document nor the schema sizes. */
  assumeListSize({ coordinate }: FieldDefinition, size: number): void {
    const text =
      size === Infinity
        ? `nothing bounds the list ${coordinate}`
        : `assumes ${coordinate} ≤ ${size} (the configured list size)`;
    this.#assume({ subject: coordinate, text });
  }

  /** An input object with unknown contents costs its own weight. */
  assumeInput(variable: string): void {
    this.#assume({ subject: `$${variable}`, text: `assumes $${variable} adds no input fields that cost` });
  }

  assumeUnmerged(): void {
    this.#assume({
      subject: 'selections',
      text: 'adds up selections of the same field that a response merges: there are too many ways to merge them',
    });
  }

  violate(node: FieldNode, text: string): void {
    if (!this.#violations.has(node)) this.#violations.set(node, { text, ...placeOf(node) });
  }

  #assume(assumption: Assumption): void {
    if (!this.#assumptions.has(assumption.text)) this.#assumptions.set(assumption.text, assumption);
  }
}
