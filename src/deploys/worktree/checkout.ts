import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GateError } from '../../errors.ts';
import { reasonOf, type Git } from '../git/git.ts';
import type { Subject } from './build.ts';

/** Git worktrees of one repository, each of one commit, in a temporary folder. */
export class Checkouts {
  readonly #git: Git;
  readonly #folder: string;
  readonly #made: string[] = [];

  private constructor(git: Git, folder: string) {
    this.#git = git;
    this.#folder = folder;
  }

  static async open(git: Git): Promise<Checkouts> {
    // What a killed run has left behind.
    await git.ask('worktree', 'prune');
    return new Checkouts(git, await realpath(await mkdtemp(join(tmpdir(), 'vitals-gate-worktrees-'))));
  }

  /**
   * Checks a commit out and returns the folder that its commands run in.
   *
   * @throws GateError `worktree-failed`, `worktree-directory`
   */
  async add({ side, sha }: Subject, directory: string): Promise<string> {
    const folder = join(this.#folder, sha.slice(0, 12));
    await mkdir(this.#folder, { recursive: true });
    this.#made.push(folder);
    try {
      await this.#git.run('worktree', 'add', '--detach', '--force', folder, sha);
      if (existsSync(join(folder, '.gitmodules')))
        await this.#git.run('-C', folder, 'submodule', 'update', '--init', '--recursive');
    } catch (cause) {
      throw new GateError('worktree-failed', { side, sha, cause: reasonOf(cause) }, { cause });
    }
    const inside = join(folder, directory);
    const isFolder = await stat(inside).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isFolder) throw new GateError('worktree-directory', { sha, directory });
    return inside;
  }

  async remove(): Promise<void> {
    for (const folder of this.#made) await this.#git.ask('worktree', 'remove', '--force', '--force', folder);
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    await this.#git.ask('worktree', 'prune');
  }
}
