import { loadConfig } from '../../../src/config/load.ts';
import { checkGraphql, type GraphqlCheck } from '../../../src/graphql/check/check.ts';
import { Repository } from '../../support/repository.ts';

type Texts = Readonly<Record<string, string>>;

/** A repository with these files on main, and on a branch with those that head has others or none (null) of. */
export function twoCommits(base: Texts, head: Readonly<Record<string, string | null>>): Repository {
  const repository = new Repository();
  for (const [file, text] of Object.entries(base)) repository.write(file, text);
  repository.commit('Base');
  repository.git('checkout', '--quiet', '-b', 'pr');
  for (const [file, text] of Object.entries(head))
    if (text === null) repository.git('rm', '--quiet', file);
    else repository.write(file, text);
  repository.commit('Head');
  return repository;
}

/** What `graphql check --base-ref main` finds. */
export async function checkOf({ folder }: Repository, config = 'vitals-gate.yml'): Promise<GraphqlCheck> {
  const overrides = { baseUrl: null, headUrl: null, visits: false };
  const { graphql, policy } = await loadConfig(config, overrides, folder);
  if (graphql === null) throw new Error('no graphql section');
  return checkGraphql(graphql, { baseRef: 'main', policy });
}

/** `Q cost 4 → 40`, per operation or subgraph and metric. */
export function costsOf({ comparisons }: GraphqlCheck): string[] {
  return comparisons.map(
    ({ route, metric, base, head }) => `${route} ${metric} ${base?.value ?? 'none'} → ${head.value}`,
  );
}

/** `Q field-cost over`, per budget that fails. */
export function brokenOf({ rows }: GraphqlCheck): string[] {
  return rows
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ route, path, reason }) => `${route} ${path} ${reason}`);
}
