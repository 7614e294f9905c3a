import type { Beacon, FinalBeacon } from '../../model/beacon.ts';
import { nodeAt, type Breakdown } from '../../model/breakdown.ts';
import { NODE_COLUMNS } from '../engines/columns.ts';

/** A record as a row of the table: `layers` by name, the columns of nodes in the units of their metrics. */
export interface TableRow {
  readonly [column: string]: string | number | null | Readonly<Record<string, number>>;
}

/** A record as a row of the table. */
export function rowOf(record: Beacon): TableRow {
  const layers = record.type === 'final' ? layersOf(record) : {};
  return {
    type: record.type,
    view: record.view,
    session: record.session,
    t: new Date(record.t).toISOString(),
    sha: record.sha,
    route: record.route,
    path: record.path ?? null,
    device: record.device ?? null,
    connection: record.connection ?? null,
    country: record.country ?? null,
    page_type: record.pageType ?? null,
    variant: record.variant === undefined ? null : variantText(record.variant),
    state: record.state ?? null,
    navigation: record.navigation ?? null,
    ...Object.fromEntries(NODE_COLUMNS.map(({ segments, column }) => [column, valueAt(record, segments)])),
    layers: Object.keys(layers).length === 0 ? null : layers,
  };
}

/** `{ hero: 'b', cart: '1' }` → `cart=1;hero=b`. */
function variantText(variant: Readonly<Record<string, string>>): string {
  const names = Object.keys(variant).toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return names.map((name) => `${name}=${variant[name]}`).join(';');
}

function valueAt(record: Beacon, segments: readonly string[]): number | null {
  const root = record.type === 'final' ? rootOf(record, segments[0] ?? '') : null;
  return root === null ? null : (nodeAt(root, segments)?.value ?? null);
}

function rootOf(record: FinalBeacon, metric: string): Breakdown | null {
  return [record.lcp, record.inp, record.cls].find((root) => root?.id === metric) ?? null;
}

/** The parts of the server's share, or else what Server-Timing said: of a name that is there twice, the first. */
function layersOf({ lcp, serverTiming = [] }: FinalBeacon): Record<string, number> {
  const request = lcp ? nodeAt<Breakdown>(lcp, ['lcp', 'ttfb', 'request']) : undefined;
  const parts = request?.parts.filter(({ id }) => id !== 'unreported').map(({ id, value }) => [id, value] as const);
  const entries =
    parts !== undefined && request?.parts.length !== 0
      ? parts
      : serverTiming.map(({ name, dur }) => [name, dur] as const);
  return Object.fromEntries(entries.toReversed());
}
