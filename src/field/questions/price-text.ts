import { DIALECTS } from '../engines/dialects.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import type { Events } from '../engines/events.ts';
import cellsTemplate from '../sql/price-cells.sql';
import controlTemplate from '../sql/price-control.sql';
import eventsTemplate from '../sql/price-events.sql';
import worthTemplate from '../sql/price-worth.sql';
import eventsFragment from '../sql/session-events.sql';
import viewsFragment from '../sql/session-views.sql';
import { valuesOfNode } from './nodes.ts';
import type { Scope } from './scope.ts';
import { fillTemplate, type Values } from './template.ts';
import { numberLiteral, tableValues, type Target } from './text.ts';

/** What is priced: sessions that land on a route, on one device or on all of them. */
export interface Landing {
  readonly route: string;
  /** Null: all devices. */
  readonly device: string | null;
  /** A metric in ms, or a part of it. */
  readonly path: string;
  /** Milliseconds of a bucket. */
  readonly stepMs: number;
}

const DAY_MS = 86_400_000;
/** More is not believed of one event. */
export const MOST_VALUE = 1_000_000_000;
/** A control needs no fine steps, and has two of them in a row of its answer. */
const COARSE = 2;
const COARSER = 5;

export function cellsText(target: Target, scope: Scope, landing: Landing, events: Events): string {
  return fillTemplate(cellsTemplate, {
    ...eventValues(target.dialect, events, scope),
    landings: landingsText(target, scope, landing, 'all'),
    bucket: bucketOf(target.dialect, 'reading', landing.stepMs),
  });
}

export function controlText(target: Target, scope: Scope, landing: Landing, events: Events): string {
  const { dialect } = target;
  return fillTemplate(controlTemplate, {
    ...eventValues(dialect, events, scope),
    landings: landingsText(target, scope, landing, 'final'),
    last_views: sessionViews(target, scope, landing, {
      edge: 'MAX',
      records: "type = 'final'",
      views: "type = 'final'",
    }),
    bucket: bucketOf(dialect, 'reading', COARSE * landing.stepMs),
    landing_bucket: bucketOf(dialect, 'waited', COARSER * landing.stepMs),
  });
}

export function worthText(target: Target, scope: Scope, landing: Landing, events: Events): string {
  return fillTemplate(worthTemplate, {
    ...eventValues(target.dialect, events, scope),
    landings: landingsText(target, scope, landing, 'final'),
    most_value: numberLiteral(MOST_VALUE),
  });
}

export function eventCountsText(target: Target, scope: Scope, events: Events): string {
  return fillTemplate(eventsTemplate, eventValues(target.dialect, events, scope));
}

/** A session that was open when the window began has its landing before it: a day is looked at for that. */
export const earliestOf = ({ from }: Scope): string => new Date(Date.parse(from) - DAY_MS).toISOString();

function landingsText(target: Target, scope: Scope, landing: Landing, which: 'all' | 'final'): string {
  const { text } = DIALECTS[target.dialect];
  const { route, device } = landing;
  const views = [
    `route = ${text(route)}`,
    ...(device === null ? [] : [`device = ${text(device)}`]),
    ...(which === 'final' ? ["type = 'final'"] : []),
  ];
  return sessionViews(target, scope, landing, { edge: 'MIN', records: null, views: views.join(' AND ') });
}

interface Edge {
  readonly edge: 'MIN' | 'MAX';
  /** Which records of a session the edge is sought among; null: all. */
  readonly records: string | null;
  readonly views: string;
}

function sessionViews(target: Target, scope: Scope, { path }: Landing, { edge, records, views }: Edge): string {
  const { instant } = DIALECTS[target.dialect];
  const window = `t >= ${instant(earliestOf(scope))} AND t <= ${instant(scope.to)}`;
  return fillTemplate(viewsFragment, {
    ...tableValues(target),
    ...valuesOfNode(target.dialect, path),
    edge,
    edge_records: records === null ? window : `${window} AND ${records}`,
    views,
    from: instant(scope.from),
  }).trim();
}

/** What a template says of events. */
export function eventValues(dialect: PrintedDialect, events: Events, scope: Scope): Values {
  const { key } = DIALECTS[dialect];
  const earliest = events.instant(earliestOf(scope));
  const ofTime = `${events.time} >= ${earliest}`;
  // Money that goes back is no event of its own; what is no number stays.
  const event_window =
    events.value === 'NULL' ? ofTime : `${ofTime} AND CASE WHEN ${events.value} < 0 THEN 0 ELSE 1 END = 1`;
  const values = {
    events: events.table,
    event_key: key(events.session),
    event_t: events.time,
    event_value: events.value,
    event_shard: events.shard === null ? '' : `${events.shard}, `,
    event_window,
    earliest,
  };
  return { ...values, session_events: fillTemplate(eventsFragment, values).trim() };
}

function bucketOf(dialect: PrintedDialect, column: string, stepMs: number): string {
  return DIALECTS[dialect].integer(`FLOOR(${column} / ${numberLiteral(stepMs)})`);
}
