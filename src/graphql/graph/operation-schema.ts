import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  concatAST,
  Kind,
  KnownTypeNamesRule,
  LoneSchemaDefinitionRule,
  parse,
  PossibleTypeExtensionsRule,
  UniqueArgumentDefinitionNamesRule,
  UniqueDirectiveNamesRule,
  UniqueEnumValueNamesRule,
  UniqueFieldDefinitionNamesRule,
  UniqueInputFieldNamesRule,
  UniqueOperationTypesRule,
  UniqueTypeNamesRule,
  validateSchema,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';

import { FILE_START, placeIn } from '../../source/positions.ts';
import { GateError } from '../../errors.ts';
import { placeOf } from '../cost/problem.ts';
import { isSupergraph } from './supergraph.ts';
import { placeOfError } from './parse.ts';

/**
 * The rules of the specification except those on directives: servers define more of these than they print, and the cost
 * directives are mostly not defined at all. What a schema says by them is read elsewhere.
 */
const SDL_RULES = [
  LoneSchemaDefinitionRule,
  UniqueOperationTypesRule,
  UniqueTypeNamesRule,
  UniqueEnumValueNamesRule,
  UniqueFieldDefinitionNamesRule,
  UniqueArgumentDefinitionNamesRule,
  UniqueDirectiveNamesRule,
  KnownTypeNamesRule,
  PossibleTypeExtensionsRule,
  UniqueInputFieldNamesRule,
];

/** Incremental delivery is older than its place in the specification: servers know it without defining it. */
const INCREMENTAL = {
  defer: 'directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT',
  stream: 'directive @stream(if: Boolean! = true, label: String, initialCount: Int = 0) on FIELD',
};

/**
 * The schema that operations are validated on: of a supergraph what clients can see of it.
 *
 * @throws GateError `graphql-input` at the first place if the schema is not valid
 */
export function operationSchema(document: DocumentNode): GraphQLSchema {
  const visible = isSupergraph(document) ? transformSupergraphToPublicSchema(document) : document;
  reject(validateSDL(visible, undefined, SDL_RULES), document);
  const schema = buildASTSchema(withIncremental(visible), { assumeValidSDL: true });
  reject(validateSchema(schema), document);
  return schema;
}

function withIncremental(document: DocumentNode): DocumentNode {
  const missing = Object.entries(INCREMENTAL).filter(
    ([name]) =>
      !document.definitions.some(
        (definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === name,
      ),
  );
  return missing.length === 0 ? document : concatAST([document, parse(missing.map(([, sdl]) => sdl).join('\n'))]);
}

/** Something missing has no position, so the file is named. */
function reject(errors: readonly GraphQLError[], document: DocumentNode): void {
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  const where = placeOfError(first) ?? fileOf(document);
  throw new GateError(
    'graphql-input',
    { what: `This schema is not valid: ${first.message}${more}`, todo: 'Correct the schema.' },
    { ...(where === null ? {} : { where }), cause: first },
  );
}

/** The beginning of the first file; null for what was composed here. */
function fileOf({ definitions }: DocumentNode): string | null {
  const file = definitions.map((definition) => placeOf(definition).file).find((each) => each !== null);
  return file === undefined ? null : placeIn(file, FILE_START);
}
