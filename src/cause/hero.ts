import type { DiagnosedRequest, DiagnosticVisit } from '../model/diagnosis.ts';
import type { Fact, FoundPlace } from '../model/cause.ts';
import {
  askedAtOnHead,
  askedOnBase,
  fact,
  grown,
  rendered,
  served,
  subjectOf,
  turnFact,
  type Context,
  type Finding,
} from './finding.ts';
import { becameTrue, BYTES_FLOOR, growthOf, sidesOf, turned, type Growth } from './growth.ts';
import { askedMs, discoveredMs, downloadMs, endedMs, growthIn, tookMs, turnedIn, waitMs, type Pair } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';
import { stripQuery } from '../text/strip-query.ts';

/** What happened to the LCP image, and to the element that shows it. */

export const DELAY = ['lcp', 'resource-load-delay'];
export const DURATION = ['lcp', 'resource-load-duration'];
export const RENDER = ['lcp', 'element-render-delay'];
/** Chrome's words, the least first. */
const PRIORITIES = ['VeryLow', 'Low', 'Medium', 'High', 'VeryHigh'];
/** A document that lost so much of its text has its content made elsewhere. */
const SHELL_FRACTION = 0.7;

const attribute =
  (name: string) =>
  ({ visit }: SeenVisit): string =>
    visit.lcp?.attributes[name] ?? '';

/** The image's element says `loading="lazy"` on head and not on base. */
export function heroLazyLoaded(context: Context): Finding[] {
  const { hero, sides } = context;
  const isLazy = sidesOf(sides, (seen) => attribute('loading')(seen).toLowerCase() === 'lazy');
  const later = hero === null ? null : growthIn(hero, discoveredMs);
  if (hero === null || later === null || !becameTrue(isLazy)) return [];
  const facts = [attributeFact('loading', context), grown('later', later)];
  return [heroFinding(context, { id: 'hero-lazy-loaded', hero, growth: later, facts, claims: ['hero:delay'] })];
}

/** Chrome gives the image a lower priority, though it is asked for in the same way; so it is sent later, or comes slower. */
export function heroLowPriority(context: Context): Finding[] {
  const { hero } = context;
  if (hero === null || !hero.isMatched || otherDiscovery(hero).length > 0) return [];
  const priority = turnedIn(hero, ({ priority: { first } }) => first);
  const hint = turned(sidesOf(context.sides, attribute('fetchpriority')));
  const isLower = priority !== null && rankOf(priority.head) < rankOf(priority.base);
  const isHintLower = hint !== null && (hint.head === 'low' || hint.base === 'high');
  const later = growthIn(hero, discoveredMs) ?? growthIn(hero, endedMs);
  if (later === null || !(isLower || isHintLower)) return [];
  const hints = hint === null ? [] : [attributeFact('fetchpriority', context)];
  const facts = [...turnFact('priority', priority), ...hints, grown('later', later)];
  const claims = ['hero:delay', 'hero:queue'];
  return [
    heroFinding(context, { id: 'hero-low-priority', hero, growth: later, facts, claims, phases: [DELAY, DURATION] }),
  ];
}

/** A redirect more stands before the image. */
export function heroBehindRedirect(context: Context): Finding[] {
  const { hero } = context;
  const hops = hero === null ? null : turnedIn(hero, ({ redirects }) => redirects.length);
  const longer = hero === null ? null : (growthIn(hero, tookMs) ?? growthIn(hero, endedMs));
  if (hero === null || hops === null || hops.head <= hops.base || longer === null) return [];
  const facts = [fact('redirects', hops.base, hops.head), grown('longer', longer)];
  const claims = ['hero:delay', 'hero:wait'];
  const phases = [DURATION, DELAY];
  return [
    heroFinding(context, { id: 'hero-behind-redirect', hero, growth: longer, facts, claims, phases, isOfFile: true }),
  ];
}

/** The image has more bytes, and takes longer to come after its answer has begun. */
export function heroLarger(context: Context): Finding[] {
  const { hero } = context;
  const larger = hero === null ? null : growthIn(hero, ({ encodedBytes }) => encodedBytes, BYTES_FLOOR);
  if (hero === null || larger === null) return [];
  const isOfBytes = context.metric === 'bytes';
  const longer = isOfBytes ? larger : (growthIn(hero, downloadMs) ?? growthIn(hero, tookMs));
  if (longer === null) return [];
  const facts = [grown('larger', larger), ...(isOfBytes ? [] : [grown('longer', longer)])];
  const phases = isOfBytes ? [['bytes', 'image']] : [DURATION];
  const claims = ['hero:download', `request:${hero.key}`];
  return [heroFinding(context, { id: 'hero-larger', hero, growth: longer, facts, claims, phases, isOfFile: true })];
}

/** The host of the image takes longer to answer, or another host does. */
export function heroSlowerHost(context: Context): Finding[] {
  const { hero } = context;
  const longer = hero === null ? null : growthIn(hero, waitMs);
  if (hero === null || longer === null) return [];
  const facts = [...turnFact('host', turnedIn(hero, hostOf)), grown('longer', longer)];
  const claims = ['hero:wait', `request:${hero.key}`];
  const phases = [DURATION];
  return [
    heroFinding(context, { id: 'hero-slower-host', hero, growth: longer, facts, claims, phases, isOfFile: true }),
  ];
}

/** The element was made by the parser on base and is made by a script on head: all of the content, not the image alone. */
export function clientSideRendering(context: Context): Finding[] {
  const { sides, hero } = context;
  const isMade = sidesOf(sides, ({ visit }) => visit.lcp !== null && visit.lcp.createdBy.length > 0);
  if (!becameTrue(isMade) || !isContentMadeLate(context)) return [];
  const later =
    (hero === null ? null : growthIn(hero, discoveredMs)) ??
    growthOf(sidesOf(sides, ({ visit, ttfbMs }) => (visit.lcp === null ? null : visit.lcp.renderedMs - ttfbMs)));
  if (later === null) return [];
  const { lcp } = sides.head[0]?.visit ?? {};
  return [
    {
      id: 'client-side-rendering',
      amount: later.amount,
      phases: [DELAY, RENDER],
      claims: ['hero:delay', 'hero:queue', 'hero:render'],
      facts: [fact('created-by', 'parser', 'script'), ...initiatorFacts(hero), grown('later', later)],
      places: makersOf(lcp ?? null),
      subject: { url: null, selector: lcp?.selector ?? null, name: null },
    },
  ];
}

/** Whether text that base had, or the first paint, or much of the document is made by scripts too. */
function isContentMadeLate({ sides }: Context): boolean {
  const isText = sides.head.every(({ visit }) => (visit.lcp?.url ?? null) === null);
  const selectors = [...sides.base, ...sides.head].map(({ visit }) => visit.lcp?.selector);
  if (isText && new Set(selectors).size === 1) return true;
  const firstPaint = growthOf(
    sidesOf(sides, ({ visit, ttfbMs }) => (visit.seen.fcpMs === null ? null : visit.seen.fcpMs - ttfbMs)),
  );
  const sizes = sidesOf(sides, ({ document }) => document?.decodedBytes ?? 0);
  const isShell = Math.max(...sizes.head) < SHELL_FRACTION * Math.min(...sizes.base);
  return firstPaint !== null || isShell;
}

/** The image is asked for later: by something else than on base, without its preload, or behind more. */
export function heroDiscoveredLate(context: Context): Finding[] {
  const { hero } = context;
  const later = hero === null ? null : (growthIn(hero, askedMs) ?? growthIn(hero, discoveredMs));
  if (hero === null || later === null) return [];
  const facts = [...otherDiscovery(hero), ...createdFacts(context), grown('later', later)];
  return [heroFinding(context, { id: 'hero-discovered-late', hero, growth: later, facts, claims: ['hero:delay'] })];
}

function createdFacts({ sides }: Context): Fact[] {
  const isMade = sidesOf(sides, ({ visit }) => visit.lcp !== null && visit.lcp.createdBy.length > 0);
  return becameTrue(isMade) ? [fact('created-by', 'parser', 'script')] : [];
}

/** Who asks for it, and whether it is preloaded, where that turned. */
function otherDiscovery(hero: Pair): Fact[] {
  const preload = turnedIn(hero, ({ isPreloaded, initiator }) => isPreloaded || initiator === 'preload');
  return [...initiatorFacts(hero), ...(preload?.head === false ? [fact('preload', true, false)] : [])];
}

function initiatorFacts(hero: Pair | null): Fact[] {
  if (hero === null) return [];
  const initiator = turnedIn(hero, (request) => request.initiator);
  const isAddedPreload = initiator?.head === 'preload';
  if (initiator === null || isAddedPreload) return [];
  return [fact('initiator', initiator.base, initiator.head), ...turnFact('asked-by', turnedIn(hero, askerOf))];
}

/** `/assets/gallery-*.js:31` */
function askerOf({ askedBy, stack }: DiagnosedRequest, { keyOf }: SeenVisit): string | null {
  const [frame] = stack;
  const at = frame ?? askedBy;
  return at === null || at === undefined ? null : stripQuery(keyOf(at.url)) + (at.line === null ? '' : `:${at.line}`);
}

interface HeroFinding extends Pick<Finding, 'id' | 'facts' | 'claims'> {
  readonly hero: Pair;
  readonly growth: Growth;
  readonly phases?: Finding['phases'];
  /** Whether it is about what is at the URL: then only who says the URL matters, not what renders the element. */
  readonly isOfFile?: boolean;
}

function heroFinding(
  context: Context,
  { hero, growth, phases = [DELAY], isOfFile = false, ...rest }: HeroFinding,
): Finding {
  const selector = context.sides.head[0]?.visit.lcp?.selector ?? null;
  return {
    ...rest,
    amount: growth.amount,
    phases,
    places: heroPlaces(context, hero, isOfFile),
    subject: subjectOf(hero, selector),
  };
}

/** Who made the element knows more than the request, whose initiator Chrome often does not name. */
function heroPlaces({ sides }: Context, hero: Pair, isOfFile: boolean): FoundPlace[] {
  const lcp = sides.head[0]?.visit.lcp ?? null;
  const makers = isOfFile ? served('creator', lcp?.createdBy ?? []) : makersOf(lcp);
  return [...makers, ...askedAtOnHead(hero), ...askedOnBase(hero)];
}

/** A framework creates elements itself: what rendered them says more. */
function makersOf(lcp: DiagnosticVisit['lcp']): FoundPlace[] {
  return [...rendered(lcp?.renderedBy ?? []), ...served('creator', lcp?.createdBy ?? [])];
}

function attributeFact(name: string, { sides }: Context): Fact {
  const of = (visits: readonly SeenVisit[]): string | null => {
    const value = visits[0] === undefined ? '' : attribute(name)(visits[0]);
    return value === '' ? null : `${name}=${value}`;
  };
  return fact('attribute', of(sides.base), of(sides.head));
}

function rankOf(priority: string): number {
  return PRIORITIES.indexOf(priority);
}

/** Another deploy's own host is not another host. */
export function hostOf({ url, isSameOrigin }: DiagnosedRequest): string {
  if (isSameOrigin) return 'the deploy';
  return URL.canParse(url) ? new URL(url).host : '';
}
