import type { ASTNode } from 'graphql';

/** Something wrong in a document, where it is: `line` and `column` count from 1 in `file` as the user named it. */
export interface Warning {
  /** The sentence for a reader. */
  readonly text: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

type Place = Pick<Warning, 'file' | 'line' | 'column'>;

/** What graphql-js calls an unnamed source. */
const UNNAMED = 'GraphQL request';

/** Where a node stands: the name of its source is the file. */
export function placeOf({ loc }: ASTNode): Place {
  if (loc === undefined) return { file: null, line: null, column: null };
  const { line, column } = loc.startToken;
  // A source may begin anywhere in its file, as SDL inside of YAML does.
  const { name, locationOffset: from } = loc.source;
  const place = { line: from.line + line - 1, column: line === 1 ? from.column + column - 1 : column };
  return { file: name === UNNAMED ? null : name, ...place };
}

/** `file:line:column`, for an error's `where`; null if the node has no place or its source no name. */
export function whereIs(node: ASTNode): string | null {
  const { file, line, column } = placeOf(node);
  return file === null || line === null ? null : `${file}:${line}:${column}`;
}
