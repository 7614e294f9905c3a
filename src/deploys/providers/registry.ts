import type { DeployKind, DeploySource, SourceOf } from '../../model/config.ts';
import { githubDeployments } from './github-deployments/provider.ts';
import type { DeployProvider } from './provider.ts';
import { staticFolder } from './static/provider.ts';
import { url } from './url/provider.ts';
import { worktree } from './worktree/provider.ts';

/** Every provider by its kind: a kind without one is a compile error. */
const PROVIDERS: { readonly [Kind in DeployKind]: (source: SourceOf<Kind>) => DeployProvider } = {
  url,
  static: staticFolder,
  worktree,
  'github-deployments': githubDeployments,
};

export function providerOf(source: DeploySource): DeployProvider {
  return providerOfKind(source.kind, source);
}

function providerOfKind<Kind extends DeployKind>(kind: Kind, source: SourceOf<Kind>): DeployProvider {
  return PROVIDERS[kind](source);
}
