import { createHash } from 'node:crypto';

import {
  Kind,
  parse,
  print,
  Source,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

import { whereIs } from '../cost/problem.ts';
import type { TextFile } from '../files/files.ts';
import { deepGraphql, rejectDeep } from '../files/scan.ts';
import { syntaxError } from '../graph/parse.ts';
import { fragmentsByName, isFragment, isOperation, reachableFragments, type Fragments } from './fragments.ts';
import type { Operation, OperationProblem } from './operation.ts';

/**
 * Reads documents; what both sides say alike is read once, and is then one and the same value on both: so that it need
 * not be checked twice either.
 */
export class DocumentReader {
  readonly #parsed = new Map<string, readonly DefinitionNode[]>();
  readonly #operations = new Map<OperationDefinitionNode, Operation>();

  /**
   * The operations of `.graphql` documents, in order. A fragment may be in any of the files.
   *
   * @throws GateError `graphql-input` at the place of a syntax error
   */
  read(files: readonly TextFile[]): Operation[] {
    const parsed = files.map(({ path, text }) => ({ path, text, definitions: this.#definitions(path, text) }));
    const fragments = fragmentsByName(parsed.flatMap(({ definitions }) => definitions));
    return parsed.flatMap(({ path, text, definitions }) =>
      definitions.filter(isOperation).map((definition) => {
        const ids = definitions.length === 1 ? [sha256(text), sha256(text.trim())] : [];
        const about = { where: whereIs(definition) ?? `${path}:1:1`, located: true, client: null, ids };
        return this.#known(definition, () => makeOperation(definition, fragments, about), fragments);
      }),
    );
  }

  #definitions(path: string, text: string): readonly DefinitionNode[] {
    const key = `${path}\n${text}`;
    const definitions = this.#parsed.get(key) ?? definitionsOf(path, text);
    this.#parsed.set(key, definitions);
    return definitions;
  }

  /** An operation that was read before, as long as its fragments are the same too. */
  #known(definition: OperationDefinitionNode, make: () => Operation, fragments: Fragments): Operation {
    const before = this.#operations.get(definition);
    const isSame = before?.document.definitions.every(
      (each) => !isFragment(each) || sameFragment(fragments.get(each.name.value), each),
    );
    if (before !== undefined && isSame === true && before.problems.length === 0) return before;
    const operation = make();
    this.#operations.set(definition, operation);
    return operation;
  }
}

function sameFragment(found: readonly FragmentDefinitionNode[] | undefined, fragment: FragmentDefinitionNode): boolean {
  return found?.length === 1 && found[0] === fragment;
}

function definitionsOf(path: string, text: string): readonly DefinitionNode[] {
  // Comments alone are a document without operations, which the parser refuses.
  if (/^(?:[\s,\ufeff]|#[^\n]*(?:\n|$))*$/.test(text)) return [];
  rejectDeep(deepGraphql(text), path);
  try {
    return parse(new Source(text, path)).definitions;
  } catch (error) {
    throw syntaxError(error, path);
  }
}

/** An operation with the fragments it reaches; what is wrong with those is in its problems. */
export function makeOperation(
  definition: OperationDefinitionNode,
  fragments: Fragments,
  about: Pick<Operation, 'client' | 'ids' | 'where' | 'located'>,
): Operation {
  const reached = reachableFragments(definition, fragments);
  const document = { kind: Kind.DOCUMENT, definitions: [definition, ...reached] } as const;
  return {
    ...about,
    name: definition.name?.value ?? null,
    hash: sha256(print({ ...document, definitions: [{ ...definition, name: undefined }, ...reached] })),
    document,
    problems: reached.flatMap(({ name }) => ambiguity(fragments.get(name.value) ?? [], about.where)),
  };
}

function ambiguity(fragments: readonly FragmentDefinitionNode[], where: string): OperationProblem[] {
  const [first, second] = fragments;
  if (first === undefined || second === undefined) return [];
  const places = fragments.map((fragment) => whereIs(fragment) ?? where);
  const message = `There are ${fragments.length} fragments named ${first.name.value}: ${places.join(', ')}.`;
  return [{ message, where: whereIs(second) ?? where }];
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
