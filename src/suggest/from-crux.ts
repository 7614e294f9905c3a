import type { Config } from '../model/config.ts';
import { limit } from '../report/words/format.ts';
import { cruxReadings, conditionsFor, devicesOf } from './crux/readings.ts';
import { isOfImages, ROUND_TRIP } from './crux/metrics.ts';
import type { CruxRecord } from './crux/response.ts';
import { googlesLimit, isNegligible, maxSuggestion, shown } from './limits.ts';
import { ABOUT_VISITORS, type Suggestion, type Suggestions } from './suggestion.ts';

/** Limits for visitors, as CrUX has them; nothing of tolerances, which are about two deploys of one page. */
export function suggestFromCrux(
  record: CruxRecord,
  { routes, conditions }: Pick<Config, 'routes' | 'conditions'>,
): Suggestions {
  const { readings, leftOut } = cruxReadings(record, routes, conditions);
  const budgets = readings
    .filter((reading) => !isNegligible(reading))
    .map((reading) => maxSuggestion([reading], ({ path }) => googlesLimit(path), 0))
    .filter((suggestion): suggestion is Suggestion => suggestion !== null);
  const short = [...new Set(readings.filter(isNegligible).map(({ path }) => path))];
  const negligible = short.length === 0 ? [] : [`${short.join(', ')}, because the p75 is too short for a limit.`];
  return {
    title: titleOf(record),
    budgets,
    leftOut: [...leftOut, ...negligible],
    notes: [...aboutValues(record), ...aboutScope(record), ...aboutRoundTrip(record, conditions)],
  };
}

function titleOf({ of, lastDay, ...record }: CruxRecord): string {
  const days = lastDay === null ? '' : `, 28 days up to ${lastDay}`;
  return `From CrUX: p75 of ${of.address.href} on ${devicesOf({ of, lastDay, ...record })}${days}`;
}

/** Each metric on a line of its own: their p75s do not add up. */
export function valueLines({ values }: CruxRecord): string[][] {
  return values.map(({ name, path, p75 }) => [
    name,
    path === null ? limit({ value: p75, unit: 'ms' }) : shown(p75, path),
  ]);
}

function aboutValues({ values }: CruxRecord): string[] {
  const hasPhases = values.some(({ name }) => isOfImages(name));
  return [
    ...(hasPhases
      ? [
          'Each number is a p75 of its own. The phases are of page views whose largest paint is an image; they do not add up to LCP.',
        ]
      : []),
    ABOUT_VISITORS,
  ];
}

function aboutScope(record: CruxRecord): string[] {
  return [
    ...(record.of.kind === 'origin'
      ? [
          'The data are of the whole origin, not of a route, so the same limits are for every route. Pages with enough visitors have data of their own.',
        ]
      : []),
    ...(record.formFactor === null
      ? [
          'The data are of all devices together, because the request named no formFactor: PHONE stands for conditions like mobile, DESKTOP for those like desktop.',
        ]
      : []),
  ];
}

function aboutRoundTrip(record: CruxRecord, conditions: Config['conditions']): string[] {
  const value = record.values.find(({ name }) => name === ROUND_TRIP);
  if (value === undefined) return [];
  const emulated = conditionsFor(record, conditions).map(({ name, rttMs }) => `${name} emulates ${rttMs} ms`);
  return [
    `Visitors have a round-trip time of ${value.p75} ms at p75; ${emulated.join(', ') || 'no condition emulates these devices'}.`,
  ];
}
