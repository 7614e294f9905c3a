import type { CauseId, Fact, FactKind, KnownCause } from '../../model/cause.ts';
import { quantity } from './format.ts';
import { name, type Phrase } from './phrase.ts';

/** What the words of a cause are about. */
interface Told {
  readonly cause: KnownCause;
  /** Where to look; null if it is not known. */
  readonly at: Phrase | null;
}

type Words = (told: Told) => Phrase;

/** What a cause says happened, in the middle of a sentence. */
export function causeWords(told: Told): Phrase {
  return WORDS[told.cause.id](told);
}

const WORDS: Readonly<Record<CauseId, Words>> = {
  'client-side-rendering': (told) => [
    ...elementOf(told, 'the LCP element'),
    ' is now made by a script',
    ...placeOf(told),
    ' instead of standing in the HTML',
  ],
  'hero-discovered-late': discoveredLate,
  'hero-lazy-loaded': (told) => [
    ...image(told),
    ' is now loaded lazily',
    ...placeOf(told),
    ', so it is requested later',
  ],
  'hero-low-priority': (told) => [
    ...image(told),
    ' now has a lower priority',
    ...turn(told, factOf(told, 'priority') === undefined ? 'attribute' : 'priority'),
    ...placeOf(told),
  ],
  'hero-larger': (told) => [...image(told), ' is larger', ...turn(told, 'larger', 'bytes'), ...placeOf(told)],
  'hero-slower-host': (told) => [
    ...image(told),
    factOf(told, 'host') === undefined ? ' is answered later' : ' comes from another host, which answers later',
    ...placeOf(told),
  ],
  'hero-behind-redirect': (told) => [...image(told), ' is now behind a redirect', ...redirects(told), ...placeOf(told)],
  'render-blocking-style': (told) => blocking('the style sheet', told),
  'render-blocking-script': (told) =>
    factOf(told, 'longer') === undefined ? blocking('the script', told) : working(told),
  'font-blocks-text': (told) => [
    'the text ',
    isNow(told, 'blocking') || isNow(told, 'new') ? 'now waits' : 'waits longer',
    ' for the font',
    ...urlOf(told),
    ...placeOf(told),
  ],
  'server-layer-slower': (told) => ['the layer', ...nameOf(told), ' of the server takes longer', ...placeOf(told)],
  'server-slower': (told) => ['the server takes longer to answer', ...urlOf(told), ...placeOf(told)],
  'redirect-added': (told) => ['the page is now behind a redirect', ...redirects(told), ...placeOf(told)],
  'connection-added': (told) => ['a new connection is needed for', ...urlOf(told), ...placeOf(told)],
  'cache-lost': (told) => ['a cache no longer has', ...urlOf(told), ...turn(told, 'cache-header'), ...placeOf(told)],
  'compression-lost': (told) => [
    'the answer',
    ...urlOf(told),
    ' is no longer compressed',
    ...turn(told, 'larger', 'bytes'),
    ...placeOf(told),
  ],
  'bundle-grown': (told) => [
    'the script',
    ...urlOf(told),
    ...(isNow(told, 'new') ? [' is new'] : [' is larger', ...turn(told, 'larger', 'bytes')]),
    ...placeOf(told),
  ],
  'third-party-script': (told) => [
    'the script of another site,',
    ...urlOf(told),
    ...(factOf(told, 'longer') === undefined ? [isNow(told, 'new') ? ', is new' : ', is larger'] : [', takes longer']),
    ...placeOf(told),
  ],
  'long-task-before-input': (told) => [...functionOf(told), ' keeps the main thread busy when the input arrives'],
  'slow-handler': (told) => [...functionOf(told), ' takes longer'],
  'slow-frame-callback': (told) => [...functionOf(told), ' takes longer before the next paint'],
  'large-style-recalculation': (told) => [
    'the browser takes longer for styles and layout',
    ...(factOf(told, 'elements') === undefined ? [] : [', of more elements', ...turn(told, 'elements', 'count')]),
    ...placeOf(told),
  ],
  'forced-reflow': (told) => [...functionOf(told), ' forces the browser to compute layout while it runs'],
  'unsized-image': (told) => [
    'the image',
    ...urlOf(told),
    ' has no width and height, and moves what is below it when it arrives',
    ...placeOf(told),
  ],
  'late-insert': (told) => [
    ...elementOf(told, 'an element'),
    ' is inserted late, above visible content',
    ...placeOf(told),
  ],
  'font-swap-shift': (told) => [
    'the font',
    ...urlOf(told),
    ' replaces its fallback and shifts the text',
    ...placeOf(told),
  ],
  'late-style': (told) => [
    ...(told.cause.subject.url === null ? ['a style', ...onElement(told)] : ['the style sheet', ...urlOf(told)]),
    ' is applied late',
    ...placeOf(told),
  ],
  'graphql-cost-grown': (told) => [
    'the GraphQL cost of',
    ...nameOf(told),
    ' grew',
    ...costsMore(told),
    ...placeOf(told),
  ],
};

/** ` by 100`; of what is asked for by a page that is slower: `, 20 on base and 120 on head` */
function costsMore(told: Told): Phrase {
  const { unit, amount } = told.cause;
  if (unit === 'cost') return amount === null ? [' without bound'] : [` by ${quantity(amount, 'cost')}`];
  return typeof factOf(told, 'cost')?.head === 'number' ? turn(told, 'cost', 'count') : [' without bound'];
}

/** ` (redirects: 0 on base, 1 on head)` */
function redirects(told: Told): Phrase {
  const { base, head } = factOf(told, 'redirects') ?? {};
  return typeof base === 'number' && typeof head === 'number' ? [` (redirects: ${base} on base, ${head} on head)`] : [];
}

function discoveredLate(told: Told): Phrase {
  const initiator = factOf(told, 'initiator');
  const isAskedElsewhere = initiator?.head === 'script' || initiator?.head === 'stylesheet';
  if (factOf(told, 'preload') !== undefined && !isAskedElsewhere)
    return [...image(told), ' is no longer preloaded', ...placeOf(told)];
  // Chrome names nobody for an image that a script creates.
  const isByScript =
    initiator?.head === 'script' || (initiator?.head === 'other' && factOf(told, 'created-by') !== undefined);
  if (!isByScript && initiator?.head !== 'stylesheet') return [...image(told), ' is requested later', ...placeOf(told)];
  const before = initiator === undefined ? 'parser' : String(initiator.base);
  const how: Phrase = [` is now requested by a ${isByScript ? 'script' : 'style sheet'}`];
  const instead: Phrase = [` instead of ${INITIATORS[before] ?? 'what it was requested by'}`];
  // What base had is not where the script asks.
  const isGone = told.cause.places[0]?.role === 'removed';
  return [...image(told), ...how, ...(isGone ? [...instead, ...placeOf(told)] : [...placeOf(told), ...instead])];
}

const INITIATORS: Readonly<Record<string, string>> = {
  parser: 'the document',
  preload: 'a preload',
  script: 'another script',
  stylesheet: 'a style sheet',
};

function blocking(what: string, told: Told): Phrase {
  const how = isNow(told, 'new')
    ? ' is new and blocks rendering'
    : isNow(told, 'blocking')
      ? ' now blocks rendering'
      : ' blocks rendering for longer';
  return [what, ...urlOf(told), how, ...placeOf(told)];
}

/** Of a script that need not block rendering: it keeps the main thread from painting. */
function working(told: Told): Phrase {
  const script: Phrase = told.cause.subject.url === null ? ['an inline script'] : ['the script', ...urlOf(told)];
  const paint = told.cause.metric === 'fcp' ? 'the first paint' : 'the largest paint';
  return [
    ...script,
    isNow(told, 'new') ? ' is new and works before ' : ' works longer before ',
    paint,
    ...placeOf(told),
  ];
}

function image(told: Told): Phrase {
  return ['the LCP image', ...urlOf(told)];
}

function functionOf({ cause, at }: Told): Phrase {
  const { name: called } = cause.subject;
  const where: Phrase = at === null ? [] : [' (', ...at, ')'];
  return [...(called === null ? ['an anonymous function'] : [name(called)]), ...where];
}

function elementOf({ cause: { subject } }: Told, otherwise: string): Phrase {
  return subject.selector === null ? [otherwise] : [`${otherwise.replace(/^an /, 'the ')} `, name(subject.selector)];
}

function onElement({ cause: { subject } }: Told): Phrase {
  return subject.selector === null ? [] : [' of ', name(subject.selector)];
}

function nameOf({ cause: { subject } }: Told): Phrase {
  return subject.name === null ? [] : [' ', name(subject.name)];
}

function urlOf(told: Told): Phrase {
  const { url } = told.cause.subject;
  return url === null ? [] : [' ', name(url)];
}

function placeOf({ at }: Told): Phrase {
  return at === null ? [] : [' (', ...at, ')'];
}

/** What a sentence says of a fact. Times of diagnostic visits are not measurements: no sentence has them. */
type Counted = 'bytes' | 'count';

/** `, 20 kB on base and 400 kB on head` */
function turn(told: Told, kind: FactKind, unit: Counted | null = null): Phrase {
  const fact = factOf(told, kind);
  if (fact === undefined) return [];
  const [base, head] = [valueOf(fact.base, unit), valueOf(fact.head, unit)];
  if (head === null) return base === null ? [] : [', ', ...base, ' on base'];
  return base === null ? [', ', ...head, ' on head'] : [', ', ...base, ' on base and ', ...head, ' on head'];
}

function valueOf(value: Fact['base'], unit: Counted | null): Phrase | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'number') return [name(String(value))];
  return [unit === null ? String(value) : quantity(value, unit === 'count' ? 'cost' : unit)];
}

function factOf({ cause }: Told, kind: FactKind): Fact | undefined {
  return cause.facts.find((fact) => fact.kind === kind);
}

function isNow(told: Told, kind: FactKind): boolean {
  return factOf(told, kind)?.head === true;
}
