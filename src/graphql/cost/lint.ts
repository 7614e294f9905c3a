import type { DocumentNode } from 'graphql';

import type { Warning } from './problem.ts';

/** What is wrong with the cost directives of a schema document. */
export function lintDirectives(_document: DocumentNode): Warning[] {
  return [];
}
