import { FILE_START, placeIn, type Position } from '../../source/positions.ts';
import { GateError } from '../../errors.ts';

/**
 * Far beyond what people nest; what reads a text recurses this deep, and the stack has room for it. Values and types take
 * more of it than selections.
 */
export const MOST_LEVELS = { selections: 1_500, values: 300 };

/** A bracket that no reader of the text would come back from. */
interface TooDeep {
  readonly at: Position;
  /** The levels that there may be. */
  readonly most: number;
}

/**
 * Holds a text to what can be read without running out of stack. `start` is where it begins in its file.
 *
 * @throws GateError `graphql-input` at the first bracket that is too deep
 */
export function rejectDeep(found: TooDeep | null, path: string, start: Position = FILE_START): void {
  if (found === null) return;
  const what = `This is nested more than ${found.most} levels deep.`;
  const detail = { what, todo: 'Split it: no real request is nested like that.' };
  throw new GateError('graphql-input', detail, { where: placeIn(path, within(start, found.at)) });
}

/** A place in a text as one in the file, where the text begins at `start`. */
export function within(start: Position, { line, column }: Position): Position {
  return { line: line + start.line - 1, column: line === 1 ? column + start.column - 1 : column };
}

/** Where a text of GraphQL opens one bracket too many; null if it does not. */
export function deepGraphql(text: string): TooDeep | null {
  return deepest(text, (char, { values }) =>
    values === 0 && (char === '{' || char === '}') ? 'selections' : 'values',
  );
}

/** Where a text of JSON does. */
export function deepJson(text: string): TooDeep | null {
  return deepest(text, () => 'values');
}

type Levels = Record<keyof typeof MOST_LEVELS, number>;

function deepest(text: string, kindOf: (bracket: string, open: Levels) => keyof Levels): TooDeep | null {
  const open: Levels = { selections: 0, values: 0 };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') at = endOfString(text, at);
    else if (char === '#') at = endOfLine(text, at);
    const step = STEPS[char];
    if (step === undefined) continue;
    const kind = kindOf(char, open);
    open[kind] += step;
    if (open[kind] > MOST_LEVELS[kind]) return { at: positionIn(text, at), most: MOST_LEVELS[kind] };
  }
  return null;
}

const STEPS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '(': 1, '}': -1, ']': -1, ')': -1 };

/** Where a string of a JSON text first stands. */
export interface StringPlace {
  /** In the text, from 0. */
  readonly offset: number;
  readonly line: number;
}

/** The strings of a JSON text as they are written, quotes included, in order. */
export function stringPlaces(text: string): ReadonlyMap<string, StringPlace> {
  const places = new Map<string, StringPlace>();
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\n') line += 1;
    if (char !== '"') continue;
    const end = endOfString(text, at);
    const written = text.slice(at, end + 1);
    if (!places.has(written)) places.set(written, { offset: at, line });
    at = end;
  }
  return places;
}

/** The last character of the string that begins at `start`; of the text where it does not end. JSON has no `"""`. */
function endOfString(text: string, start: number): number {
  const isBlock = text.startsWith('"""', start);
  const quotes = isBlock ? '"""' : '"';
  let at = text.indexOf(quotes, start + quotes.length);
  while (at !== -1 && isEscaped(text, at, isBlock)) at = text.indexOf(quotes, at + 1);
  return at === -1 ? text.length : at + quotes.length - 1;
}

/** In a block string a backslash escapes only `"""`, not even itself. */
function isEscaped(text: string, at: number, isBlock: boolean): boolean {
  let start = at;
  while (text.charAt(start - 1) === '\\') start -= 1;
  return isBlock ? start < at : (at - start) % 2 === 1;
}

function endOfLine(text: string, start: number): number {
  const end = text.slice(start).search(/[\r\n]/);
  return end === -1 ? text.length : start + end;
}

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
