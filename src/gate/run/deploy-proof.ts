import { prove, type Doubt, type Proof } from '../../deploys/proof/prove.ts';
import type { OpenDeploys } from '../../deploys/deploys.ts';
import { visitorOf } from '../../lab/session/visitor.ts';
import type { Config } from '../../model/config.ts';
import { SIDES, type Deploy } from '../../model/deploy.ts';
import { sharedHosts } from '../../model/hosts.ts';
import type { Run } from './run.ts';
import { isOwn } from './shards.ts';

/** Whether the deploys serve what they are labelled with, as far as that can be known. */
export function proofOf(config: Config, { base, head }: OpenDeploys, signal: AbortSignal): Promise<Proof> {
  const [route] = config.routes;
  const session = route?.session;
  // Requests outside Chrome have no condition, so they use the host mappings that all conditions share.
  const hosts = sharedHosts(config.conditions.map((condition) => condition.hosts));
  const mapped = (deploy: Deploy): Deploy => ({ ...deploy, hosts: { ...hosts, ...deploy.hosts } });
  return prove({
    base: base && mapped(base),
    head: mapped(head),
    proof: config.verify,
    paths: config.routes.map(({ path }) => path),
    headersFor: ({ url }) => (route === undefined ? {} : visitorOf(route, url, process.env).headers),
    hasLogin: session !== undefined && (session.setup.length > 0 || session.cookies.length > 0),
    signal,
    allowHosts: config.allowHosts,
  });
}

/** Why a side's deploy is lost, or null. Waits for a server that is restarting. */
export async function serverLost({ serverFailure }: OpenDeploys): Promise<Doubt | null> {
  for (const side of SIDES) {
    const reason = await serverFailure(side);
    if (reason !== null) return { code: 'server-gone', reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` };
  }
  return null;
}

/** Records that no number of the run can be believed: every campaign is unmeasured, for this reason. */
export function discardAll(
  { config, log, progress }: Pick<Run, 'config' | 'log' | 'progress'>,
  { code, reason }: Doubt,
): void {
  progress.line(reason);
  const unmeasurable = { sides: [...SIDES], code, reason };
  for (const { name: route, conditions } of config.routes)
    for (const condition of conditions.filter((each) => isOwn(log.run.shard ?? null, { route, condition: each })))
      log.append({ type: 'campaign', route, condition, stopped: 'unmeasurable', unmeasurable });
}
