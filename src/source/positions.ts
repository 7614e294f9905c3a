import { GateError } from '../errors.ts';
import type { Diagnostic } from './diagnostic.ts';

/** 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset in the text. */
export type PositionAt = (offset: number) => Position;

/** Where problems are that concern the whole file. */
export const FILE_START: Position = { line: 1, column: 1 };

/** A complaint and its place in the file. */
export interface PlacedDiagnostic extends Diagnostic {
  readonly position: Position;
}

/** More than anyone reads at once. */
const MAX_SHOWN = 20;

/** `vitals-gate.yml:3:5`, with the path exactly as the user gave it. */
export function placeIn(file: string, position: Position): string {
  return `${file}:${position.line}:${position.column}`;
}

/**
 * One error for all problems of a file, in the order of their places: the first is the error's own, each further one
 * begins a line of its message with its place, so that an editor can jump to every one of them.
 */
export function invalidConfig(file: string, problems: readonly PlacedDiagnostic[]): GateError {
  const all = distinct(problems.toSorted(byPosition));
  const [first, ...others] = all.slice(0, MAX_SHOWN);
  if (first === undefined) throw new Error('invalidConfig without a problem');
  let what = first.what;
  let todo = first.todo;
  for (const problem of others) {
    what += `\n  → ${todo}\n${placeIn(file, problem.position)}: error: ${problem.what}`;
    todo = problem.todo;
  }
  const hidden = all.length - MAX_SHOWN;
  if (hidden > 0) todo += `\n  … and ${hidden} more.`;
  return new GateError('config-invalid', { what, todo }, { where: placeIn(file, first.position) });
}

function byPosition(a: PlacedDiagnostic, b: PlacedDiagnostic): number {
  return a.position.line - b.position.line || a.position.column - b.position.column;
}

/** The same complaint twice in one place (an anchor used twice) is one problem. */
function distinct(problems: readonly PlacedDiagnostic[]): PlacedDiagnostic[] {
  const seen = new Map(
    problems.map((problem) => [`${problem.position.line}:${problem.position.column}:${problem.what}`, problem]),
  );
  return [...seen.values()];
}
