import type { Side } from '../model/deploy.ts';
import type { Visit } from '../model/sample.ts';
import { count } from './format.ts';

/** What pages were refused of the runner and its network: told once for the whole run. */
export interface Refusals {
  /** Where one side alone was refused: its numbers may be of another page. */
  readonly alerts: readonly string[];
  /** Where both were alike. */
  readonly notices: readonly string[];
}

/** Named; the rest is counted. */
const MOST = 3;

interface Refused {
  readonly where: string;
  readonly sides: ReadonlySet<Side>;
  readonly connections: number;
}

/** From the visits of a record, the unrecorded ones too. */
export function refusalsOf(visits: readonly Visit[]): Refusals {
  const measured = new Set(visits.map(({ side }) => side));
  const all = [...Map.groupBy(visits.flatMap(refusedIn), ({ where }) => where)]
    .map(([where, each]): Refused => ({
      where,
      sides: new Set(each.map(({ side }) => side)),
      connections: each.reduce((sum, { connections }) => sum + connections, 0),
    }))
    .toSorted((one, other) => other.connections - one.connections);
  const [alike, lone] = [true, false].map((isAlike) =>
    all.filter(({ sides }) => (sides.size === measured.size) === isAlike),
  );
  return { alerts: told(lone ?? []), notices: told(alike ?? []) };
}

function refusedIn({ side, outcome }: Visit): { where: string; side: Side; connections: number }[] {
  if (outcome.status === 'failed') return [];
  return (outcome.evidence.refused ?? []).map(({ host, port, connections }) => ({
    where: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
    side,
    connections,
  }));
}

function told(refused: readonly Refused[]): string[] {
  if (refused.length === 0) return [];
  const named = refused.slice(0, MOST).map(({ where, sides, connections }) => {
    const only = sides.size === 1 ? `, on ${[...sides].join('')}` : '';
    return `${where} (${count(connections, 'connection')}${only})`;
  });
  const more = refused.length > MOST ? ` and ${refused.length - MOST} more` : '';
  return [
    `Pages were refused what is on this machine or in its network: ${named.join(', ')}${more}. They were measured without it.${remedy(refused)}`,
  ];
}

/** What to write; nobody's page needs the addresses that only machines ask. */
function remedy(refused: readonly Refused[]): string {
  const hosts = refused.map(({ where }) => where).filter((where) => !/^169\.254\.|^\[fe80:/.test(where));
  if (hosts.length === 0) return '';
  return ` If they need it, write \`allow-hosts: ${JSON.stringify(hosts.slice(0, MOST))}\` in the configuration.`;
}
