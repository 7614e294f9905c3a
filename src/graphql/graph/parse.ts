import { GraphQLError, parse, Source, type DocumentNode } from 'graphql';

import { GateError } from '../../errors.ts';

/** A text and the name of its file, or of the place in a file that it begins at. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
  /** The line of the file that the text begins on; 1 for a whole file. */
  readonly firstLine?: number;
}

/**
 * Parses SDL; every node knows its file and line.
 *
 * @throws GateError `graphql-input` at the place of a syntax error
 */
export function parseSdl({ path, text, firstLine = 1 }: NamedText): DocumentNode {
  if (text.trim() === '')
    throw new GateError('graphql-input', { what: 'The schema is empty.', todo: 'Write its SDL.' }, at(path, firstLine));
  try {
    return parse(new Source(text, path, { line: firstLine, column: 1 }));
  } catch (error) {
    throw syntaxError(error, path);
  }
}

/** graphql-js' words on a syntax error, at its place. */
export function syntaxError(error: unknown, path: string): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const detail = { what: `This is not GraphQL: ${error.message.replace(/^Syntax Error: /, '')}`, todo: 'Correct it.' };
  return new GateError('graphql-input', detail, { where: placeOfError(error) ?? `${path}:1:1`, cause: error });
}

/** `file:line:column` of the first place an error names; null where it names none. */
export function placeOfError(error: GraphQLError): string | null {
  const [location] = error.locations ?? [];
  const { source } = error;
  if (location === undefined || source === undefined) return null;
  const line = location.line + source.locationOffset.line - 1;
  return `${source.name}:${line}:${location.column}`;
}

function at(path: string, line: number): { readonly where: string } {
  return { where: `${path}:${line}:1` };
}
