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

/** One error for all problems of a file, in the order of their places: the first is the error's own. */
export function invalidConfig(file: string, problems: readonly PlacedDiagnostic[]): GateError {
  const all = distinct(problems.toSorted(byPosition));
  const [first, ...others] = all.slice(0, MAX_SHOWN).map(({ what, todo, position }) => ({
    where: placeIn(file, position),
    what,
    todo,
  }));
  if (first === undefined) throw new Error('invalidConfig without a problem');
  const { where, what, todo } = first;
  return new GateError('config-invalid', { what, todo }, { where, others: withHidden(others, all.length - MAX_SHOWN) });
}

/** The last one says how many more there are. */
function withHidden<Problem extends { readonly todo: string }>(shown: readonly Problem[], hidden: number): Problem[] {
  return shown.map((problem, index) =>
    hidden > 0 && index === shown.length - 1
      ? { ...problem, todo: `${problem.todo}\n  … and ${hidden} more.` }
      : problem,
  );
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
