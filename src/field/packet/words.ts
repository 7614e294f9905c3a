import { parsePath } from '../../model/breakdown.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { inText } from '../../report/words/phrase.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { BECAUSE } from '../report/experiment-words.ts';
import { BECAUSE as ITS_BECAUSE } from '../report/its.ts';
import { CANNOT } from '../report/power.ts';
import type { Cited } from './sheet.ts';

const MINUS = '−';
const MOST_OF_LINE = 2000;

/** A text of a file as one line of visible characters. */
export const seen = (text: string): string => sanitizeLine(text, 300);

/** `LCP`, `TTFB of LCP`. */
export const metricName = (path: string): string => seen(inText(pathPhrase(parsePath(path) ?? [path])));

/** `12,345`. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en').replace('-', MINUS);

/** `−0.0123`: log odds, ratios. */
export const decimal = (value: number, places = 4): string => value.toFixed(places).replace('-', MINUS);

/** `7.77 %`. */
export const percent = (share: number): string => `${decimal(share * 100, 2)} %`;

/** `80 %`, `0.5 %`: a share that somebody chose. */
export const shortPercent = (share: number): string =>
  `${String(Number((share * 100).toFixed(2))).replace('-', MINUS)} %`;

/** `p = 0.023`, `p < 0.001`. */
export const probability = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** `2026-11-10 12:00 UTC`. */
export const instant = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** `40 minutes`, `3.5 hours`, `2.1 days`. */
export function duration(hours: number): string {
  if (hours < 2) return `${whole(hours * 60)} minutes`;
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${(hours / 24).toFixed(1)} days`;
}

/** `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The numbers of those that may be unknown. */
export const known = (...values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

const COVARIATE_NAMES: Readonly<Record<string, string>> = { pageType: 'page type' };
export const covariateName = (key: string): string => COVARIATE_NAMES[key] ?? seen(key);

type Words = Readonly<Record<string, string>>;

/** What a reason means; of one that is not known, the reason itself. */
const meaning =
  (words: Words) =>
  (reason: string): string =>
    Object.hasOwn(words, reason) ? (words[reason] ?? '') : seen(reason);

export const experimentReason = meaning(BECAUSE);
export const powerReason = meaning(CANNOT);
export const itsReason = meaning(ITS_BECAUSE);

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** `between 1,200 and 4,900 EUR lost a week`: a negative amount is lost. */
export function moneyBetween({ low, high }: Bounds, currency: string): string {
  if (high <= 0) return `between ${whole(-high)} and ${whole(-low)} ${currency} lost a week`;
  return low >= 0
    ? `between ${whole(low)} and ${whole(high)} ${currency} gained a week`
    : `between ${whole(-low)} ${currency} lost and ${whole(high)} ${currency} gained a week`;
}

/** `between 0.3 and 1.9 % fewer conversions`. */
export function shareBetween({ low, high }: Bounds, noun: string, [fewer, more]: readonly [string, string]): string {
  const places = Math.max(Math.abs(low), Math.abs(high)) < 0.0995 ? 1 : 0;
  const text = (share: number): string => sharePlaces(Math.abs(share), places);
  if (high <= 0) return `between ${text(high)} and ${text(low)} % ${fewer} ${noun}`;
  return low >= 0
    ? `between ${text(low)} and ${text(high)} % ${more} ${noun}`
    : `between ${text(low)} % ${fewer} and ${text(high)} % ${more} ${noun}`;
}

/** Never 0 for what is not. */
function sharePlaces(share: number, places: number): string {
  const most = 4;
  const texts = Array.from({ length: most - places + 1 }, (_, more) => (share * 100).toFixed(places + more));
  return (share === 0 ? texts[0] : texts.find((each) => Number(each) !== 0)) ?? texts.at(-1) ?? '';
}

/** `price.json:12`, `price.json:12–15`. */
export const placeOf = ({ file, from, to }: Cited): string => `${file}:${from === to ? from : `${from}–${to}`}`;

/** A text of several lines, each of visible characters; spaces at the beginning of a line stay. */
export function seenLines(text: string): string[] {
  const lines = text.trim().split('\n');
  return lines.map((line) => (/^ */.exec(line)?.[0] ?? '') + sanitizeLine(line, MOST_OF_LINE));
}
