import {
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
} from 'graphql';

import { GateError } from '../../errors.ts';
import { argumentOf } from '../cost/links.ts';
import { whereIs } from '../cost/problem.ts';

/** The newest federation that the composer knows, and what can be imported from it. */
const KNOWN = { major: 2, minor: 9 };
const KNOWN_NAMES = new Set(
  '@key @requires @provides @external @shareable @extends @override @inaccessible @tag @composeDirective @interfaceObject @authenticated @requiresScopes @policy @context @fromContext @cost @listSize FieldSet Scope Policy ContextFieldValue'.split(
    ' ',
  ),
);
const FEDERATION = /^(https:\/\/specs\.apollo\.dev\/federation\/)v(\d+)\.(\d+)$/;

/** A subgraph's document at a federation version that can be composed; `asked` is the newer one that it names. */
export interface Composable {
  readonly document: DocumentNode;
  readonly asked: string | null;
}

/**
 * A subgraph that links a newer federation but imports only what 2.9 also has is composed at 2.9.
 *
 * @throws GateError `graphql-input` if it imports more
 */
export function composableVersion(document: DocumentNode): Composable {
  const asked =
    linksOf(document)
      .map(newerVersion)
      .find((version) => version !== null) ?? null;
  if (asked === null) return { document, asked };
  const lower = (link: ConstDirectiveNode): ConstDirectiveNode => {
    const version = newerVersion(link);
    if (version === null) return link;
    rejectUnknown(link, version);
    return withUrl(link);
  };
  const definitions = document.definitions.map((definition) =>
    isSchema(definition) ? { ...definition, directives: definition.directives?.map(lower) ?? [] } : definition,
  );
  return { document: { ...document, definitions }, asked };
}

function isSchema(definition: DefinitionNode): definition is SchemaDefinitionNode | SchemaExtensionNode {
  return definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION;
}

function linksOf({ definitions }: DocumentNode): ConstDirectiveNode[] {
  return definitions.filter(isSchema).flatMap(({ directives }) => directives ?? []);
}

function newerVersion(directive: ConstDirectiveNode): string | null {
  const url = directive.name.value === 'link' ? argumentOf(directive, 'url') : undefined;
  const [, , major, minor] = (url?.kind === Kind.STRING ? FEDERATION.exec(url.value) : null) ?? [];
  const [one, two] = [Number(major), Number(minor)];
  return one > KNOWN.major || (one === KNOWN.major && two > KNOWN.minor) ? `v${one}.${two}` : null;
}

function rejectUnknown(directive: ConstDirectiveNode, version: string): void {
  const imports = argumentOf(directive, 'import');
  const names = imports?.kind === Kind.LIST ? imports.values.map(importedName) : [];
  const unknown = names.find((name) => name !== null && !KNOWN_NAMES.has(name));
  const isMajor = !version.startsWith(`v${KNOWN.major}.`);
  if (unknown === undefined && !isMajor) return;
  const newest = `v${KNOWN.major}.${KNOWN.minor}`;
  const why = unknown === undefined ? '' : `, from which it imports ${unknown}`;
  const detail = {
    what: `The subgraph links federation ${version}${why}; it can be composed here up to ${newest}.`,
    todo: 'Compose it with your own composer, and name the result: supergraph: supergraph.graphql (--supergraph).',
  };
  const where = whereIs(directive);
  throw new GateError('graphql-input', detail, where === null ? {} : { where });
}

function importedName(value: ConstValueNode): string | null {
  if (value.kind === Kind.STRING) return value.value;
  if (value.kind !== Kind.OBJECT) return null;
  const name = value.fields.find((field) => field.name.value === 'name')?.value;
  return name?.kind === Kind.STRING ? name.value : null;
}

function withUrl(directive: ConstDirectiveNode): ConstDirectiveNode {
  const replaced = directive.arguments?.map((argument) =>
    argument.name.value === 'url' && argument.value.kind === Kind.STRING
      ? {
          ...argument,
          value: {
            ...argument.value,
            value: argument.value.value.replace(FEDERATION, `$1v${KNOWN.major}.${KNOWN.minor}`),
          },
        }
      : argument,
  );
  return { ...directive, arguments: replaced ?? [] };
}
