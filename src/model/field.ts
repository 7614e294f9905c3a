import type { Budget } from './budget.ts';

/** What a configuration says of the field: where page views are recorded, and what visitors may be made to wait. */
export interface FieldConfig {
  readonly beacons: BeaconSource;
  /** What visitors did; null if the configuration does not say. */
  readonly events: EventSource | null;
  /** The absolute path of the file that lists deploys; null if there is none. */
  readonly deploys: string | null;
  /** How many days of page views are looked at. */
  readonly windowDays: number;
  /** What beside deploys may have moved what visitors measured. */
  readonly covariates: readonly Covariate[];
  /** Every declared route; none: each route of the data is held against `budgets`. */
  readonly routes: readonly FieldRoute[];
  /** The budgets of a route that is not declared. */
  readonly budgets: readonly Budget[];
}

/** A campaign, a holiday, a change in the team. */
export interface Covariate {
  readonly name: string;
  /** Days (UTC, `2026-11-20`), both included. */
  readonly spans: readonly { readonly from: string; readonly to: string }[];
}

/** A route as the field knows it: visitors always interact, so that INP has its default budget. */
export interface FieldRoute {
  readonly name: string;
  readonly conditions: readonly string[];
  readonly budgets: readonly Budget[];
}

/**
 * Where page views are recorded. A URL is the value of an environment variable, because it may hold a password. `where` is
 * the place in the configuration that says so: `file:line:column`.
 */
export type BeaconSource = { readonly where: string } & (
  | { readonly kind: 'files'; /** Relative to `folder`. */ readonly glob: string; readonly folder: string }
  | { readonly kind: DatabaseKind; readonly urlFrom: string; readonly table: string }
);

/**
 * Where events of sessions are recorded: in files, relative to the folder of the configuration, or in a table of the database
 * that has the page views. `where` is the place in the configuration that says so: `file:line:column`.
 */
export type EventSource = EventColumns & { readonly where: string } & (
    | { readonly kind: 'files'; readonly glob: string }
    | { readonly kind: 'table'; readonly table: string }
  );

/** The names of columns, or of keys of JSON. */
export interface EventColumns {
  readonly session: string;
  readonly time: string;
  /** What an event is worth; null if events have no worth. */
  readonly value: string | null;
  /** What values are in, as ISO 4217 has it: `EUR`. */
  readonly currency: string | null;
}

export const DATABASES = ['postgres', 'clickhouse'] as const;
type DatabaseKind = (typeof DATABASES)[number];
