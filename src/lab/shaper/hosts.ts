import type { Target } from '../../deploys/reach/reach.ts';
import type { HostMap } from '../../model/hosts.ts';
import { matchesUncased } from '../url-pattern.ts';

/** Whether a host is of one of the globs; `*.example` is every host below example, not example itself. */
export function isBlocked(globs: readonly string[], host: string): boolean {
  return globs.some((glob) => matchesUncased(glob, host));
}

/**
 * Where a connection goes that the user has sent elsewhere, null where they have not: the entry of `host:port` before that
 * of `host`, with its own port where it has one.
 */
export function routeOf(hosts: HostMap, { host, port }: Target): Target | null {
  const name = host.toLowerCase();
  const to = hosts[`${name}:${port}`] ?? hosts[name];
  if (to === undefined) return null;
  const [, bracketed, plain, newPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(to) ?? [];
  return { host: bracketed ?? plain ?? to, port: newPort === undefined ? port : Number(newPort) };
}
