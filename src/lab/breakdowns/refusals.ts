import type { Evidence } from '../../model/sample.ts';
import type { HostTraffic } from '../shaper/shaper.ts';

const MOST = 20;

/** What a page was refused in a visit, by host and port; undefined if it was refused nothing. */
export function refusedIn(traffic: ReadonlyMap<string, HostTraffic>): Evidence['refused'] {
  const refused = [...traffic].flatMap(([host, { refusals }]) =>
    [...refusals].map(([port, connections]) => ({ host: host.slice(0, 300), port, connections })),
  );
  return refused.length === 0 ? undefined : refused.slice(0, MOST);
}

/** A sentence for each host that was refused, the same in every visit that was refused the same. */
export function refusalNotes(traffic: ReadonlyMap<string, HostTraffic>): string[] {
  return [...traffic]
    .filter(([, { refusals }]) => refusals.size > 0)
    .map(([host, { refusals }]) => {
      const ports = [...refusals.keys()].toSorted((one, other) => one - other);
      const at = `${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`;
      return `Connections to ${host.slice(0, 300)} (${at}) were refused: it is this machine or is in its network, and is not listed under \`allow-hosts\`.`;
    });
}
