/**
 * Where connections to a host go instead: `host` or `host:port` → `address` or `address:port`. IPv6 addresses that have
 * a port stand in brackets.
 */
export type HostMap = Readonly<Record<string, string>>;

export interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * Where the user's host map sends a connection, or null. The entry of `host:port` precedes that of `host`; its port, if
 * any, replaces the connection's.
 */
export function routeOf(hosts: HostMap, { host, port }: Target): Target | null {
  const name = host.toLowerCase();
  const to = hosts[`${name}:${port}`] ?? hosts[name];
  if (to === undefined) return null;
  const [, bracketed, plain, newPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(to) ?? [];
  return { host: bracketed ?? plain ?? to, port: newPort === undefined ? port : Number(newPort) };
}

/** The entries that are the same in every map, so that they hold under each of them. */
export function sharedHosts([first, ...others]: readonly (HostMap | undefined)[]): HostMap {
  const entries = Object.entries(first ?? {});
  return Object.fromEntries(entries.filter(([host, to]) => others.every((other) => other?.[host] === to)));
}

/** Whether a host name, as a URL has it, leads to this machine by the name alone. */
export function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|\[::1\]|127(?:\.\d+){3})$/.test(hostname);
}
