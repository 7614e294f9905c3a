import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { GateError } from '../../../errors.ts';
import { reasonOf, type Git } from '../../../git/git.ts';
import { makeRunFolder, type RunFolder } from '../../../system/run-folder.ts';
import type { Subject } from './build.ts';
import { stripCredentials } from '../../../text/strip-query.ts';

/** What would tie a checkout to the repository's own index, or have a program of its settings look at it. */
const PLAIN = ['-c', 'core.splitIndex=false', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'];

/**
 * Checkouts of one repository, each of one commit and a repository of its own, in a temporary folder. They share the
 * objects of the repository and have its branches and tags, so that builds can ask for their commit and describe it. They
 * do not share its settings, as git's worktrees do: those may hold credentials.
 */
export class Checkouts {
  readonly #git: Git;
  readonly #folder: RunFolder;

  private constructor(git: Git) {
    this.#git = git;
    this.#folder = makeRunFolder();
  }

  /** @throws GateError `temporary-folder` */
  static open(git: Git): Checkouts {
    return new Checkouts(git);
  }

  /**
   * Checks a commit out and returns the folder that its commands run in.
   *
   * @throws GateError `worktree-failed`, `worktree-directory`
   */
  async add({ side, sha }: Subject, directory: string): Promise<string> {
    const folder = join(this.folder, sha.slice(0, 12));
    try {
      await this.#found(folder, sha);
      // By the repository's own settings: it may have to fetch what it lacks, or to filter what it has.
      await this.#git.runIn(folder, join(folder, '.git', 'index'), ...PLAIN, 'read-tree', '--reset', '-u', sha);
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

  /** Where all of them are. */
  get folder(): string {
    return this.#folder.path;
  }

  remove(): void {
    this.#folder.remove();
  }

  /** A repository at a commit, with nothing checked out yet. */
  async #found(folder: string, sha: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const format = (await this.#git.tryRun('rev-parse', '--show-object-format')) ?? 'sha1';
    await this.#git.run('init', '--quiet', '--template=', `--object-format=${format}`, folder);
    const own = join(folder, '.git');
    const objects = await this.#pathOf('objects');
    const shallow = await this.#pathOf('shallow');
    await mkdir(join(own, 'objects', 'info'), { recursive: true });
    await writeFile(join(own, 'objects', 'info', 'alternates'), `${objects}\n`);
    if (existsSync(shallow)) await copyFile(shallow, join(own, 'shallow'));
    const refs = await this.#git.run('for-each-ref', '--format=%(objectname) %(refname)');
    await writeFile(join(own, 'packed-refs'), refs === '' ? '' : `${refs}\n`);
    await writeFile(join(own, 'HEAD'), `${sha}\n`);
    const origin = stripCredentials((await this.#git.tryRun('config', '--get', 'remote.origin.url')) ?? '');
    if (origin !== '') await this.#git.run('-C', folder, 'config', 'remote.origin.url', origin);
  }

  /** Where the repository has something, for all of its worktrees. */
  #pathOf(name: string): Promise<string> {
    return this.#git.run('rev-parse', '--path-format=absolute', '--git-path', name);
  }
}
