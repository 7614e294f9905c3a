import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { causeOf, GateError } from '../../errors.ts';
import { findCommit } from '../../git/commits.ts';
import { Git, type Environment } from '../../git/git.ts';
import { changesBetween } from '../../git/history/manifest.ts';
import type { PackageChange } from '../../model/attribution.ts';
import { deploysIn, type DeployedCommit } from './deploys-file.ts';

export interface RecordOptions {
  /** A commit by any of its names; null: `GITHUB_SHA`, otherwise HEAD. */
  readonly sha: string | null;
  readonly environment: string;
  /** The commit that was live before; null: the last one that the list has of the environment. */
  readonly previous: string | null;
  /** The list, relative to `cwd`. */
  readonly out: string;
  /** When the deploy went live, ISO. */
  readonly at: string;
}

/** A line of the list. */
export interface DeployRecord {
  readonly sha: string;
  readonly t: string;
  readonly environment: string;
  /** What it is compared with; null if nothing was live before. */
  readonly previous: string | null;
  /** How many files differ from it; null if nothing was live before, and so on. */
  readonly files: number | null;
  readonly packages: readonly PackageChange[] | null;
  /** Who owns a changed file, by CODEOWNERS. */
  readonly owners: readonly string[] | null;
}

export interface RecordOutcome {
  readonly record: DeployRecord;
  /** False if the list has had it as the last one of its environment. */
  readonly isNew: boolean;
  /** What had to be left out, for a reader. */
  readonly notices: readonly string[];
}

/**
 * Appends a deploy to the list, as one line in one write, with what changed since the deploy before it. A commit that is
 * the last one of its environment already is not recorded again.
 *
 * @throws GateError `deploy-no-repository`, `deploy-unknown-commit`, `deploys-invalid`, `deploy-unwritable`
 */
export async function recordDeploy(options: RecordOptions, env: Environment, cwd: string): Promise<RecordOutcome> {
  const git = await Git.open(cwd, env);
  if ('cause' in git) throw new GateError('deploy-no-repository', { cause: git.cause });
  const path = resolve(cwd, options.out);
  const text = await textOf(path, options.out);
  const sha = await commitOf(git, 'deployed', options.sha ?? (env['GITHUB_SHA'] || 'HEAD'));
  const last = deploysIn(text, options.out).findLast(({ environment }) => environment === options.environment);
  if (last?.sha === sha) return { record: again(last, options.environment), isNew: false, notices: [] };
  const notices: string[] = [];
  const before = options.previous ?? last?.sha ?? null;
  const previous = before === null ? null : await commitOf(git, 'previous', before);
  const head = { sha, t: options.at, environment: options.environment };
  const record = { ...head, ...(await changesSince(git, previous, sha, (notice) => notices.push(notice))) };
  await append(path, options.out, `${text === '' || text.endsWith('\n') ? '' : '\n'}${JSON.stringify(record)}\n`);
  return { record, isNew: true, notices };
}

function again({ sha, at }: DeployedCommit, environment: string): DeployRecord {
  return { sha, t: at, environment, previous: null, files: null, packages: null, owners: null };
}

async function changesSince(
  git: Git,
  previous: string | null,
  sha: string,
  log: (notice: string) => void,
): Promise<Pick<DeployRecord, 'previous' | 'files' | 'packages' | 'owners'>> {
  if (previous === null) return { previous, files: null, packages: null, owners: null };
  const { files, packages, owners } = await changesBetween(git, previous, sha, log);
  return { previous, files: files.length, packages, owners };
}

const TODO = {
  deployed: 'Check --sha. In a workflow give actions/checkout `fetch-depth: 0`.',
  previous:
    'Give actions/checkout `fetch-depth: 0`; or, if the commit is gone, name with --previous what was live before.',
} as const;

async function commitOf(git: Git, which: keyof typeof TODO, name: string): Promise<string> {
  const found = await findCommit(git, name);
  if (typeof found === 'string') return found;
  const isShallow = (await git.tryRun('rev-parse', '--is-shallow-repository')) === 'true';
  const cause = isShallow ? `${found.cause} (the clone is shallow)` : found.cause;
  throw new GateError('deploy-unknown-commit', { which, sha: name, cause, todo: TODO[which] });
}

/** Empty if the list does not exist yet. */
async function textOf(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw new GateError('deploys-unreadable', { path: shown, cause: causeOf(cause) }, { cause });
  }
}

/** In one write to a file that is opened for appending, so that lines of two processes do not mix. */
async function append(path: string, shown: string, line: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a');
    try {
      const bytes = Buffer.from(line);
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten < bytes.length) throw new Error(`only ${bytesWritten} of ${bytes.length} bytes were written`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new GateError('deploy-unwritable', { path: shown, cause: causeOf(cause) }, { cause });
  }
}
