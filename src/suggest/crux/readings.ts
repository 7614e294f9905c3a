import { measuresInput } from '../../model/input.ts';
import { quote } from '../../source/diagnostic.ts';
import { GateError } from '../../errors.ts';
import type { Condition, Route } from '../../model/route.ts';
import type { Reading } from '../suggestion.ts';
import { isOfImages } from './metrics.ts';
import type { CruxRecord, CruxValue } from './response.ts';

/** What a record says, as readings of routes. */
export interface CruxReadings {
  readonly readings: readonly Reading[];
  /** What the mapping left out, and why. */
  readonly leftOut: readonly string[];
}

/** Whether a condition emulates a phone. */
export function isPhone({ viewport }: Condition): boolean {
  return viewport.mobile;
}

const DEVICES: Readonly<Record<string, string>> = { PHONE: 'phones', DESKTOP: 'desktops', TABLET: 'tablets' };

/** `phones`, `all devices` */
export function devicesOf({ formFactor }: CruxRecord): string {
  return formFactor === null ? 'all devices' : (DEVICES[formFactor] ?? formFactor.toLowerCase());
}

/** The conditions that stand for the devices of a record; all where it is of all devices. */
export function conditionsFor({ formFactor }: CruxRecord, conditions: readonly Condition[]): readonly Condition[] {
  if (formFactor === null) return conditions;
  if (formFactor === 'PHONE') return conditions.filter(isPhone);
  return formFactor === 'DESKTOP' ? conditions.filter((condition) => !isPhone(condition)) : [];
}

/**
 * The readings of the routes that a record is about: of those with its path, or of all where it is of an origin.
 *
 * @throws GateError `crux-no-route`
 */
export function cruxReadings(
  record: CruxRecord,
  routes: readonly Route[],
  conditions: readonly Condition[],
): CruxReadings {
  const about = record.of.kind === 'url' ? routesAt(record, routes) : routes;
  const names = conditionsFor(record, conditions).map(({ name }) => name);
  const visited = about.filter((route) => route.conditions.some((name) => names.includes(name)));
  const unvisited = about.filter((route) => !visited.includes(route));
  const isWhole = record.of.kind === 'origin' && unvisited.length === 0;
  const values = bestOf(record.values).filter(({ path }) => path !== null);
  const readings = values.flatMap((value) => {
    const needsInput = value.path === 'inp';
    const able = needsInput ? visited.filter(({ interactions }) => measuresInput(interactions)) : visited;
    const owners = isWhole && able.length === about.length ? [null] : able.map(({ name }) => name);
    return owners.map((route) => readingOf(route, value, record));
  });
  const hasInp = values.some(({ path }) => path === 'inp');
  const still = hasInp ? visited.filter(({ interactions }) => !measuresInput(interactions)) : [];
  return {
    readings,
    leftOut: [
      ...unvisited.map(
        ({ name }) => `${name}: the data are of ${devicesOf(record)}, which no condition of it emulates.`,
      ),
      ...still.map(
        ({ name }) => `${name}: INP, because the route has no interactions, so the lab would not measure it.`,
      ),
    ],
  };
}

/** Of two metrics of one node the first: all page views, not only those whose largest paint is an image. */
function bestOf(values: readonly CruxValue[]): CruxValue[] {
  return values.filter(({ path }, at) => path === null || values.findIndex((each) => each.path === path) === at);
}

function readingOf(route: string | null, { name, path, p75 }: CruxValue, record: CruxRecord): Reading {
  const place = record.of.kind === 'origin' ? 'the origin' : 'the page';
  const which = isOfImages(name) ? ' with an image as largest paint' : '';
  const of = `page views of ${place} on ${devicesOf(record)}${which}`;
  return { route, condition: null, path: path ?? '', p75, high: null, noise: null, of };
}

/** CrUX has addresses without their queries. Routes that differ in their query have the same record. */
function routesAt({ of: { address } }: CruxRecord, routes: readonly Route[]): readonly Route[] {
  const exact = routes.filter(({ path }) => pathOf(path) === address.pathname);
  if (exact.length > 0) return exact;
  const near = routes.filter(({ path }) => withoutSlash(pathOf(path)) === withoutSlash(address.pathname));
  if (near.length > 0) return near;
  const known = routes.map(({ name, path }) => `${name} (${path})`).join(', ');
  throw new GateError('crux-no-route', { path: quote(address.pathname), known: known || 'none' });
}

const withoutSlash = (path: string): string => path.replace(/\/$/, '');

function pathOf(path: string): string {
  return new URL(path, 'https://shop.invalid').pathname;
}
