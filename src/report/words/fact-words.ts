import type { Fact, FactKind, PlaceRole } from '../../model/cause.ts';
import type { Unit } from '../../model/metric.ts';
import { quantity } from './format.ts';

/** A fact of a cause as a row: what is compared, and what it is on each side. */
export interface FactWords {
  readonly what: string;
  readonly base: string;
  readonly head: string;
}

/** @param unit of the broken budget: shifts are larger by their score */
export function factWords({ kind, base, head }: Fact, unit: Unit): FactWords {
  const { what, unit: own } = KINDS[kind];
  const shown = kind === 'larger' && unit === 'score' ? 'score' : own;
  return { what, base: valueText(base, shown), head: valueText(head, shown) };
}

interface Kind {
  readonly what: string;
  /** Of its numbers; null: they are counts. */
  readonly unit: Unit | null;
}

const KINDS: Readonly<Record<FactKind, Kind>> = {
  new: { what: 'is there', unit: null },
  later: { what: 'begins after', unit: 'ms' },
  longer: { what: 'takes', unit: 'ms' },
  larger: { what: 'size', unit: 'bytes' },
  elements: { what: 'elements', unit: null },
  initiator: { what: 'requested by', unit: null },
  'created-by': { what: 'created by', unit: null },
  'asked-by': { what: 'requested at', unit: null },
  priority: { what: 'priority', unit: null },
  blocking: { what: 'blocks rendering', unit: null },
  preload: { what: 'is preloaded', unit: null },
  attribute: { what: 'attribute', unit: null },
  'cache-header': { what: 'cache header', unit: null },
  compression: { what: 'compression', unit: null },
  requests: { what: 'requests', unit: null },
  redirects: { what: 'redirects', unit: null },
  connection: { what: 'new connection', unit: 'ms' },
  host: { what: 'host', unit: null },
  layer: { what: 'layer of the server', unit: 'ms' },
  unsized: { what: 'lacks width and height', unit: null },
  inserted: { what: 'is inserted', unit: null },
  cost: { what: 'cost', unit: 'cost' },
};

function valueText(value: Fact['base'], unit: Unit | null): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return unit === null ? String(value) : quantity(value, unit);
}

/** What a place is to its cause. */
export const ROLE_WORDS: Readonly<Record<PlaceRole, string>> = {
  component: 'rendered by',
  ancestor: 'inside of',
  creator: 'created at',
  initiator: 'requested at',
  function: 'function',
  hottest: 'most of its time',
  caller: 'called from',
  forces: 'forces layout at',
  moves: 'moved at',
  operation: 'operation',
  server: 'server',
  source: 'source of the script',
  removed: 'on base',
};
