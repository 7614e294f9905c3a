import { Kind, type ASTNode, type ConstDirectiveNode, type DocumentNode } from 'graphql';

import { applicationsOf, numberOf, type DirectiveCarrier } from './directives.ts';
import { argumentOf, directiveNames, type DirectiveNames } from './links.ts';
import { lintListSize, type ListSizePlace } from './lint-list-size.ts';
import { placeOf, type Warning } from './problem.ts';
import { collectTypes, type TypeParts } from './sdl.ts';
import type { CostSettings } from './types.ts';

/** A thing that carries directives, and what a reader calls it. */
interface Place {
  readonly node: DirectiveCarrier;
  readonly coordinate: string;
  /** Why `@cost` is not allowed here, or null. */
  readonly noCost: string | null;
  /** Where `@listSize` may stand; null elsewhere. */
  readonly field: ListSizePlace | null;
}

type Profile = CostSettings['profile'];
type Tell = (node: ASTNode, text: string) => void;

/** The kinds of types that the draft lets carry a weight (IBM cost specification, 3.1). */
const NO_TYPE_COST: Readonly<Record<TypeParts['kind'], string | null>> = {
  object: null,
  leaf: null,
  interface: 'an interface costs what its heaviest object type does',
  union: 'a union costs what its heaviest object type does',
  input: 'an input object costs what its fields do',
};
const OF_INTERFACE = 'the fields of the object types that implement the interface count, not its own';

/** What is wrong with the cost directives of a schema document; nothing here stops a cost from being computed but what `readCostGraph` refuses. */
export function lintDirectives(document: DocumentNode, profile: Profile): Warning[] {
  const names = directiveNames(document);
  const types = collectTypes(document);
  const warnings: Warning[] = [];
  const tell: Tell = (node, text) => warnings.push({ text, ...placeOf(node) });
  for (const place of [...types.values()].flatMap((type) => placesOf(type, types, profile))) {
    lintCost(place, names, profile, tell);
    for (const directive of applicationsOf(place.node, names.listSize))
      if (place.field === null)
        tell(directive, `${nameOf(directive)} on ${place.coordinate} does nothing: it belongs on a field`);
      else lintListSize(directive, place.field, tell);
  }
  if (profile === 'ibm') for (const { node, text } of missingListSizes(types, names)) tell(node, text);
  return warnings;
}

function placesOf(type: TypeParts, types: ReadonlyMap<string, TypeParts>, profile: Profile): Place[] {
  const isDraft = profile === 'ibm';
  const noCost = isDraft && type.kind === 'interface' ? OF_INTERFACE : null;
  const own = type.nodes.map((node) => placeOn(node, type.name, isDraft ? NO_TYPE_COST[type.kind] : null));
  const fields = type.fields.flatMap((node): Place[] => {
    const coordinate = `${type.name}.${node.name.value}`;
    const args = (node.arguments ?? []).map((argument) =>
      placeOn(argument, `${coordinate}(${argument.name.value}:)`, noCost),
    );
    return [{ node, coordinate, noCost, field: { node, coordinate, types, profile } }, ...args];
  });
  const inputs = type.inputs.map((node) => placeOn(node, `${type.name}.${node.name.value}`, null));
  const values = type.values.map((node) =>
    placeOn(node, `${type.name}.${node.name.value}`, 'an enum costs as a whole'),
  );
  return [...own, ...fields, ...inputs, ...values];
}

function placeOn(node: DirectiveCarrier, coordinate: string, noCost: string | null): Place {
  return { node, coordinate, noCost, field: null };
}

function lintCost({ node, coordinate, noCost }: Place, names: DirectiveNames, profile: Profile, tell: Tell): void {
  const [directive, second] = applicationsOf(node, names.cost);
  if (directive === undefined) return;
  const name = nameOf(directive);
  if (noCost !== null) tell(directive, `${name} on ${coordinate} does nothing in the ${profile} profile: ${noCost}`);
  const weight = argumentOf(directive, 'weight');
  if (numberOf(weight) === null) tell(directive, `${name} on ${coordinate} has a weight that is not a finite number`);
  else if (profile === 'apollo-router' && weight?.kind !== Kind.INT)
    tell(
      directive,
      `${name} on ${coordinate} counts here, but Apollo Router accepts only whole numbers: write weight: 3`,
    );
  if (second !== undefined) tell(second, `${name} is on ${coordinate} twice: the first counts`);
}

/** Lists that an interface's field sizes and the same field of one of its object types does not. */
function missingListSizes(
  types: ReadonlyMap<string, TypeParts>,
  names: DirectiveNames,
): { readonly node: ASTNode; readonly text: string }[] {
  return [...types.values()]
    .filter(({ kind }) => kind === 'object')
    .flatMap((type) =>
      type.fields.flatMap((field) => {
        const name = field.name.value;
        if (applicationsOf(field, names.listSize).length > 0) return [];
        const sizing = type.interfaces.find((parent) =>
          types
            .get(parent)
            ?.fields.some((each) => each.name.value === name && applicationsOf(each, names.listSize).length > 0),
        );
        const text = `${sizing}.${name} has a list size that ${type.name}.${name} does not repeat: in the ibm profile the object type's counts`;
        return sizing === undefined ? [] : [{ node: field, text }];
      }),
    );
}

function nameOf({ name }: ConstDirectiveNode): string {
  return `@${name.value}`;
}
