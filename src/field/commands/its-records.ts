import type { Covariate } from '../../model/field.ts';
import { capOf } from '../analyses/cap.ts';
import { coverageDiffers, totalOf } from '../analyses/coverage.ts';
import { interruptionOf } from '../analyses/interruption.ts';
import { itsResult, type ItsResult } from '../analyses/its.ts';
import type { Engine } from '../engines/engine.ts';
import { askCoverage, coverageText } from '../questions/coverage.ts';
import { askDistributions, distributionsText } from '../questions/distributions.ts';
import type { Coverage, Distribution } from '../questions/rows.ts';
import type { Group, Scope } from '../questions/scope.ts';
import { askSeries, seriesText } from '../questions/series.ts';
import type { ItsOptions, ItsSubject } from './its-request.ts';

export interface ItsGiven {
  readonly options: ItsOptions;
  readonly subject: ItsSubject;
  readonly covariates: readonly Covariate[];
}

export interface ItsAnswer {
  readonly result: ItsResult;
  /** The conditions of the page views of the route. */
  readonly conditions: readonly (string | null)[];
}

/** @param scope null: there are no page views */
export async function askInterruption(engine: Engine, scope: Scope | null, given: ItsGiven): Promise<ItsAnswer> {
  const { options, subject } = given;
  if (scope === null) return { result: withoutRecords(given), conditions: [] };
  const distributions = await askDistributions(engine, scope, [subject.path]);
  const ofRoute = distributions.filter(({ route }) => route === options.route);
  const own = chosen(ofRoute, options.condition);
  const caps = own === undefined ? [] : capOf(own);
  const series = await askSeries(engine, scope, 'hour', caps);
  const group = { route: options.route, device: own?.device ?? options.condition, by: null };
  const sides = sidesOf(scope, subject);
  const coverage = {
    before: sides === null ? [] : await askCoverage(engine, sides.before),
    after: sides === null ? [] : await askCoverage(engine, sides.after),
  };
  const sql = [
    distributionsText(engine, scope, [subject.path]),
    ...(caps.length === 0 ? [] : [seriesText(engine, scope, 'hour', caps)]),
    ...(sides === null ? [] : [coverageText(engine, sides.before), coverageText(engine, sides.after)]),
  ];
  const about = { ...placeOf(given, group), window: { from: scope.from, to: scope.to }, sql };
  const shares = { before: shareOf(coverage.before, group), after: shareOf(coverage.after, group) };
  const found = interruptionOf({ ...modelOf(given), series, from: scope.from, to: scope.to });
  const isOther = coverageDiffers(coverage.before, coverage.after, group);
  return {
    result: itsResult(found, { ...about, coverage: shares }, isOther),
    conditions: ofRoute.map(({ device }) => device),
  };
}

/** The condition that is named, or the one with the most page views. */
function chosen(ofRoute: readonly Distribution[], condition: string | null): Distribution | undefined {
  if (condition !== null) return ofRoute.find(({ device }) => device === condition);
  return ofRoute.toSorted((one, other) => other.n - one.n)[0];
}

/** From the deploy before to the instant, and from there to the deploy after; null if the window has but one side. */
function sidesOf(scope: Scope, { deploys, interruption }: ItsSubject): { before: Scope; after: Scope } | null {
  const at = new Date(interruption.at).toISOString();
  if (at <= scope.from || at >= scope.to) return null;
  const times = deploys.map((deploy) => new Date(deploy.at).toISOString()).filter((time) => time !== at);
  const inWindow = times.filter((time) => time > scope.from && time < scope.to).toSorted();
  return {
    before: { ...scope, from: inWindow.findLast((time) => time < at) ?? scope.from, to: at },
    after: { ...scope, from: at, to: inWindow.find((time) => time > at) ?? scope.to },
  };
}

function shareOf(cells: readonly Coverage[], group: Group): number | null {
  const total = totalOf(cells, group);
  return total === null ? null : total.ended / total.starts;
}

function modelOf({ options: { slope }, subject: { deploys, interruption }, covariates }: ItsGiven) {
  return { deploys, interruption, covariates, hasSlope: slope };
}

function placeOf({ subject: { path, interruption } }: ItsGiven, { route, device }: Group) {
  const { sha } = interruption;
  const at = new Date(interruption.at).toISOString();
  return { route, condition: device, metric: path, at, sha: sha === '' ? null : sha };
}

function withoutRecords(given: ItsGiven): ItsResult {
  const { at } = given.subject.interruption;
  const found = interruptionOf({ ...modelOf(given), series: [], from: at, to: at });
  const { route, condition } = given.options;
  const place = { ...placeOf(given, { route, device: condition, by: null }), window: null, sql: [] };
  return itsResult(found, { ...place, coverage: { before: null, after: null } }, false);
}
