import { text, type Messages } from './message.ts';

/** Schemas, operations and what they cost. */
export const GRAPHQL = {
  'operation-too-deep': (d) => ({
    exit: 2,
    what: `The selections here are nested more than ${text(d, 'depth')} levels deep.`,
    todo: 'Split the operation: a response is never nested like that.',
  }),
  'cost-directive': (d) => ({
    exit: 2,
    what: `A cost directive of the schema cannot be read: ${text(d, 'what')}.`,
    todo: 'Write for example `@cost(weight: 5)` or `@listSize(assumedSize: 10, slicingArguments: ["first"])`.',
  }),
  // A schema, a manifest or an operation: what is wrong depends on its format.
  'graphql-input': (d) => ({ exit: 2, what: text(d, 'what'), todo: text(d, 'todo') }),
  'composition-failed': (d) => ({
    exit: 2,
    what: `The subgraphs do not compose: ${text(d, 'first')}${text(d, 'others')}`,
    todo: text(d, 'todo') || 'Correct the subgraphs; `rover supergraph compose` names the same rules.',
  }),
  'plan-unknown': (d) => ({
    exit: 3,
    what: `The query plan of this operation has ${text(d, 'what')}, so its requests cannot be counted.`,
    todo: 'Install the version of @graphql-hive/router-query-planner that docs/graphql.md names, or report its plan.',
  }),
  'operation-not-found': (d) => ({
    exit: 2,
    what: `A budget names the ${text(d, 'kind')} ${text(d, 'name')}, which does not exist.`,
    todo: text(d, 'todo'),
  }),
} satisfies Messages;
