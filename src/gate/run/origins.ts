import type { OpenDeploys } from '../../deploys/deploys.ts';
import { describeProof } from '../../deploys/proof/sha.ts';
import type { Config, DeployKind } from '../../model/config.ts';
import type { Deploy } from '../../model/deploy.ts';
import type { Origin, Origins, ProofKind } from '../../model/origin.ts';

/** What a provider itself knows of the commit that a deploy serves. */
const BY_PROVIDER: Readonly<Record<DeployKind, ProofKind>> = {
  worktree: 'built',
  'github-deployments': 'found',
  static: 'labelled',
  url: 'labelled',
};

const MOST_SUBJECT = 500;
const MOST_BY = 300;

/** Which commits are compared, in words of the repository, and how it is known that the deploys serve them. */
export async function originsOf(
  { deploys, verify }: Pick<Config, 'deploys' | 'verify'>,
  { base, head, git }: Pick<OpenDeploys, 'base' | 'head' | 'git'>,
): Promise<Origins> {
  const originOf = async ({ sha }: Deploy, kind: DeployKind): Promise<Origin> => {
    const subject =
      sha === null || 'cause' in git ? null : await git.tryRun('log', '-1', '--format=%s', '--end-of-options', sha);
    const isChecked = verify !== null && sha !== null;
    return {
      subject: subject === null || subject === '' ? null : subject.slice(0, MOST_SUBJECT),
      proof: isChecked ? 'checked' : BY_PROVIDER[kind],
      by: isChecked ? describeProof(verify).slice(0, MOST_BY) : null,
    };
  };
  return {
    base: base === null ? null : await originOf(base, deploys.base?.kind ?? 'url'),
    head: await originOf(head, deploys.head?.kind ?? 'url'),
  };
}
