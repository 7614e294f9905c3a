import type { EventSource } from '../../model/field.ts';
import { count } from '../../report/words/format.ts';
import type { PriceAnswers } from '../analyses/price/price.ts';
import { wholePercent } from '../analyses/whole-percent.ts';
import type { Events } from '../engines/events.ts';
import type { LabToField } from './price-lab.ts';
import type { FoundPrice } from './price.ts';

const of = (number: number, one: string, several: string): string[] =>
  number === 0 ? [] : [`${count(number, 'event')} ${number === 1 ? one : several}.`];

/** What was done about events that are not as they should be. */
export function eventNotices({ leftOut }: Events, { events, worth }: Pick<PriceAnswers, 'events' | 'worth'>): string[] {
  return [
    ...of(leftOut?.withoutSession ?? 0, 'has no session, and is left out', 'have no session, and are left out'),
    ...of(
      leftOut?.withoutTime ?? 0,
      'has a time that cannot be read, and is left out',
      'have a time that cannot be read, and are left out',
    ),
    ...of(
      leftOut?.withoutOffset ?? 0,
      'has a time without an offset, which is taken as UTC',
      'have times without an offset, which are taken as UTC',
    ),
    ...of(
      leftOut?.withoutNumber ?? 0,
      'has a value that is not a number: it counts as a conversion, and not as money',
      'have values that are not numbers: they count as conversions, and not as money',
    ),
    ...of(events.refunds, 'has a negative value, and is left out', 'have negative values, and are left out'),
    ...of(worth?.copies ?? 0, 'is there more than once, and counts once', 'are there more than once, and count once'),
  ];
}

/** What a reader of the figures should know. */
export function priceNotices(
  { sessions, established, money }: FoundPrice,
  { landed, worth }: PriceAnswers,
  { value, currency }: EventSource,
): string[] {
  const earlier = landed.cells.reduce((sum, cell) => sum + cell.earlier, 0);
  return [
    ...(earlier === 0
      ? []
      : [
          `${count(earlier, 'session')} of ${sessions.toLocaleString('en')} (${percent(earlier / sessions)}) ${earlier === 1 ? 'has' : 'have'} an event before the landing, which is not a conversion.`,
        ]),
    ...(value !== null && currency === null
      ? ['field.events names a value and no currency, so there is no money. Add for example currency: EUR.']
      : []),
    ...(established && currency !== null && value !== null && money === null && worth?.priced === 0
      ? ['no event of a converted session has a value, so there is no money.']
      : []),
  ];
}

const percent = (share: number): string => (share < 0.01 ? 'less than 1 %' : `${wholePercent(share)} %`);

/** Where there is money of a week, but not a week of page views. */
export function shortNotices({ money }: FoundPrice, days: number): string[] {
  if (money === null || days >= 7) return [];
  const seen = count(Math.round(days), 'day');
  return [`page views cover ${seen}, so the money of a week assumes that other days are like them.`];
}

/** Why a price cannot be used for what the lab measures. */
export function labNotices(found: LabToField | null): string[] {
  if (found === null || found.why === null) return [];
  return [`the ratio of the lab to the field is not known, because ${found.why}.`];
}
