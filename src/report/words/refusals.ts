import type { Side } from '../../model/deploy.ts';
import type { Evidence } from '../../model/sample.ts';
import { count } from './format.ts';

/** What pages were refused on the runner and its network, reported once for the whole run. */
export interface Refusals {
  /** What may have been measured is another page: on one side alone, or on both where a part of it is served here. */
  readonly alerts: readonly string[];
  /** What both were refused and no page needs. */
  readonly notices: readonly string[];
}

/** Named; the rest is counted. */
const MOST = 3;
/** Reports cut longer sentences, and the line to write is the end of this one. */
const LONGEST = 400;

/** Of a visit what its refused connections take. */
export interface RefusingVisit {
  readonly side: Side;
  readonly outcome:
    | { readonly status: 'measured'; readonly evidence: Pick<Evidence, 'refused'> }
    | { readonly status: 'failed' };
}

interface RefusedHost {
  readonly where: string;
  readonly sides: ReadonlySet<Side>;
  readonly connections: number;
}

/** From the visits of a record, the unrecorded ones too. */
export function refusalsOf(visits: readonly RefusingVisit[]): Refusals {
  const measured = new Set(visits.map(({ side }) => side));
  const all = [...Map.groupBy(visits.flatMap(refusedIn), ({ where }) => where)]
    .map(([where, each]): RefusedHost => ({
      where,
      sides: new Set(each.map(({ side }) => side)),
      connections: each.reduce((sum, { connections }) => sum + connections, 0),
    }))
    .toSorted((one, other) => other.connections - one.connections);
  const [alike = [], lone = []] = [true, false].map((isAlike) =>
    all.filter(({ sides }) => (sides.size === measured.size) === isAlike),
  );
  const [machines = [], needed = []] = [true, false].map((isOf) => alike.filter((each) => isOfMachines(each) === isOf));
  return { alerts: told([...lone, ...needed]), notices: told(machines) };
}

function refusedIn({ side, outcome }: RefusingVisit): { where: string; side: Side; connections: number }[] {
  if (outcome.status === 'failed') return [];
  return (outcome.evidence.refused ?? []).map(({ host, port, connections }) => ({
    where: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
    side,
    connections,
  }));
}

function told(refused: readonly RefusedHost[]): string[] {
  if (refused.length === 0) return [];
  const texts = Array.from({ length: MOST }, (_, index) => text(refused, MOST - index));
  return [texts.find(({ length }) => length <= LONGEST) ?? texts.at(-1) ?? ''];
}

function text(refused: readonly RefusedHost[], most: number): string {
  const named = refused.slice(0, most).map(({ where, sides, connections }) => {
    const only = sides.size === 1 ? `, on ${[...sides].join('')}` : '';
    return `${where} (${count(connections, 'connection')}${only})`;
  });
  const more = refused.length > most ? ` and ${refused.length - most} more` : '';
  return `Pages were not allowed to reach this machine or its network: ${named.join(', ')}${more}. They were measured without it.${remedy(refused, most)}`;
}

/** What to write. */
function remedy(refused: readonly RefusedHost[], most: number): string {
  const hosts = refused.filter((each) => !isOfMachines(each)).map(({ where }) => where);
  if (hosts.length === 0) return '';
  return ` If they need it, write \`allow-hosts: ${JSON.stringify(hosts.slice(0, most))}\` in the configuration.`;
}

/** Link-local addresses and the clouds' metadata: only machines ask them, and no page needs them. */
function isOfMachines({ where }: RefusedHost): boolean {
  return /^169\.254\.|^\[::ffff:a9fe:|^\[fe[89ab][\da-f]:|^\[fd00:ec2::254\]/i.test(where);
}
