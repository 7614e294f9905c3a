import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

import { isJson, linesOf, oneLineOf } from './value-text.ts';
import { parseSource } from './yaml.ts';

/** A value to write at a path of keys and indices; what is missing on the way is made. */
export interface Edit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

export interface Edited {
  readonly text: string;
  /** Those that would change what another place of the file refers to, or follow such a reference. */
  readonly refused: readonly Edit[];
}

/** A piece of the text that is replaced; of pieces at one offset the deepest comes first. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly text: string;
}

/**
 * Writes values into a YAML file and leaves every other character as it is: comments, order, quotes and spacing. JSON stays
 * JSON.
 *
 * @param text valid YAML whose root is a map
 */
export function editYaml(text: string, edits: readonly Edit[]): Edited {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const whole = text === '' || text.endsWith('\n') ? text : text + eol;
  const { contents } = parseDocument(whole, { merge: true, stringKeys: true });
  const found = edits.map((edit) => ({ edit, place: placeOf(contents, edit) }));
  const refused = found.filter(({ place }) => place === null).map(({ edit }) => edit);
  const splices = splicesOf(
    whole,
    found.map(({ place }) => place).filter((place) => place !== null),
  );
  if (splices.length === 0) return { text, refused };
  const edited = splices
    .toSorted((one, other) => other.from - one.from || one.depth - other.depth)
    .reduce(
      (all, { from, to, text: piece }) => all.slice(0, from) + piece.replaceAll('\n', eol) + all.slice(to),
      whole,
    );
  assertWritten(
    edited,
    edits.filter((edit) => !refused.includes(edit)),
  );
  return { text: edited, refused };
}

/** Where a value goes: in the place of a node, or under a new key of a map. */
type Place =
  | {
      readonly kind: 'replace';
      readonly node: Node;
      readonly key: unknown;
      readonly value: unknown;
      readonly depth: number;
    }
  | {
      readonly kind: 'insert';
      readonly map: YAMLMap;
      readonly key: string;
      readonly value: unknown;
      readonly depth: number;
    };

function placeOf(root: unknown, { path, value }: Edit): Place | null {
  let node = root;
  let key: unknown = null;
  for (const [depth, segment] of path.entries()) {
    if (isShared(node)) return null;
    if (isSeq(node)) {
      node = node.items[Number(segment)];
      continue;
    }
    if (!isMap(node)) return null;
    const pair = pairAt(node, segment);
    if (pair === undefined)
      return { kind: 'insert', map: node, key: String(segment), value: nested(path.slice(depth + 1), value), depth };
    key = pair.key;
    node = pair.value;
  }
  if (!isNode(node) || isAlias(node) || isShared(node)) return null;
  return { kind: 'replace', node, key, value, depth: path.length };
}

/** What has a name may be referred to from elsewhere. */
function isShared(node: unknown): boolean {
  return (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined;
}

function pairAt(map: YAMLMap, segment: string | number): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
}

function nested(path: Edit['path'], value: unknown): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}

function splicesOf(text: string, places: readonly Place[]): Splice[] {
  const inserts = places.filter((place) => place.kind === 'insert');
  const byMap = Map.groupBy(inserts, ({ map }) => map);
  return [
    ...places.filter((place) => place.kind === 'replace').map((place) => replacement(text, place)),
    ...[...byMap].map(([map, those]) => insertion(text, map, those)),
  ];
}

/** On one line has to be deeper than its key; a list as lines need not be. */
function replacement(text: string, { node, key, value, depth }: Extract<Place, { kind: 'replace' }>): Splice {
  const from = node.range?.[0] ?? 0;
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  const missing = isBlock && isNode(key) ? columnOf(text, key) + 2 - columnOf(text, node) : 0;
  return { from, to: endOf(node), depth, text: ' '.repeat(Math.max(0, missing)) + oneLineOf(value, text) };
}

function insertion(text: string, map: YAMLMap, places: readonly Extract<Place, { kind: 'insert' }>[]): Splice {
  const depth = places[0]?.depth ?? 0;
  const value = places.reduce<object>((all, { key, value: added }) => merged(all, { [key]: added }), {});
  const last = map.items.at(-1);
  if (map.flow === true) {
    const inner = oneLineOf(value, text).replace(/^\{ | \}$/g, '');
    if (last === undefined) return { from: map.range?.[0] ?? 0, to: map.range?.[1] ?? 0, depth, text: `{ ${inner} }` };
    const at = endOfPair(last);
    return { from: at, to: at, depth, text: `,${spaceBefore(text, map, last)}${inner}` };
  }
  const indent = ' '.repeat(isNode(last?.key) ? columnOf(text, last.key) : 0);
  const lines = linesOf(value)
    .trimEnd()
    .replaceAll(/^(?=.)/gm, indent);
  const at = last === undefined ? (map.range?.[0] ?? 0) : nextLine(text, endOfPair(last));
  return { from: at, to: at, depth, text: `${lines}\n` };
}

/** A line of its own for each key in JSON that is written so; else a space. */
function spaceBefore(text: string, map: YAMLMap, last: Pair): string {
  if (!isNode(last.key) || !isJson(text)) return ' ';
  const [from, to] = [map.range?.[0] ?? 0, last.key.range?.[0] ?? 0];
  return text.slice(from, to).includes('\n') ? `\n${' '.repeat(columnOf(text, last.key))}` : ' ';
}

/** Two new keys below one new key become one map. */
function merged(all: object, added: object): object {
  const result: Record<string, unknown> = { ...all };
  for (const [key, value] of Object.entries(added)) {
    const before = result[key];
    result[key] = isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function columnOf(text: string, { range }: Node): number {
  const offset = range?.[0] ?? 0;
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** The end of the last character of a value, without the comment behind it. */
function endOf(node: Node): number {
  const end = node.range?.[1] ?? 0;
  if (isMap(node) && node.flow !== true) return endOfPair(node.items.at(-1)) || end;
  if (isSeq(node) && node.flow !== true) return endOfItem(node) || end;
  return end;
}

function endOfPair(pair: Pair | undefined): number {
  if (isNode(pair?.value)) return endOf(pair.value);
  return isNode(pair?.key) ? endOf(pair.key) : 0;
}

function endOfItem({ items }: YAMLSeq): number {
  const last: unknown = items.at(-1);
  if (isPair(last)) return endOfPair(last);
  return isNode(last) ? endOf(last) : 0;
}

function nextLine(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** A file that does not say what was written must not be saved. */
function assertWritten(text: string, edits: readonly Edit[]): void {
  const { value, problems } = parseSource(text);
  const wrong = edits.find((edit) => JSON.stringify(valueAt(value, edit.path)) !== JSON.stringify(edit.value));
  if (problems.length > 0 || wrong !== undefined)
    throw new Error(`the file was not edited as intended${wrong === undefined ? '' : ` at ${wrong.path.join('.')}`}`);
}

function valueAt(value: unknown, path: Edit['path']): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}
