import { readdir, stat } from 'node:fs/promises';

import { matches } from '../../deploys/providers/github-deployments/candidates.ts';
import { expandFolder, expandUrl, valuesFor } from '../../deploys/providers/url/placeholders.ts';
import { isOnPath } from '../../deploys/providers/worktree/install.ts';
import { GateError } from '../../errors.ts';
import type { MaybeGit, RunEvent } from '../../git/choose.ts';
import type { Config, DeployKind, SourceOf } from '../../model/config.ts';
import type { Side } from '../../model/deploy.ts';
import { environmentFor } from '../../system/environment.ts';
import type { DeployFacts } from '../judge/deploys.ts';
import { askRoutes } from './answers.ts';

/** What is known of the run that a deploy would be of. */
export interface DeployQuestion {
  readonly config: Config;
  readonly side: Side;
  /** Null if this run does not know it. */
  readonly sha: string | null;
  readonly event: RunEvent | null;
  readonly git: MaybeGit;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** The environments of the repository's newest deployments; null where GitHub cannot be asked. */
  readonly environments: (() => Promise<readonly string[]>) | null;
}

/** What can be found out about a deploy without building anything. @throws GateError */
export async function askDeploy(question: DeployQuestion): Promise<DeployFacts> {
  const source = question.config.deploys[question.side];
  if (source === null) return { kind: 'none' };
  try {
    return await askSource(source.kind, source, question);
  } catch (error) {
    // Outside of workflows nobody knows which pull request, branch or commit is meant.
    if (!(error instanceof GateError) || error.code !== 'placeholder' || question.event !== null) throw error;
    return { kind: 'later', why: error.message };
  }
}

/** What is asked of each kind: a kind without an entry is a compile error. */
const ASKED: {
  readonly [Kind in DeployKind]: (source: SourceOf<Kind>, question: DeployQuestion) => Promise<DeployFacts>;
} = {
  url: askUrl,
  static: async ({ folder }, question) => askFolder(expandFolder(folder, valuesOf(question))),
  worktree: askBuild,
  'github-deployments': askListed,
};

function askSource<Kind extends DeployKind>(
  kind: Kind,
  source: SourceOf<Kind>,
  question: DeployQuestion,
): Promise<DeployFacts> {
  return ASKED[kind](source, question);
}

/** The address of a deploy that is served elsewhere. @throws GateError `placeholder` */
export function urlOf({ url }: SourceOf<'url'>, question: Pick<DeployQuestion, 'side' | 'sha' | 'event'>): string {
  return expandUrl(url, valuesOf(question));
}

function valuesOf({ side, sha, event }: Pick<DeployQuestion, 'side' | 'sha' | 'event'>) {
  return valuesFor(side, sha, event);
}

async function askUrl(source: SourceOf<'url'>, question: DeployQuestion): Promise<DeployFacts> {
  const url = urlOf(source, question);
  const { config, env, signal } = question;
  const logsIn = config.routes.some(({ session }) => session !== undefined);
  return { kind: 'served', url, logsIn, answers: await askRoutes({ url, hosts: source.hosts, config, env, signal }) };
}

async function askFolder(folder: string): Promise<DeployFacts> {
  return { kind: 'folder', folder, problem: await problemOf(folder) };
}

async function problemOf(folder: string): Promise<string | null> {
  try {
    if (!(await stat(folder)).isDirectory()) return 'is a file';
    const files = await readdir(folder, { recursive: true });
    return files.some((file) => /\.html?$/i.test(file)) ? null : 'has no HTML page';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
  }
}

/** Programs that builds need, and machines often lack. */
const PROGRAMS = ['npm', 'npx', 'pnpm', 'yarn', 'bun', 'bundle', 'ruby', 'hugo', 'python3', 'python', 'docker', 'make'];

async function askBuild(plan: SourceOf<'worktree'>, { git, sha, env }: DeployQuestion): Promise<DeployFacts> {
  const { directory, install, build, serve } = plan;
  const words = [install, build, serve].flatMap((command) => (command ?? '').split(/[\s;&|()'"]+/));
  const named = PROGRAMS.filter((program) => words.includes(program));
  const folder = 'cause' in git ? '.' : git.root;
  const there = await Promise.all(named.map((program) => isOnPath(program, folder, environmentFor(env))));
  const missing = named.filter((_, index) => there[index] !== true);
  return { kind: 'built', directory, exists: await hasFolder(git, sha ?? 'HEAD', directory), missing };
}

/** Whether a commit has a folder; null if the commit is not here. */
async function hasFolder(git: MaybeGit, sha: string, directory: string): Promise<boolean | null> {
  if ('cause' in git || (await git.tryRun('cat-file', '-e', sha)) === null) return null;
  const type = await git.tryRun('cat-file', '-t', `${sha}:${directory === '.' ? '' : `./${directory}`}`);
  return type === 'tree';
}

async function askListed(
  { environment }: SourceOf<'github-deployments'>,
  { environments }: DeployQuestion,
): Promise<DeployFacts> {
  if (environments === null) {
    const why = 'only a workflow whose step has GITHUB_TOKEN can look up the deployments of the repository.';
    return { kind: 'later', why };
  }
  const names = await environments();
  return { kind: 'listed', environment, found: names.filter((name) => matches(environment, name)).length };
}
