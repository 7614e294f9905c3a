import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
  type YAMLMap,
} from 'yaml';

import { causeOf } from '../errors.ts';
import { aliasProblems } from './aliases.ts';
import type { Diagnostic } from './diagnostic.ts';
import { FILE_START, type PlacedDiagnostic, type Position, type PositionAt } from './positions.ts';

/** Keys and indices from the root of the file to a value. */
export type KeyPath = readonly PropertyKey[];

/** A parsed file: its value, and where in the text each key and value stands. */
export interface Source {
  readonly value: unknown;
  /** Of the key, or of its value; of the nearest parent where the path is not in the file. */
  readonly position: (path: KeyPath, part?: 'key' | 'value') => Position;
  /** Syntax errors, duplicate keys, tags, aliases that lead nowhere or to too much. */
  readonly problems: readonly PlacedDiagnostic[];
}

/** Parses YAML 1.2 (core schema, merge keys). Never throws: what is wrong is in `problems`, and then `value` may be undefined. */
export function parseSource(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    stringKeys: true,
    prettyErrors: false,
    resolveKnownTags: false,
  });
  const positionAt: PositionAt = (offset) => toPosition(lines, offset);
  const position: Source['position'] = (path, part = 'value') => positionAt(locate(document, path, part));
  const { mild, fatal } = syntaxProblems(document, positionAt);
  // An alias bomb is refused before it would be expanded.
  const refused = fatal.length > 0 ? fatal : aliasProblems(document, positionAt);
  const problems = fatal.length > 0 ? [...fatal, ...mild] : [...mild, ...refused];
  if (refused.length > 0) return { value: undefined, position, problems };
  return { value: document.toJS({ maxAliasCount: -1 }) as unknown, position, problems };
}

function toPosition(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? FILE_START : { line, column: col };
}

/**
 * Duplicate keys and tags one by one; of anything else the first, as the rest are mostly its consequences: in spite of it
 * the values cannot be read.
 */
function syntaxProblems(
  document: Document,
  positionAt: PositionAt,
): { readonly mild: PlacedDiagnostic[]; readonly fatal: PlacedDiagnostic[] } {
  const all = [...document.errors, ...document.warnings];
  const place = (error: YAMLError): PlacedDiagnostic => ({ position: positionAt(error.pos[0]), ...sentences(error) });
  return {
    mild: all.filter(isMild).map(place),
    fatal: all
      .filter((error) => !isMild(error))
      .slice(0, 1)
      .map(place),
  };
}

/** The values can be read all the same. */
function isMild({ code }: YAMLError): boolean {
  return code === 'DUPLICATE_KEY' || code === 'TAG_RESOLVE_FAILED';
}

const QUOTE = 'Quote a text that begins with #, @, %, [ or { or that holds ": ".';

const SENTENCES: Readonly<Partial<Record<YAMLError['code'], Diagnostic>>> = {
  DUPLICATE_KEY: { what: 'This key is written twice.', todo: 'Keep one of the two.' },
  TAG_RESOLVE_FAILED: {
    what: 'YAML tags (!…) have no meaning here.',
    todo: 'Remove the tag; quote a text that begins with !.',
  },
  MULTIPLE_DOCS: { what: 'The file holds more than one YAML document.', todo: 'Keep one, and remove the line ---.' },
  TAB_AS_INDENT: { what: 'YAML does not allow tabs as indentation.', todo: 'Indent with spaces.' },
  NON_STRING_KEY: { what: 'A key must be plain text.', todo: QUOTE },
  RESOURCE_EXHAUSTION: {
    what: 'The file is nested too deeply.',
    todo: 'Compare it with the example in the README.',
  },
};

function sentences(error: YAMLError): Diagnostic {
  return SENTENCES[error.code] ?? { what: `This is not YAML: ${causeOf(error)}.`, todo: QUOTE };
}

/** Offset of the last part of the path that exists. */
function locate(document: Document, path: KeyPath, part: 'key' | 'value'): number {
  let node = resolved(document, document.contents);
  let offset = 0;
  for (const [depth, segment] of path.entries()) {
    const found = childOf(document, node, segment);
    if (found === undefined) return offset;
    const last = depth === path.length - 1;
    const valueOffset = found.value?.range?.[0];
    offset = last && part === 'value' ? (valueOffset ?? found.offset) : found.offset;
    node = resolved(document, found.value);
  }
  return offset;
}

interface Child {
  /** Of the key, or of the item itself in a list. */
  readonly offset: number;
  readonly value: Node | undefined;
}

function childOf(document: Document, node: Node | undefined, segment: PropertyKey): Child | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return isNode(item) ? { offset: item.range?.[0] ?? 0, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.findLast((entry) => isScalar(entry.key) && String(entry.key.value) === String(segment));
  return pair === undefined ? mergedChild(document, node, segment) : toChild(pair);
}

function toChild(pair: Pair): Child {
  const offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  return { offset, value: isNode(pair.value) && !isEmpty(pair.value) ? pair.value : undefined };
}

/** `key:` with nothing behind it: its place is the key's. */
function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];
}

function mergedChild(document: Document, map: YAMLMap, segment: PropertyKey): Child | undefined {
  for (const pair of map.items) {
    if (!isScalar(pair.key) || pair.key.source !== '<<') continue;
    const source = resolved(document, isNode(pair.value) ? pair.value : undefined);
    const maps = isSeq(source) ? source.items.filter(isNode) : [source];
    for (const merged of maps) {
      const child = childOf(document, resolved(document, merged), segment);
      if (child !== undefined) return child;
    }
  }
  return undefined;
}

/** yaml goes through the whole document to resolve one. */
const TARGETS = new WeakMap<Alias, Node>();

function resolved(document: Document, node: Node | null | undefined): Node | undefined {
  if (!isAlias(node)) return isCollection(node) || isScalar(node) ? node : undefined;
  const target = TARGETS.get(node) ?? node.resolve(document);
  if (target !== undefined) TARGETS.set(node, target);
  return target;
}
