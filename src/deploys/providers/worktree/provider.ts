import { join } from 'node:path';

import { GateError } from '../../../errors.ts';
import type { SourceOf } from '../../../model/config.ts';
import { knownCommit, type DeployProvider, type OpenProvider, type ProviderRequest } from '../provider.ts';
import { Worktrees } from './worktrees.ts';

/** Commits that are checked out, built and served here. */
export function worktree(source: SourceOf<'worktree'>): DeployProvider {
  return {
    kind: source.kind,
    commits: 'checked-out',
    servesBetween: true,
    builds: true,
    opensHeadFirst: false,
    isFixedAddress: false,
    fixedFolder: null,
    open: (request) => open(source, request),
  };
}

async function open(plan: SourceOf<'worktree'>, request: ProviderRequest): Promise<OpenProvider> {
  const { git, env = process.env, out = '.', log, signal = new AbortController().signal } = request;
  if ('cause' in git) throw new GateError('no-repository', { provider: plan.kind, cause: git.cause });
  const worktrees = await Worktrees.open({ plan, git, env, logs: join(out, 'logs'), log, signal });
  return {
    serve: async (sha, place) => worktrees.serve(knownCommit(sha, place), place),
    notices: [],
    dispose: () => worktrees.dispose(),
  };
}
