import { GraphQLError, parse, Source, type DocumentNode } from 'graphql';

import { FILE_START, placeIn, type Position } from '../../source/positions.ts';
import { GateError } from '../../errors.ts';
import { deepGraphql, rejectDeep, within } from '../files/scan.ts';

/** A text and the name of its file, or of the place in a file that it begins at. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
  /** Where in the file the text begins; absent for a whole file. */
  readonly start?: Position;
}

/**
 * Parses SDL; every node knows its file and line.
 *
 * @throws GateError `graphql-input` at the place of a syntax error
 */
export function parseSdl({ path, text, start = FILE_START }: NamedText): DocumentNode {
  if (text.trim() === '') {
    const detail = { what: 'The schema is empty.', todo: 'Write its SDL.' };
    throw new GateError('graphql-input', detail, { where: placeIn(path, start) });
  }
  rejectDeep(deepGraphql(text), path, start);
  try {
    return parse(new Source(text, path, start));
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

/** `file:line:column` of the first place an error names; null if it names none. */
export function placeOfError(error: GraphQLError): string | null {
  const [location] = error.locations ?? [];
  const { source } = error;
  if (location === undefined || source === undefined) return null;
  return placeIn(source.name, within(source.locationOffset, location));
}
