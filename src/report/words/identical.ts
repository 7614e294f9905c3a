import type { Obstacle } from '../../model/answers.ts';
import type { Identity, MeasuredBecause } from '../../model/identity.ts';
import type { GateReport } from '../../model/report.ts';
import type { MeasuredRoute, Skipped, SkippedRoute } from '../../model/skipped.ts';
import { stripQuery } from '../../text/strip-query.ts';
import { tellIdentity } from '../rows/skipped.ts';
import { count } from './format.ts';
import { routePhrase } from './names.ts';
import { listed, name, prose, type Phrase } from './phrase.ts';

/** `6 of 10 routes serve identical bytes: not measured`; empty if all were measured. */
export function identicalText(report: GateReport): string {
  const summary = identicalSummary(report);
  return summary === '' ? '' : `${summary}: not measured`;
}

/** `all 10 routes serve identical bytes`, `6 of 10 routes serve identical bytes`; empty if none do. */
export function identicalSummary(report: GateReport): string {
  const { skipped } = report.result;
  return skipped === undefined || skipped.routes.length === 0 ? '' : identicalCount(skipped, report);
}

function identicalCount({ routes }: Skipped, { routes: all }: GateReport): string {
  const total = Math.max(all.length, routes.length);
  const isOnce = new Set(all.map(({ route }) => route)).size === all.length;
  const noun = isOnce ? 'route' : 'combination';
  const of = isOnce ? '' : ' of route and condition';
  if (routes.length === total && total === 1) return 'the only route serves identical bytes';
  const part = routes.length === total ? `all ${total}` : `${routes.length} of ${total}`;
  return `${part} ${noun}${total === 1 ? '' : 's'}${of} serve${routes.length === 1 ? 's' : ''} identical bytes`;
}

/** `home` on mobile: 14 responses compared, 9 requests made again, 12 times on each side, to compare their times. */
export function skippedPhrases({ skipped }: GateReport['result']): Phrase[] {
  return (skipped?.routes ?? []).map((route) => [...routePhrase(route), `: ${comparedText(route)}`]);
}

/** `14 responses compared, 9 requests made again, 12 times on each side, to compare their times` */
function comparedText({ responses, repeatedRequests, repeats }: Omit<SkippedRoute, 'route' | 'condition'>): string {
  const again = `${count(repeatedRequests, 'request')} made again, ${repeats / 2} times on each side, to compare their times`;
  return `${count(responses, 'response')} compared${repeatedRequests === 0 ? '' : `, ${again}`}`;
}

/** What a run says of a route that it does not measure; null of one that it does. */
export function identicalEnd(identity: Identity | null): string | null {
  const told = identity === null ? null : tellIdentity(identity);
  if (told?.kind !== 'identical') return null;
  return `base and head serve identical bytes (${comparedText(told)}); not measured`;
}

/** Why routes were measured, one sentence per reason: `home` on mobile and `cart` on mobile: the body of `/app.js` differs. */
export function measuredPhrases({ skipped, base, head }: GateReport['result']): Phrase[] {
  const deploys = [base.url, head.url].filter((url) => url !== null);
  const groups = Map.groupBy(skipped?.measured ?? [], ({ because, url, side, what }) =>
    JSON.stringify([because, url === null ? null : shownUrl(url, deploys), side, what]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [[...listed(placesOf(group)), ': ', ...measuredPhrase(first, deploys)]];
  });
}

const MOST_PLACES = 5;

function placesOf(group: readonly MeasuredRoute[]): Phrase[] {
  const shown = group.slice(0, MOST_PLACES).map(routePhrase);
  const more = group.length - shown.length;
  return more === 0 ? shown : [...shown, [`${more} more`]];
}

type MeasuredReason = Pick<MeasuredRoute, 'because' | 'url' | 'side' | 'what'>;

/** Why a route is measured: `the body of /app.js differs`. `deploys`: the URLs of both, below which a path says enough. */
export function measuredPhrase({ because, url, side, what }: MeasuredReason, deploys: readonly string[]): Phrase {
  const about = { url: url === null ? null : name(shownUrl(url, deploys)), side, what };
  return SENTENCES[because](about);
}

interface Subject {
  readonly url: ReturnType<typeof name> | null;
  readonly side: MeasuredRoute['side'];
  readonly what: string | null;
}

const SENTENCES: Readonly<Record<MeasuredBecause, (about: Subject) => Phrase>> = {
  asked: () => ['every route is to be measured'],
  'no-base': () => ['there is no base to compare with'],
  'absolute-budget': ({ what }) =>
    what === null
      ? ['it has a `max` budget, which blocks even if nothing changed (`pre-existing: block`)']
      : ['on base, the first visit left no room below the `max` of ', name(what)],
  'warm-up-failed': ({ side, what }) => [
    `a first visit${side === null ? '' : ` to ${side}`} failed`,
    ...(what === null ? [] : [': ', prose(what)]),
  ],
  unseen: ({ url, what }) => [OBSTACLES[what ?? ''] ?? 'not all that was served could be seen', ...inBrackets(url)],
  differs: ({ url, what }) => {
    if (what === 'only on base' || what === 'only on head') return [...response(url), ` is requested ${what}`];
    return [...partOf(what), ...response(url), ' differs'];
  },
  varies: ({ url, side, what }) => [
    ...partOf(what),
    ...response(url),
    ` is not the same from request to request${side === null ? '' : ` on ${side}`}`,
  ],
  'not-repeatable': ({ url, what }) => [
    what === 'GET' ? 'after an interaction the page sends ' : 'before the largest paint the page sends ',
    ...(what === null ? ['a request'] : ['a ', prose(what), ' request']),
    what === 'GET' ? ' that may change something on the server' : ' that cannot be made again',
    ...inBrackets(url),
  ],
  unreadable: ({ url, what }) => {
    if (what === 'body') return [...partOf(what), ...response(url), ' cannot be compared'];
    return [...response(url), ' cannot be compared', ...(what === null ? [] : [': ', prose(what)])];
  },
  slower: ({ url, what }) => {
    const waited = WARM_UPS[what ?? ''];
    if (waited !== undefined) return [`${waited} of the first visits is not clearly the same`];
    if (what === 'at once') return ['the time of all responses at once is not clearly the same'];
    if (url === null) return ['the times of the responses are not clearly the same'];
    return ['the time of ', url, ...(what === null ? [] : [' ', prose(what)]), ' is not clearly the same'];
  },
};

/** What head's first visit waited for longer than base's. */
const WARM_UPS: Readonly<Partial<Record<string, string>>> = {
  'warm-up lcp': 'LCP',
  'warm-up fcp': 'FCP',
  'warm-up lcp.ttfb': 'the time to first byte',
};

/** What forbids to say that a visit was served nothing else. */
const OBSTACLES: Readonly<Partial<Record<string, string>>> = {
  'service-worker': 'the page has a service worker',
  worker: 'the page starts a worker',
  stream: 'the page keeps a response open',
  'not-settled': 'the page was still busy at the time limit of its first visit',
  'failed-request': 'a request failed',
  'too-many-requests': 'the page sends too many requests',
  storage: 'the page does not store the same on base and head',
  'server-timing': 'a budget is on a layer of `Server-Timing`, which response times do not show',
} satisfies Record<Obstacle['kind'] | 'server-timing', string>;

function response(url: Subject['url']): Phrase {
  return url === null ? ['a response'] : [url];
}

/** `the body of ` */
function partOf(what: string | null): Phrase {
  return what === null ? [] : ['the ', prose(what), ' of '];
}

function inBrackets(url: Subject['url']): Phrase {
  return url === null ? [] : [' (', url, ')'];
}

/** Below a deploy its path, else host and path: no query, no credentials. */
function shownUrl(url: string, deploys: readonly string[]): string {
  const plain = stripQuery(url);
  if (!URL.canParse(plain)) return plain;
  const { origin, host, pathname } = new URL(plain);
  const isOurs = deploys.some((deploy) => URL.canParse(deploy) && new URL(deploy).origin === origin);
  return isOurs ? pathname : `${host}${pathname}`;
}
