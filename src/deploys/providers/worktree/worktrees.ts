import { join } from 'node:path';

import type { WorktreePlan } from '../../../model/config.ts';
import type { Deploy } from '../../../model/deploy.ts';
import type { Git } from '../../../git/git.ts';
import { environmentFor } from '../../../system/environment.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { sideOf, type Place, type ServedCommit } from '../provider.ts';
import { serveFolder, servedFrom } from '../static/server.ts';
import type { Subject } from './build.ts';
import { Builds, type Build, type WorktreeRequest } from './builds.ts';
import { BuildServer } from './server.ts';

/** Credentials that a build could read outside its checkout. */
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

/** Serves commits that are built here, each as often as asked. */
export class Worktrees {
  readonly #request: WorktreeRequest;
  readonly #builds: Builds;
  readonly #servers = new Set<BuildServer>();
  readonly #ports = new Set<number>();

  private constructor(request: WorktreeRequest) {
    this.#request = request;
    this.#builds = new Builds(request);
  }

  static async open(request: WorktreeRequest): Promise<Worktrees> {
    if (await holdsCredentials(request.git)) request.log(CREDENTIALS);
    return new Worktrees(request);
  }

  /** @throws GateError `worktree-failed`, `worktree-directory`, `build-failed`, `server-ended`, `server-not-ready`, `port-taken` */
  async serve(sha: string, side: Place): Promise<ServedCommit> {
    const subject: Subject = { side, sha };
    const build = await this.#builds.of(subject);
    const { site } = this.#request.plan;
    return site === undefined ? this.#runServer(build, subject) : this.#serveFolder(build, subject, site);
  }

  async #runServer({ folder, log: output }: Build, subject: Subject): Promise<ServedCommit> {
    const { plan, env, signal, log } = this.#request;
    const { side, sha } = subject;
    const server = await BuildServer.start({
      plan: { ...plan, command: plan.serve ?? '' },
      subject,
      cwd: folder,
      env: environmentFor(env),
      log: output,
      signal,
      ports: this.#ports,
    });
    this.#servers.add(server);
    log(`${side}: ${shortSha(sha)} served at ${server.url}`);
    return {
      get deploy(): Deploy {
        return { side: sideOf(side), sha, url: server.url };
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
  async #serveFolder({ folder }: Build, { side, sha }: Subject, site: Site): Promise<ServedCommit> {
    const server = await serveFolder(sideOf(side), join(folder, site.folder), { spa: site.spa });
    this.#request.log(`${side}: ${shortSha(sha)} served at ${server.url} (${site.folder})`);
    return servedFrom(server, sideOf(side), sha);
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#servers].map((server) => server.close()));
    this.#servers.clear();
    await this.#builds.dispose();
  }
}
