import path from 'node:path';

import { loadConfig } from '../../../src/config/load.ts';
import { checkGraphql, type GraphqlCheck } from '../../../src/graphql/check/check.ts';
import { Repository } from '../../support/repository.ts';

const SHOP = path.resolve(import.meta.dirname, '../../../fixtures/shop');

export const CONFIG = `graphql:
  subgraphs:
    products: { schema: graph/products.graphql, owner: "@shop/catalogue" }
    reviews: { schema: graph/reviews.graphql, owner: "@shop/reviews" }
  operations: ["src/**/*.graphql"]
  list-size: 10
  budgets:
    - { operation: "*", type-cost: { max: 100 }, field-cost: { max-increase: 10 % } }
    - { subgraph: reviews, field-cost: { max: 60 } }
`;

/** The demo shop's graph and operations, committed on main; what a test changes is on a branch. */
export function shopRepository(config = CONFIG): Repository {
  const repository = new Repository();
  repository.copy(path.join(SHOP, 'graph'), 'graph');
  repository.copy(path.join(SHOP, 'src/operations'), 'src/operations');
  repository.write('vitals-gate.yml', config);
  repository.commit('The shop');
  repository.git('checkout', '--quiet', '-b', 'pr');
  return repository;
}

/** What `graphql check` finds in the repository's work tree. */
export async function check({ folder }: Repository, baseRef: string | null = 'main'): Promise<GraphqlCheck> {
  const overrides = { baseUrl: null, headUrl: null, visits: false };
  const { graphql, policy } = await loadConfig('vitals-gate.yml', overrides, folder);
  if (graphql === null) throw new Error('no graphql section');
  return checkGraphql(graphql, { baseRef, policy });
}
