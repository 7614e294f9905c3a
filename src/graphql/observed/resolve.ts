import { createHash } from 'node:crypto';

import { GraphQLError, parse, print, type DocumentNode } from 'graphql';

import { makeOperation } from '../operations/documents.ts';
import { isFragment, isOperation } from '../operations/fragments.ts';
import type { Operation } from '../operations/operation.ts';
import type { SentOperation } from './requests.ts';

/** An operation that was sent, with its text; or why it has none. */
export type RequestResolution =
  | { readonly status: 'resolved'; readonly operation: Operation; readonly sent: SentOperation }
  /** No manifest has its id: it is never a silent pass. */
  | { readonly status: 'unresolved'; readonly id: string; readonly sent: SentOperation };

/** Finds the text of what was sent: its own, or that of the known operation with its id. */
export class OperationIndex {
  readonly #byId = new Map<string, Operation>();

  constructor(known: readonly Operation[]) {
    for (const operation of known) for (const id of idsOf(operation)) this.#byId.set(id, operation);
  }

  resolve(sent: SentOperation): RequestResolution[] {
    if (sent.query !== null) return fromText(sent, sent.query);
    const id = sent.id ?? '';
    const operation = this.#byId.get(id.toLowerCase()) ?? this.#byId.get(id);
    return [operation === undefined ? { status: 'unresolved', id, sent } : { status: 'resolved', operation, sent }];
  }
}

/** What a document without a manifest may be asked for by: hashes of how clients print it. */
function idsOf({ ids, document }: Operation): string[] {
  const printed = print(document);
  const hashes = ['sha256', 'md5'].map((algorithm) => createHash(algorithm).update(printed).digest('hex'));
  return [...ids, ...hashes];
}

/** Nothing where the text is no GraphQL after all. */
function fromText(sent: SentOperation, text: string): RequestResolution[] {
  const document = parsed(text);
  const operations = document?.definitions.filter(isOperation) ?? [];
  const definition =
    sent.operationName === null ? operations[0] : operations.find(({ name }) => name?.value === sent.operationName);
  if (document === null || definition === undefined) return [];
  const fragments = Map.groupBy(document.definitions.filter(isFragment), ({ name }) => name.value);
  const about = { client: null, ids: [], where: sent.url, located: false };
  return [{ status: 'resolved', operation: makeOperation(definition, fragments, about), sent }];
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
