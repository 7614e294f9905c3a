import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

import { Git, type Environment } from '../../git/git.ts';
import { version } from '../../version.ts';
import { readManifest } from '../detect/manifest.ts';

/** An action as a step names it, and the version that is written behind its commit. */
export interface ActionUse {
  readonly uses: string;
  /** Null if it is not at a commit. */
  readonly version: string | null;
}

const ACTION = 'vitals-gate/vitals-gate';
/** Where the commit is not known: the tag of the major version. */
export const AT_TAG: ActionUse = { uses: `${ACTION}@v0`, version: null };

/** The action of the gate that runs here, at the commit of its clone. */
export async function ownAction(env: Environment): Promise<ActionUse> {
  for (let folder = import.meta.dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => null);
    if (readManifest(manifest).name === 'vitals-gate') return actionOf(folder, env);
  }
  return AT_TAG;
}

/** The action at the commit of a clone; at the tag if a folder is none, or its origin does not have that commit. */
export async function actionOf(folder: string, env: Environment): Promise<ActionUse> {
  const git = await Git.open(folder, env);
  // A copy among the packages of a project is in the project's repository.
  if (!(git instanceof Git) || (await realpath(folder)) !== (await realpath(git.root))) return AT_TAG;
  const commit = await git.tryRun('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  if (commit === null || !(await isPublished(git))) return AT_TAG;
  return { uses: `${ACTION}@${commit}`, version: `v${version}` };
}

/** Whether GitHub can have the commit. A clone without remotes does not say. */
async function isPublished(git: Git): Promise<boolean> {
  if ((await git.tryRun('remote')) === '') return true;
  return (await git.tryRun('branch', '--remotes', '--contains', 'HEAD')) !== '';
}
