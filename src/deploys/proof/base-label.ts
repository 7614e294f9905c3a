import type { Config } from '../../model/config.ts';
import type { Deploy } from '../../model/deploy.ts';
import { claimedSha, isSameSha } from './sha.ts';

export interface LabelContext {
  readonly config: Partial<Pick<Config, 'verify' | 'routes' | 'allowHosts'>>;
  /** Whether the user has said which commit it is. */
  readonly isNamed: boolean;
  readonly signal?: AbortSignal;
}

/** A deploy under the SHA that it says of itself, and what a reader must know of that. */
export interface LabelledDeploy {
  readonly deploy: Deploy;
  readonly notice: string | null;
}

/**
 * A base at a fixed address, such as production, may serve any commit. If it names its commit and the user has not
 * named one, that name is used. Head must serve the requested commit, so it is never relabelled.
 */
export async function relabelBase(deploy: Deploy, { config, isNamed, signal }: LabelContext): Promise<LabelledDeploy> {
  const { verify, routes = [], allowHosts = [] } = config;
  const same = { deploy, notice: null };
  if (verify == null || isNamed) return same;
  const path = routes[0]?.path ?? '/';
  const claim = await claimedSha(deploy, {
    proof: verify,
    path,
    allowHosts,
    ...(signal === undefined ? {} : { signal }),
  });
  if ('problem' in claim || (deploy.sha !== null && isSameSha(claim.sha, deploy.sha))) return same;
  const relabelled = { ...deploy, sha: claim.sha.slice(0, 200) };
  if (deploy.sha === null) return { deploy: relabelled, notice: null };
  const notice = `Base is what ${deploy.url} serves, ${claim.sha}, not the merge base ${deploy.sha}: the commits between them count too.`;
  return { deploy: relabelled, notice };
}
