import type { Engine, Row } from '../engines/engine.ts';
import type { Events } from '../engines/events.ts';
import { cellsText, controlText, eventCountsText, worthText, type Landing } from './price-text.ts';
import { nullableText, numberOf, sortedBy, textOf } from './read-rows.ts';
import type { Scope } from './scope.ts';

/** What may make both visitors wait and keep them from converting; null where records do not say. */
export const COVARIATES = ['device', 'connection', 'country', 'pageType'] as const;
export type Covariates = Readonly<Record<(typeof COVARIATES)[number], string | null>>;

/** Sessions that have their covariates in common, and waited about as long. */
export interface SessionCell extends Covariates {
  readonly n: number;
  /** Σ of milliseconds. */
  readonly totalMs: number;
  /** Sessions with an event from the landing on, and those with one before it. */
  readonly converted: number;
  readonly earlier: number;
}

/** All sessions that landed. */
export interface LandedSessions {
  readonly cells: readonly SessionCell[];
  /** Landings whose beginning is known, and those that have a reading. */
  readonly starts: number;
  readonly analysed: number;
  readonly states: { readonly fresh: number; readonly stale: number; readonly failed: number };
}

/** Sessions of several views: `totalMs` is of the last of them, `landedMs` of the landing view. */
export interface ControlCell extends Covariates {
  readonly lastRoute: string;
  readonly n: number;
  readonly totalMs: number;
  readonly landedMs: number;
  /** With an event between the two. */
  readonly converted: number;
}

/** What converted sessions are worth; money is in hundredths. */
export interface Worth {
  readonly sessions: number;
  readonly cents: number;
  readonly squares: number;
  readonly events: number;
  readonly priced: number;
  /** Events that are there more than once, without the first of each. */
  readonly copies: number;
}

export interface EventCounts {
  readonly events: number;
  readonly refunds: number;
}

/** The sessions that landed on the route. */
export async function askCells(
  engine: Engine,
  scope: Scope,
  landing: Landing,
  events: Events,
): Promise<LandedSessions> {
  const rows = await engine.query(cellsText(engine, scope, landing, events));
  const sum = (column: string): number => rows.reduce((total, row) => total + numberOf(row, column), 0);
  const cells = rows.filter((row) => numberOf(row, 'n') > 0);
  return {
    cells: inOrder(cells, (row) => ({
      ...covariatesOf(row),
      n: numberOf(row, 'n'),
      totalMs: numberOf(row, 'total'),
      converted: numberOf(row, 'y'),
      earlier: numberOf(row, 'b'),
    })),
    starts: sum('starts'),
    analysed: sum('n'),
    states: { fresh: sum('fresh_n'), stale: sum('stale_n'), failed: sum('failed_n') },
  };
}

/** The sessions that landed on the route and saw another view. */
export async function askControl(
  engine: Engine,
  scope: Scope,
  landing: Landing,
  events: Events,
): Promise<ControlCell[]> {
  const rows = await engine.query(controlText(engine, scope, landing, events));
  return inOrder(rows, (row) => ({
    ...covariatesOf(row),
    lastRoute: textOf(row, 'last_route'),
    n: numberOf(row, 'n'),
    totalMs: numberOf(row, 'total'),
    landedMs: numberOf(row, 'landed'),
    converted: numberOf(row, 'y'),
  }));
}

export async function askWorth(engine: Engine, scope: Scope, landing: Landing, events: Events): Promise<Worth> {
  const [row = {}] = await engine.query(worthText(engine, scope, landing, events));
  return {
    sessions: numberOf(row, 'buyers'),
    cents: numberOf(row, 'cents'),
    squares: numberOf(row, 'squares'),
    events: numberOf(row, 'orders_n'),
    priced: numberOf(row, 'priced_n'),
    copies: numberOf(row, 'copies_n'),
  };
}

export async function askEventCounts(engine: Engine, scope: Scope, events: Events): Promise<EventCounts> {
  const [row = {}] = await engine.query(eventCountsText(engine, scope, events));
  return { events: numberOf(row, 'n'), refunds: numberOf(row, 'refunds') };
}

function covariatesOf(row: Row): Covariates {
  return {
    device: nullableText(row, 'device'),
    connection: nullableText(row, 'connection'),
    country: nullableText(row, 'country'),
    pageType: nullableText(row, 'page_type'),
  };
}

/** The same order on every engine, so that sums of floating-point numbers are the same, too. */
function inOrder<Item>(rows: readonly Row[], itemOf: (row: Row) => Item): Item[] {
  const keys = ['device', 'connection', 'country', 'page_type', 'last_route'];
  const sorted = sortedBy(rows, (row) => [
    ...keys.map((key) => nullableText(row, key)),
    numberOf(row, 'bucket'),
    numberOf(row, 'landing_bucket'),
  ]);
  return sorted.map(itemOf);
}
