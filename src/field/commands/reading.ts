import { dirname, resolve } from 'node:path';

import { loadConfig } from '../../config/load.ts';
import { GateError } from '../../errors.ts';
import type { Config } from '../../model/config.ts';
import type { BeaconSource, FieldConfig } from '../../model/field.ts';
import { count } from '../../report/words/format.ts';
import { keepSecret } from '../../text/redactor.ts';
import { EMPTY_ENGINE } from '../engines/empty.ts';
import type { Engine, FieldSource, PrintedDialect } from '../engines/engine.ts';
import { openEngine } from '../engines/open.ts';
import { printedTable } from '../engines/printed.ts';
import { askExtent } from '../questions/extent.ts';
import type { Dimension, Scope } from '../questions/scope.ts';
import type { ReportPage } from '../report/report-page.ts';

/** What the commands that read page views are told. */
export interface ReadingOptions {
  readonly config: string;
  readonly json: boolean;
  readonly by: Dimension | null;
  readonly sha: string | null;
  /** ISO; null: up to the newest page view. */
  readonly until: string | null;
  /** Only deploys to this environment count; null: all. */
  readonly environment: string | null;
  /** The output folder of a run of the lab, or a file in it; null: `vitals-gate-out`. */
  readonly lab: string | null;
  /** A file that the report is also written to. */
  readonly markdown: string | null;
  /** The file that the report is written to as a page. */
  readonly html: string | null;
  readonly printSql: PrintedDialect | null;
}

/** Where and when a command runs. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/** A configuration that has `field:`. */
export interface FieldSetup {
  readonly config: Config;
  readonly field: FieldConfig;
}

/** What a command has found: its texts, and the exit code. */
export interface Findings {
  readonly json: unknown;
  readonly text: string;
  readonly markdown: string;
  readonly page: ReportPage;
  readonly notices: readonly string[];
  readonly exitCode: 0 | 1 | 3;
}

const DAY_MS = 86_400_000;

/** @throws GateError as `loadConfig`; `no-field` */
export async function readSetup(options: Pick<ReadingOptions, 'config'>, { cwd, env }: Place): Promise<FieldSetup> {
  const overrides = { baseUrl: null, headUrl: null, visits: false, isOfField: true };
  const config = await loadConfig(options.config, overrides, cwd, env);
  if (config.field === null) throw new GateError('no-field', {}, { where: `${options.config}:1:1` });
  return { config, field: config.field };
}

/**
 * Asks a database about the page views of the window; it is closed in any case.
 *
 * @param ask is given null for the scope where there are no page views
 */
export async function withRecords<Answer>(
  { config, field }: FieldSetup,
  options: ReadingOptions,
  place: Place,
  ask: (engine: Engine, scope: Scope | null) => Promise<Answer>,
): Promise<Answer> {
  const folder = dirname(resolve(place.cwd, config.file));
  return placed(field, async () => {
    const engine = await openEngine(sourceOf(field, place), folder);
    try {
      const extent = await askExtent(engine, latestOf(place.now));
      const to = options.until ?? extent?.last ?? null;
      return await ask(engine, extent === null || to === null ? null : scopeUpTo(to, field, options));
    } finally {
      await engine.close();
    }
  });
}

/** What was asked of the records, or of none. */
export interface Asked<Answer> {
  readonly answer: Answer;
  /** Why there are no files of records; null if there are, or if records are in a database. */
  readonly noFiles: string | null;
}

/** As `withRecords`, but files that do not exist yet are an empty list of page views, and not an error. */
export async function askRecords<Answer>(
  setup: FieldSetup,
  options: ReadingOptions,
  place: Place,
  ask: (engine: Engine, scope: Scope | null) => Promise<Answer>,
): Promise<Asked<Answer>> {
  try {
    return { answer: await withRecords(setup, options, place, ask), noFiles: null };
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'field-no-files') throw error;
    const where = error.where === null ? '' : `${error.where}: `;
    return { answer: await ask(EMPTY_ENGINE, null), noFiles: `${where}${error.message}\n  → ${error.todo}` };
  }
}

/** What the reader is told first. */
export const noFilesNotices = ({ noFiles }: Asked<unknown>): string[] => (noFiles === null ? [] : [noFiles]);

/** Work on the records of a configuration: where they cannot be read, the error has the place that names them. */
export async function placed<Answer>({ beacons }: FieldConfig, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GateError && error.code.startsWith('field-') ? error.at(beacons.where) : error;
  }
}

/** What is not in any number, because it is not a record. */
export function leftOutNotices({ leftOut }: Engine): string[] {
  const lines = leftOut?.lines ?? 0;
  if (lines === 0) return [];
  const are = lines === 1 ? 'is not a record, and is' : 'are not records, and are';
  return [`${count(lines, 'line')} of the files ${are} left out. \`vitals-gate field check\` says why.`];
}

/** Visitors' clocks may be a day ahead; what is further ahead is not believed. */
export function latestOf(now: Date): string {
  return new Date(now.getTime() + DAY_MS).toISOString();
}

function scopeUpTo(to: string, { windowDays }: FieldConfig, { by, sha }: ReadingOptions): Scope {
  return { from: new Date(Date.parse(to) - windowDays * DAY_MS).toISOString(), to, by, sha };
}

/** What the queries of a command are printed for. */
export function printedTarget({ field }: FieldSetup, options: ReadingOptions, { now }: Place, dialect: PrintedDialect) {
  const table = field.beacons.kind === 'files' ? 'beacons' : field.beacons.table;
  return { target: printedTable(dialect, table), scope: scopeUpTo(options.until ?? latestOf(now), field, options) };
}

/** The group of the example. */
export function printedGroup({ field: { routes } }: FieldSetup) {
  const [first] = routes;
  return { route: first?.name ?? 'product', device: first?.conditions[0] ?? 'mobile', by: null };
}

/** @throws GateError `usage` if the variable that names a database is not set, or is not a URL */
export function sourceOf(field: FieldConfig, { env }: Place): FieldSource {
  const { beacons } = field;
  if (beacons.kind === 'files') {
    const except = field.deploys === null ? [] : [field.deploys];
    const { events } = field;
    const exceptGlob = events?.kind === 'files' ? { exceptGlob: events.glob } : {};
    return { kind: 'files', glob: beacons.glob, except, ...exceptGlob };
  }
  return { kind: beacons.kind, url: urlOf(beacons, env), table: beacons.table };
}

const EXAMPLE_OF = {
  postgres: 'postgres://USER:PASSWORD@HOST:5432/DATABASE',
  clickhouse: 'https://USER:PASSWORD@HOST:8443/DATABASE',
} as const;

/** A host with a port (`localhost:5432`) would be one without its second half. */
const isUrl = (text: string): boolean => /^[\w+.-]+:\//.test(text) && URL.canParse(text);

function urlOf({ kind, urlFrom, where }: Extract<BeaconSource, { urlFrom: string }>, env: Place['env']): string {
  const url = env[urlFrom]?.trim() ?? '';
  keepSecret(url);
  if (isUrl(url)) return url;
  const what = `The environment variable ${urlFrom}, which url-from names, is not ${url === '' ? 'set' : 'a URL'}.`;
  const todo = `Set it to the URL of the database, for example ${EXAMPLE_OF[kind]}.`;
  throw new GateError('usage', { what, todo }, { where });
}
