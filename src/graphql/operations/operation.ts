import type { DocumentNode, GraphQLError } from 'graphql';

/** One operation that a client sends, with every fragment it needs, as the server gets to see it. */
export interface Operation {
  /** Null for an anonymous one. */
  readonly name: string | null;
  /** The client that a manifest says it is from; null if it says none. */
  readonly client: string | null;
  /** SHA-256 of what it says, whatever its name and formatting: with client and name its identity. */
  readonly hash: string;
  readonly document: DocumentNode;
  /** The ids that a request may name it by: a manifest's, and the SHA-256 of its text. */
  readonly ids: readonly string[];
  /** `file:line:column` of its definition. */
  readonly where: string;
  /** Whether its nodes know their own lines in that file: not those of a manifest. */
  readonly located: boolean;
  /** The problems that need no schema: missing and duplicate fragments. */
  readonly problems: readonly OperationProblem[];
}

/** Why an operation cannot be costed. */
export interface OperationProblem {
  readonly message: string;
  readonly where: string;
  readonly error?: GraphQLError;
}
