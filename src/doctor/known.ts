import { setTimeout as pause } from 'node:timers/promises';

import { loadConfig } from '../config/load.ts';
import type { MaybeGit, RunEvent } from '../git/choose.ts';
import { Git } from '../git/git.ts';
import { readContext, type GitHubContext } from '../github/context.ts';
import { subjectOf } from '../github/subject.ts';
import { familySize } from '../judge/family.ts';
import type { Config } from '../model/config.ts';
import { alphaOf, type DecisionRule, type Plan } from '../stats/plan.ts';
import { fail, findingOf, type Finding } from './check.ts';
import type { Needs } from './judge/permissions.ts';

/** What `doctor` is asked to look at. */
export interface DoctorOptions {
  /** Path of the configuration file, as given. */
  readonly config: string;
  readonly chromePath: string | null;
}

/** Where it looks. */
export interface DoctorPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What several checks need. */
export interface Known {
  /** The configuration, or what is wrong with it. */
  readonly config: Config | null;
  readonly complaint: Finding | null;
  readonly context: GitHubContext;
  /** Null outside of workflows, and where the event is of no use. */
  readonly event: RunEvent | null;
  /** Why the action refuses the event that started the workflow; null if it does not. */
  readonly refusal: Finding | null;
  readonly git: MaybeGit;
}

/** A file that takes longer to read is not a file. */
const READ_MS = 5000;
/** All commands of git together. */
const GIT_MS = 30_000;

/** Reads what is here already. Nothing is asked of a network. */
export async function readKnown({ config: file }: DoctorOptions, { cwd, env }: DoctorPlace): Promise<Known> {
  const [read, context, git] = await Promise.all([
    readConfig(file, cwd, env),
    readContext(env),
    Git.open(cwd, env, AbortSignal.timeout(GIT_MS)),
  ]);
  return { ...read, context, ...(await readEvent(context)), git };
}

async function readConfig(
  file: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Pick<Known, 'config' | 'complaint'>> {
  const late = fail(
    `${file}:1:1: The configuration could not be read within ${READ_MS / 1000} s.`,
    'Name a file with --config.',
  );
  try {
    const reading = loadConfig(file, { baseUrl: null, headUrl: null }, cwd, env);
    const config = await Promise.race([reading, pause(READ_MS, null, { ref: false })]);
    return { config, complaint: config === null ? late : null };
  } catch (error) {
    return { config: null, complaint: findingOf(error) };
  }
}

async function readEvent(context: GitHubContext): Promise<Pick<Known, 'event' | 'refusal'>> {
  try {
    return { event: (await subjectOf(context, null)).event, refusal: null };
  } catch (error) {
    return { event: null, refusal: findingOf(error) };
  }
}

/**
 * What a run of this configuration needs of the token; of the default one if it cannot be read. The history is written
 * by pushes, not by pull requests.
 */
export function needsOf(config: Config | null, event: RunEvent | null): Needs {
  const { base = null, head = null } = config?.deploys ?? {};
  const looksUp = [base, head].some((source) => source?.kind === 'github-deployments');
  const keepsHistory = config?.history?.place.kind === 'branch' && event?.kind !== 'pull-request';
  return new Map([
    ['contents', keepsHistory ? 'write' : 'read'],
    ...(config?.comment === 'never' ? [] : [['pull-requests', 'write'] as const]),
    ...(looksUp ? [['deployments', 'read'] as const] : []),
  ]);
}

/** Whether a run needs the repository: what is built is checked out first. So does what is not known. */
export function needsHistory(config: Config | null): boolean {
  if (config === null) return true;
  return [config.deploys.base, config.deploys.head].some((source) => source?.kind === 'worktree');
}

/** Whether a route measures a soft navigation. */
export function navigatesSoftly(config: Config | null): boolean {
  return (config?.routes ?? []).some(({ interactions }) =>
    interactions.some((step) => step.action === 'navigate' && step.kind === 'soft'),
  );
}

/** What a run of this configuration decides by; a run of one budget if it cannot be read. */
export function ruleOf(config: Config | null): DecisionRule {
  const plan: Plan = { kind: 'looks', maxBlocks: config?.deciding.maxBlocks ?? 15 };
  return { plan, alpha: alphaOf(plan, config?.deciding.alpha ?? null), comparisons: familySize(config?.routes ?? []) };
}
