import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Node,
} from 'yaml';

import type { Diagnostic } from './diagnostic.ts';
import type { PlacedDiagnostic, PositionAt } from './positions.ts';

/** About twice what a file of the largest size can hold without any alias. */
const MOST_VALUES = 1_000_000;
/** Ten for each of the most routes: to resolve one, yaml looks through all the others. */
const MOST_ALIASES = 10_000;

/** Aliases that are undefined, recursive or expand too far, and merges of values that are not maps. */
export function aliasProblems(document: Document, positionAt: PositionAt): readonly PlacedDiagnostic[] {
  const reading = new Reading(positionAt);
  reading.sizeOf(document.contents);
  return reading.problems;
}

/** Goes through a document once, in its order: an alias means the last anchor of its name that stands before it. */
class Reading {
  readonly problems: PlacedDiagnostic[] = [];
  readonly #positionAt: PositionAt;
  readonly #anchors = new Map<string, Node>();
  /** Of the nodes with anchors that are read to their end. */
  readonly #sizes = new Map<Node, number>();
  #aliases = 0;
  #values = 0;

  constructor(positionAt: PositionAt) {
    this.#positionAt = positionAt;
  }

  /** How many values there are in a node with its aliases written out. */
  sizeOf(node: unknown): number {
    if (isPair(node)) {
      this.#checkMerge(node.key, node.value);
      return this.sizeOf(node.key) + this.sizeOf(node.value);
    }
    if (!isNode(node)) return 0;
    if (isAlias(node)) return this.#follow(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    let size = 1;
    if (isCollection(node)) for (const item of node.items) size += this.sizeOf(item);
    if (node.anchor !== undefined) this.#sizes.set(node, size);
    return size;
  }

  #follow(alias: Alias): number {
    const target = this.#anchors.get(alias.source);
    if (target === undefined) return this.#refuse(alias, nowhere(alias));
    const size = this.#sizes.get(target);
    if (size === undefined) return this.#refuse(alias, circle(alias));
    const wasTooMuch = this.#isTooMuch();
    this.#aliases++;
    this.#values += size;
    if (this.#isTooMuch()) return wasTooMuch ? 0 : this.#refuse(alias, TOO_MUCH);
    return size;
  }

  #isTooMuch(): boolean {
    return this.#aliases > MOST_ALIASES || this.#values > MOST_VALUES;
  }

  #checkMerge(key: unknown, value: unknown): void {
    if (!isScalar(key) || key.source !== '<<' || key.type !== 'PLAIN') return;
    const source = this.#behind(value);
    const wrong = (isSeq(source) ? source.items : [value]).find((item) => {
      const merged = this.#behind(item);
      return isNode(merged) && !isMap(merged);
    });
    if (isNode(wrong)) this.#refuse(wrong, NO_MAP);
  }

  /** Undefined behind an alias that leads nowhere. */
  #behind(node: unknown): unknown {
    return isAlias(node) ? this.#anchors.get(node.source) : node;
  }

  #refuse(node: Node, complaint: Diagnostic): 0 {
    this.problems.push({ ...complaint, position: this.#positionAt(node.range?.[0] ?? 0) });
    return 0;
  }
}

const NO_MAP: Diagnostic = { what: 'Only a map can be merged with <<.', todo: 'Write the alias of a map.' };

const TOO_MUCH: Diagnostic = {
  what: `With this alias the file has more than ${MOST_ALIASES} aliases, or ${MOST_VALUES} values behind them.`,
  todo: 'Use fewer aliases, and none inside values that other aliases repeat.',
};

function nowhere({ source }: Alias): Diagnostic {
  const what = `No anchor &${source} stands before the alias *${source}.`;
  return { what, todo: 'Quote it if it is a text, or define the anchor first.' };
}

function circle({ source }: Alias): Diagnostic {
  return { what: `The alias *${source} stands in what it repeats: this is a cycle.`, todo: 'Write the value out.' };
}
