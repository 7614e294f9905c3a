import type { CostProfile } from '../../model/graphql.ts';

/** What each profile computes, by version: two readers of one number must mean the same. */
const MODELS: Readonly<Record<CostProfile, string>> = {
  ibm: 'the draft of the IBM GraphQL Cost Directives as of 3 October 2023',
  'apollo-router': 'demand control as in Apollo Router 2.12 to 2.13',
};

/** `ibm (…)`, for a reader. */
export function profileText(profile: CostProfile): string {
  return `${profile} (${MODELS[profile]})`;
}
