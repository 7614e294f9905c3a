import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';
import { stripQuery } from '../../text/strip-query.ts';

/** The directives of other specifications that the cost engine reads, by their names there. */
const SOURCES = {
  cost: ['cost', 'federation'],
  listSize: ['cost', 'federation'],
  inaccessible: ['inaccessible', 'federation'],
} as const;

type LinkedDirective = keyof typeof SOURCES;

/** What each directive is called in one document. */
export type DirectiveNames = Readonly<Record<LinkedDirective, ReadonlySet<string>>>;

/** One `@link` or `@core`: the specification's name, its prefix here, and what is imported under which name. */
interface Link {
  readonly spec: string;
  readonly prefix: string;
  readonly imports: ReadonlyMap<string, string>;
}

/**
 * The names of the directives in a schema document (link spec v1.0): imported ones, renamed or not; else namespaced ones
 * (`@federation__cost`; a directive with its specification's own name needs no prefix). The plain name holds as long as
 * the document does not import the directive under another.
 */
export function directiveNames(document: DocumentNode): DirectiveNames {
  const links = schemaDirectives(document).flatMap((directive) => linkOf(directive) ?? []);
  const namesOf = (directive: LinkedDirective): ReadonlySet<string> => {
    const sources: readonly string[] = SOURCES[directive];
    const relevant = links.filter(({ spec }) => sources.includes(spec));
    const linked = relevant.map(
      ({ imports, prefix, spec }) =>
        imports.get(directive) ?? (spec === directive ? prefix : `${prefix}__${directive}`),
    );
    const isImported = relevant.some(({ imports }) => imports.has(directive));
    return new Set(isImported ? linked : [directive, ...linked]);
  };
  return { cost: namesOf('cost'), listSize: namesOf('listSize'), inaccessible: namesOf('inaccessible') };
}

function schemaDirectives({ definitions }: DocumentNode): ConstDirectiveNode[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? [...(definition.directives ?? [])]
      : [],
  );
}

/** Reads `@link(url:, as:, import:)` or `@core(feature:, as:)`, whatever the directive itself is called; null for any other. */
function linkOf(directive: ConstDirectiveNode): Link | null {
  const url = stringOf(argumentOf(directive, 'url')) ?? stringOf(argumentOf(directive, 'feature'));
  if (url === null) return null;
  const segments = stripQuery(url).split('/').filter(Boolean);
  const last = segments.at(-1) ?? '';
  const spec = (/^v\d/.test(last) ? segments.at(-2) : last) ?? '';
  const imports = argumentOf(directive, 'import');
  const entries = imports?.kind === Kind.LIST ? imports.values.map(importOf) : [];
  return {
    spec,
    prefix: stringOf(argumentOf(directive, 'as')) ?? spec,
    imports: new Map(entries.filter((entry) => entry !== null)),
  };
}

/** `"@cost"` or `{ name: "@cost", as: "@price" }`, as the name there and the name here. */
function importOf(value: ConstValueNode): [there: string, here: string] | null {
  if (value.kind !== Kind.OBJECT) {
    const name = directiveOf(value);
    return name === null ? null : [name, name];
  }
  const field = (name: string): string | null =>
    directiveOf(value.fields.find((each) => each.name.value === name)?.value);
  const there = field('name');
  return there === null ? null : [there, field('as') ?? there];
}

/** `"@cost"` without its at sign. */
function directiveOf(value: ConstValueNode | undefined): string | null {
  return stringOf(value)?.replace(/^@/, '') ?? null;
}

export function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

function stringOf(value: ConstValueNode | undefined): string | null {
  return value?.kind === Kind.STRING ? value.value : null;
}
