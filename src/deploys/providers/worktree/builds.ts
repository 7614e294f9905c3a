import { join } from 'node:path';

import type { WorktreePlan } from '../../../model/config.ts';
import type { Environment, Git } from '../../../git/git.ts';
import { environmentFor } from '../../../system/environment.ts';
import { RUN_MARK, sweep } from '../../../system/leftovers.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { runStep, type Subject } from './build.ts';
import { Checkouts } from './checkout.ts';
import { inferInstall } from './install.ts';
import { LogFile } from './log-file.ts';
import { Turns } from './turns.ts';

export interface WorktreeRequest {
  readonly plan: WorktreePlan;
  readonly git: Git;
  readonly env: Environment;
  /** Where the logs go, one for each commit. */
  readonly logs: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A commit that is built; its folder is the one that the commands run in. */
export interface Build {
  readonly folder: string;
  readonly log: LogFile;
}

/**
 * Commits of one repository, each checked out, installed and built once. Where several are asked for at once, they are
 * checked out and installed in turn, and built at the same time. A package manager's cache need not stand two
 * installs, and no command of head's may run before the last checkout with a token has ended.
 */
export class Builds {
  readonly #request: WorktreeRequest;
  readonly #checkouts: Checkouts;
  readonly #builds = new Map<string, Promise<Build>>();
  readonly #checkoutTurns = new Turns();
  readonly #installTurns = new Turns();

  /** @throws GateError `temporary-folder` */
  constructor(request: WorktreeRequest) {
    this.#request = request;
    this.#checkouts = Checkouts.open(request.git);
  }

  /** @throws GateError `worktree-failed`, `worktree-directory`, `build-failed` */
  of(subject: Subject): Promise<Build> {
    const known = this.#builds.get(subject.sha);
    if (known !== undefined) return known;
    const build = this.#make(subject);
    // Callers that await the build see its rejection. This avoids an unhandled one when they have all gone.
    build.catch(() => undefined);
    this.#builds.set(subject.sha, build);
    return build;
  }

  /** Ends what builds have left running, and removes the checkouts. */
  async dispose(): Promise<void> {
    for (const build of this.#builds.values()) (await build.catch(() => null))?.log.close();
    this.#builds.clear();
    // Daemons that builds have started.
    await sweep([RUN_MARK, this.#checkouts.folder]);
    this.#checkouts.remove();
  }

  async #make(subject: Subject): Promise<Build> {
    const { plan, env, logs, signal, log: say } = this.#request;
    const start = performance.now();
    say(`${subject.side}: building ${shortSha(subject.sha)}`);
    const log = new LogFile(join(logs, `${subject.sha.slice(0, 12)}.log`));
    try {
      const folder = await this.#checkoutTurns.take(() => this.#checkOut(subject));
      const step = { subject, env: environmentFor(env), log, signal };
      const install = await this.#installOf(plan, folder);
      if (install !== null) await this.#installTurns.take(() => runStep({ ...step, command: install, cwd: folder }));
      if (plan.build !== null) await runStep({ ...step, command: plan.build, cwd: folder });
      say(`${subject.side}: built ${shortSha(subject.sha)} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
      return { folder, log };
    } catch (error) {
      log.close();
      throw error;
    }
  }

  async #checkOut(subject: Subject): Promise<string> {
    const { plan, git, signal } = this.#request;
    signal.throwIfAborted();
    const folder = await this.#checkouts.add(subject, plan.directory);
    if (subject.side !== 'base') git.withholdTokens();
    return folder;
  }

  async #installOf({ install, installsByLockfile = false }: WorktreePlan, folder: string): Promise<string | null> {
    const { env, log } = this.#request;
    if (install !== null || !installsByLockfile) return install;
    const inferred = await inferInstall(folder, environmentFor(env));
    if (inferred === null) return null;
    const { lockfile } = inferred;
    if ('missing' in inferred) {
      log(`install: nothing, because the commit has a ${lockfile} but ${inferred.missing} is not on PATH.`);
      return null;
    }
    log(`install: \`${inferred.command}\`, by the ${lockfile} of the commit; \`install: false\` installs nothing.`);
    return inferred.command;
  }
}
