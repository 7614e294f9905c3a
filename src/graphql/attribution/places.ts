import type { DocumentNode, FieldNode, Location } from 'graphql';

import type { Lines } from './blame.ts';
import { schemaParts, type SchemaPart } from './definitions.ts';

/** Where a coordinate is defined; null if the schema does not have it. */
export function linesOfCoordinate(document: DocumentNode, coordinate: string): Lines | null {
  const [part] = schemaParts(document).get(coordinate) ?? [];
  if (part?.loc === undefined) return null;
  return between(part.loc, firstLine(part), lastLine(part));
}

/** Where an operation asks for a field, its arguments included, its selections not. */
export function linesOfField({ loc, selectionSet }: FieldNode): Lines | null {
  if (loc === undefined) return null;
  return between(loc, loc.startToken.line, selectionSet?.loc?.startToken.line ?? loc.endToken.line);
}

/** Lines of a text that may begin further down in its file. */
function between({ source }: Location, first: number, last: number): Lines {
  const offset = source.locationOffset.line - 1;
  return { file: source.name, first: first + offset, last: Math.max(first, last) + offset };
}

/** Descriptions cost nothing: a definition begins at its name. */
function firstLine(part: SchemaPart): number {
  const name = 'name' in part ? part.name?.loc : undefined;
  return name?.startToken.line ?? part.loc?.startToken.line ?? 1;
}

/** A type's own lines end where its fields begin. */
function lastLine(part: SchemaPart): number {
  const end = part.loc?.endToken.line ?? 1;
  const fields = 'fields' in part ? part.fields : undefined;
  const first = fields?.[0]?.loc?.startToken.line;
  return first === undefined ? end : Math.max(firstLine(part), first - 1);
}
