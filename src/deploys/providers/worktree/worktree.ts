import { join } from 'node:path';

import type { WorktreePlan } from '../../../model/config.ts';
import type { Deploy } from '../../../model/deploy.ts';
import type { Environment, Git } from '../../../git/git.ts';
import type { DeployProvider, Served } from '../provider.ts';
import { RUN_MARK, sweep } from '../../../system/leftovers.ts';
import { serveFolder } from '../static/server.ts';
import { inferInstall } from './install.ts';
import { runStep, type Subject } from './build.ts';
import { Checkouts } from './checkout.ts';
import { environmentFor } from '../../../system/environment.ts';
import { LogFile } from './log-file.ts';
import { BuildServer } from './server.ts';

export interface WorktreeRequest {
  readonly plan: WorktreePlan;
  readonly git: Git;
  readonly env: Environment;
  /** Where the logs go, one for each commit. */
  readonly logs: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What a build can read where it looks beside its checkout. */
const CREDENTIALS =
  'The settings of this clone hold credentials, which builds can read. Give actions/checkout `persist-credentials: false` and `fetch-depth: 0`.';

/** As `actions/checkout` leaves them: a header for a server, or since version 6 the path of a file with one. */
async function holdsCredentials(git: Git): Promise<boolean> {
  const settings = await git.tryRun(
    'config',
    '--local',
    '--get-regexp',
    String.raw`^(http\..*extraheader|includeif\..*path)$`,
  );
  return /^http\.\S+ authorization:|git-credentials-/im.test(settings ?? '');
}

type Site = NonNullable<WorktreePlan['site']>;

/** A commit that is built; its folder is the one that the commands run in. */
interface Build {
  readonly folder: string;
  readonly log: LogFile;
}

/** Serves commits from git worktrees: each checked out, installed and built once, and served as often as asked. */
export class WorktreeProvider implements DeployProvider {
  readonly #request: WorktreeRequest;
  readonly #checkouts: Checkouts;
  readonly #builds = new Map<string, Promise<Build>>();
  readonly #servers = new Set<BuildServer>();
  readonly #ports = new Set<number>();

  private constructor(request: WorktreeRequest, checkouts: Checkouts) {
    this.#request = request;
    this.#checkouts = checkouts;
  }

  static async open(request: WorktreeRequest): Promise<WorktreeProvider> {
    if (await holdsCredentials(request.git)) request.log(CREDENTIALS);
    return new WorktreeProvider(request, Checkouts.open(request.git));
  }

  /** @throws GateError `worktree-failed`, `worktree-directory`, `build-failed`, `server-ended`, `server-not-ready`, `port-taken` */
  async resolve(sha: string, side: Subject['side']): Promise<Served> {
    const { plan, env, signal, log } = this.#request;
    const subject: Subject = { side, sha };
    const build = await this.#build(subject);
    if (plan.site !== undefined) return this.#serveFolder(build, subject, plan.site);
    const ports = this.#ports;
    const environment = environmentFor(env);
    const request = {
      plan: { ...plan, command: plan.serve ?? '' },
      subject,
      cwd: build.folder,
      env: environment,
      log: build.log,
      signal,
      ports,
    };
    const server = await BuildServer.start(request);
    this.#servers.add(server);
    log(`${side}: ${sha.slice(0, 7)} served at ${server.url}`);
    return {
      get deploy(): Deploy {
        return { side: side === 'base' ? 'base' : 'head', sha, url: server.url };
      },
      serverFailure: () => server.serverFailure(),
      close: async () => {
        this.#servers.delete(server);
        await server.close();
      },
      server,
    };
  }

  /** A folder that the build made, served by the gate itself. */
  async #serveFolder({ folder }: Build, { side, sha }: Subject, site: Site): Promise<Served> {
    const label = side === 'base' ? 'base' : 'head';
    const server = await serveFolder(label, join(folder, site.folder), { spa: site.spa });
    this.#request.log(`${side}: ${sha.slice(0, 7)} served at ${server.url} (${site.folder})`);
    return {
      get deploy(): Deploy {
        return { side: label, sha, url: server.url };
      },
      serverFailure: async () => null,
      close: server.close,
      server,
    };
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

  async dispose(): Promise<void> {
    await Promise.all([...this.#servers].map((server) => server.close()));
    this.#servers.clear();
    for (const build of this.#builds.values()) (await build.catch(() => null))?.log.close();
    this.#builds.clear();
    // Daemons that builds have started.
    await sweep([RUN_MARK, this.#checkouts.folder]);
    this.#checkouts.remove();
  }

  #build(subject: Subject): Promise<Build> {
    const known = this.#builds.get(subject.sha);
    if (known !== undefined) return known;
    const build = this.#make(subject);
    // Whoever waits for it hears of it; this is for the case that nobody does any more.
    build.catch(() => undefined);
    this.#builds.set(subject.sha, build);
    return build;
  }

  async #make(subject: Subject): Promise<Build> {
    const { plan, git, env, logs, signal, log: say } = this.#request;
    const start = performance.now();
    say(`${subject.side}: building ${subject.sha.slice(0, 7)}`);
    const log = new LogFile(join(logs, `${subject.sha.slice(0, 12)}.log`));
    try {
      const folder = await this.#checkouts.add(subject, plan.directory);
      if (subject.side !== 'base') git.withholdTokens();
      const step = { subject, env: environmentFor(env), log, signal };
      const install = await this.#installOf(plan, folder);
      if (install !== null) await runStep({ ...step, command: install, cwd: folder });
      if (plan.build !== null) await runStep({ ...step, command: plan.build, cwd: folder });
      say(`${subject.side}: built ${subject.sha.slice(0, 7)} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
      return { folder, log };
    } catch (error) {
      log.close();
      throw error;
    }
  }
}
