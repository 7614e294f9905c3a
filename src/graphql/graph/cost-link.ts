import {
  Kind,
  parse,
  parseConstValue,
  visit,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
} from 'graphql';

import { argumentOf, directiveNames } from '../cost/links.ts';

const COST = /^https:\/\/specs\.apollo\.dev\/cost\/v\d+\.\d+$/;
const FEDERATION = /^https:\/\/specs\.apollo\.dev\/federation\/v2\.(\d+)$/;
/** The first federation that has the cost directives. */
const FIRST_MINOR = 9;
const WITH_COST = `https://specs.apollo.dev/federation/v2.${FIRST_MINOR}`;

/**
 * A subgraph's document as the composer takes it, which knows the cost directives only where they are imported from
 * federation: those of the cost specification are the same, and so are those with a prefix.
 */
export function withImportedCost(document: DocumentNode): DocumentNode {
  const links = linksOf(document);
  const names = directiveNames(document);
  const isLinked = links.some((link) => COST.test(urlOf(link)));
  if (!isLinked && !usesPrefix(document, new Set([...names.cost, ...names.listSize]))) return document;
  const cost = canonical(names.cost);
  const listSize = canonical(names.listSize);
  const imports = parseConstValue(
    `[{ name: "@cost", as: "@${cost}" }, { name: "@listSize", as: "@${listSize}" }]`,
  ) as Extract<ConstValueNode, { kind: Kind.LIST }>;
  const changed = visit(document, {
    DirectiveDefinition: ({ name }) =>
      names.cost.has(name.value) || names.listSize.has(name.value) ? null : undefined,
    Directive: (node) => {
      if (names.cost.has(node.name.value)) return named(node, cost);
      if (names.listSize.has(node.name.value)) return named(node, listSize);
      if (node.name.value !== 'link') return undefined;
      const url = urlOf(node as ConstDirectiveNode);
      if (COST.test(url)) return null;
      return FEDERATION.test(url) ? importing(node as ConstDirectiveNode, imports) : undefined;
    },
  });
  const definitions = changed.definitions.filter((definition) => !isEmptySchema(definition));
  if (links.some((link) => FEDERATION.test(urlOf(link)))) return { ...changed, definitions };
  const [bare] = linksOf(parse(`extend schema @link(url: "${WITH_COST}")`));
  const directives = bare === undefined ? [] : [importing(bare, imports)];
  return { ...changed, definitions: [...definitions, { kind: Kind.SCHEMA_EXTENSION, directives }] };
}

function usesPrefix(document: DocumentNode, names: ReadonlySet<string>): boolean {
  let isUsed = false;
  visit(document, {
    Directive: ({ name }) => {
      isUsed ||= name.value.includes('__') && names.has(name.value);
    },
  });
  return isUsed;
}

function linksOf({ definitions }: DocumentNode): ConstDirectiveNode[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).filter(({ name }) => name.value === 'link')
      : [],
  );
}

function urlOf(link: ConstDirectiveNode): string {
  const url = argumentOf(link, 'url');
  return url?.kind === Kind.STRING ? url.value : '';
}

/** One of a directive's names, for all of its applications: not one that federation has already. */
function canonical(names: ReadonlySet<string>): string {
  const [first = ''] = names;
  return [...names].find((name) => !name.includes('__')) ?? first;
}

function named<Node extends { readonly name: object }>(node: Node, value: string): Node {
  return { ...node, name: { ...node.name, value } };
}

/** A link with these imports besides those of other things, at a version that has them. */
function importing(
  link: ConstDirectiveNode,
  imports: Extract<ConstValueNode, { kind: Kind.LIST }>,
): ConstDirectiveNode {
  const [, minor] = FEDERATION.exec(urlOf(link)) ?? [];
  const before = argumentOf(link, 'import');
  const others = before?.kind === Kind.LIST ? before.values.filter((value) => !isCost(value)) : [];
  const url = Number(minor) < FIRST_MINOR ? WITH_COST : urlOf(link);
  const rest = (link.arguments ?? []).filter(({ name }) => name.value !== 'url' && name.value !== 'import');
  return {
    ...link,
    arguments: [
      argumentNamed('url', { kind: Kind.STRING, value: url }),
      ...rest,
      argumentNamed('import', { ...imports, values: [...others, ...imports.values] }),
    ],
  };
}

function argumentNamed(name: string, value: ConstValueNode): ConstArgumentNode {
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value };
}

function isCost(value: ConstValueNode): boolean {
  const name = value.kind === Kind.OBJECT ? value.fields.find((field) => field.name.value === 'name')?.value : value;
  return name?.kind === Kind.STRING && ['@cost', '@listSize'].includes(name.value);
}

function isEmptySchema(definition: DefinitionNode): boolean {
  return (
    definition.kind === Kind.SCHEMA_EXTENSION &&
    (definition.directives ?? []).length === 0 &&
    (definition.operationTypes ?? []).length === 0
  );
}
