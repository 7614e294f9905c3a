import type { Config, DeploySource } from '../model/config.ts';
import type { Deploy, Side } from '../model/deploy.ts';
import { serveFolder } from './static-server.ts';

/** The deploys of a run while they are served. `base` is null on a first run. */
export interface OpenDeploys {
  readonly base: Deploy | null;
  readonly head: Deploy;
  /** Starts the servers that the gate runs itself anew, each on the other's port; absent where it runs none. */
  readonly swapPorts?: () => Promise<void>;
  /** Ends what was started for them, connections included. */
  readonly close: () => Promise<void>;
}

/** Labels of the deploys; null where unknown. They need not exist in any repository. */
export interface Labels {
  readonly baseSha: string | null;
  readonly headSha: string | null;
}

/** One deploy, and what ends it. */
interface Opened {
  readonly deploy: Deploy;
  readonly close: () => Promise<void>;
}

/**
 * Makes both deploys answer: URLs are taken as they are, folders are served. `log` is told of what is served where.
 *
 * @throws GateError `static-folder`, `static-server`
 */
export async function openDeploys(
  { deploys }: Pick<Config, 'deploys'>,
  { baseSha, headSha }: Labels,
  log: (line: string) => void = () => {},
): Promise<OpenDeploys> {
  if (deploys.head === null) throw new Error('loadConfig admits no configuration without a head');
  const base = deploys.base === null ? null : await open('base', deploys.base, baseSha, log);
  try {
    const head = await open('head', deploys.head, headSha, log);
    const close = async (): Promise<void> => {
      await Promise.all([base?.close(), head.close()]);
    };
    return { base: base?.deploy ?? null, head: head.deploy, close };
  } catch (error) {
    await base?.close();
    throw error;
  }
}

async function open(
  side: Side,
  source: DeploySource,
  sha: string | null,
  log: (line: string) => void,
): Promise<Opened> {
  if (source.kind === 'url') {
    const { url, hosts } = source;
    return { deploy: { side, sha, url, ...(hosts === undefined ? {} : { hosts }) }, close: async () => {} };
  }
  const server = await serveFolder(side, source.folder);
  log(`${side}: ${server.files} ${server.files === 1 ? 'file' : 'files'} of ${source.folder} at ${server.url}`);
  return { deploy: { side, sha, url: server.url }, close: server.close };
}
