/**
 * Where connections to a host go instead: `host` or `host:port` → `address` or `address:port`. IPv6 addresses that have
 * a port stand in brackets.
 */
export type HostMap = Readonly<Record<string, string>>;
