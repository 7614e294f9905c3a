import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import { withoutBudgets } from '../field/commands/ratio.ts';
import { readSetup, withRecords, type ReadingOptions } from '../field/commands/reading.ts';
import { judgeRecords } from '../field/commands/slo.ts';
import { readCalibration } from '../gate/verdict/calibrate.ts';
import { calibrateNoise, type CampaignNoise } from '../judge/calibration.ts';
import type { Config } from '../model/config.ts';
import { campaignsOf } from '../record/campaigns.ts';
import type { RunLog } from '../record/log.ts';
import type { ConfigFile } from './config-file.ts';
import { curlLine } from './crux/curl.ts';
import { conditionsFor, cruxReadings } from './crux/readings.ts';
import { readCrux, type CruxRecord } from './crux/response.ts';
import { suggestFromCalibration } from './from-calibration.ts';
import { suggestFromCrux, valueLines } from './from-crux.ts';
import { fieldReadings, suggestFromField } from './from-field.ts';
import { limitInLab } from './limit-in-lab.ts';
import type { SuggestOptions, SuggestPlace } from './options.ts';
import { ABOUT_VISITORS, type GoodLimitOf, type Suggestions } from './suggestion.ts';

const DEFAULT_FOLDER = 'vitals-gate-out';

/** What was found in a source. */
export interface Found {
  readonly found: Suggestions;
  /** Of a calibration. */
  readonly campaigns: readonly CampaignNoise[];
  /** Of CrUX, to be listed. */
  readonly values: readonly (readonly string[])[];
}

/** Limits of visitors, and what they make of Google's limits in the lab. */
interface Visitors extends Omit<Found, 'campaigns'> {
  readonly goodOf: GoodLimitOf;
}

/** A calibration gives limits for the lab, visitors give limits for themselves, and both together translate Google's. */
export async function readSource(options: SuggestOptions, file: ConfigFile, place: SuggestPlace): Promise<Found> {
  const visitors = await readVisitors(options, file, place);
  if (options.from === null && visitors !== null) return { ...visitors, campaigns: [] };
  const folder = options.from ?? DEFAULT_FOLDER;
  const log = await (options.from === null ? newestCalibration(file, place) : readCalibrationIn(folder, place));
  const campaigns = calibrateNoise(log.run.config.routes, campaignsOf(log), log.run.alpha);
  log.assertUnchanged();
  const routes = file.config.routes.map(({ name }) => name);
  const goodOf = visitors === null ? {} : { goodOf: visitors.goodOf };
  const found = suggestFromCalibration(campaigns, { folder, routes, ...goodOf });
  if (found.budgets.length === 0) throw new GateError('suggest-no-blocks', { folder });
  if (visitors === null) return { found, campaigns, values: [] };
  const notes = visitors.found.notes.filter((note) => note !== ABOUT_VISITORS);
  return { found: { ...found, notes: [...found.notes, ...notes] }, campaigns, values: visitors.values };
}

async function readVisitors(
  { crux, field, config }: SuggestOptions,
  file: ConfigFile,
  place: SuggestPlace,
): Promise<Visitors | null> {
  if (crux !== null) return readCruxVisitors(crux, file, place);
  return field ? readField(config, file, place) : null;
}

/** @throws GateError `suggest-no-source` */
async function newestCalibration({ file, config }: ConfigFile, place: SuggestPlace): Promise<RunLog> {
  const isThere = await stat(resolve(place.cwd, DEFAULT_FOLDER, 'samples.ndjson')).catch(() => null);
  const log = isThere === null ? null : await logIn(DEFAULT_FOLDER, place);
  if (log?.run.purpose === 'calibration') return log;
  const calibrate = file === 'vitals-gate.yml' ? 'vitals-gate calibrate' : `vitals-gate calibrate --config ${file}`;
  throw new GateError('suggest-no-source', { folder: DEFAULT_FOLDER, calibrate, curl: curlLine(config) });
}

/** @throws GateError `not-a-calibration`, `record-…` */
async function readCalibrationIn(folder: string, place: SuggestPlace): Promise<RunLog> {
  const log = await logIn(folder, place);
  if (log.run.purpose !== 'calibration') throw new GateError('not-a-calibration', { out: folder });
  return log;
}

async function logIn(folder: string, { cwd }: SuggestPlace): Promise<RunLog> {
  const [first] = await readCalibration(resolve(cwd, folder));
  if (first === undefined) throw new Error('a calibration has a record');
  return first;
}

async function readCruxVisitors(crux: string, { config }: ConfigFile, place: SuggestPlace): Promise<Visitors> {
  const record = await readCruxFile(crux, config, place);
  const { readings } = cruxReadings(record, config.routes, config.conditions);
  const conditions = conditionsFor(record, config.conditions).map(({ name }) => name);
  const goodOf = limitInLab(readings, conditions);
  return { found: suggestFromCrux(record, config), values: valueLines(record), goodOf };
}

/**
 * The answer of CrUX in a file or on standard input.
 *
 * @param config whose first route an error says how to ask for; null: an example
 * @throws GateError `usage` where the file is not named, `crux-…`
 */
export async function readCruxFile(crux: string, config: Config | null, place: SuggestPlace): Promise<CruxRecord> {
  const curl = curlLine(config ?? { deploys: { base: null }, routes: [], conditions: [] });
  const source = { name: crux === '-' ? 'on standard input' : crux, curl };
  if (crux === '')
    throw new GateError('usage', {
      what: '--crux needs a saved response of the CrUX API, or - for standard input.',
      todo: `Save one with:\n    ${source.curl}`,
    });
  return readCrux(await textOf(crux, source, place), source);
}

/** Of an answer with every metric it is 10 KB. */
const MOST_BYTES = 1_000_000;

async function textOf(
  crux: string,
  source: { readonly name: string; readonly curl: string },
  { cwd, readInput }: SuggestPlace,
): Promise<string> {
  try {
    if (crux === '-') return await readInput();
    const about = await stat(resolve(cwd, crux));
    if (!about.isFile()) throw new Error('it is not a file');
    if (about.size > MOST_BYTES) throw new Error(`it has ${about.size} bytes, and an answer of CrUX has 10,000`);
    return await readFile(resolve(cwd, crux), 'utf8');
  } catch (error) {
    throw new GateError(
      'crux-unreadable',
      { source: source.name, cause: causeOf(error), curl: source.curl },
      { cause: error },
    );
  }
}

async function readField(config: string, file: ConfigFile, { cwd, env, now }: SuggestPlace): Promise<Visitors> {
  const place = { cwd, env, now };
  const options: ReadingOptions = {
    config,
    json: false,
    by: null,
    sha: null,
    until: null,
    environment: null,
    lab: null,
    markdown: null,
    html: null,
    printSql: null,
  };
  const setup = await readSetup(options, place);
  const judged = await withRecords(setup, options, place, (engine, scope) =>
    judgeRecords(engine, scope, withoutBudgets(setup.field)),
  );
  const { routes } = file.config;
  const { readings } = fieldReadings(judged, routes);
  return { found: suggestFromField(judged, routes), values: [], goodOf: limitInLab(readings, null) };
}
