import type { Beacon } from '../model/beacon.ts';
import type { NavigationFacts } from '../readings/facts.ts';
import { watchEvents } from '../readings/page/events.ts';
import { navigationFacts } from '../readings/page/read.ts';
import { attempt } from './attempt.ts';
import { createConsent, isRefused } from './consent.ts';
import type { BeaconOptions } from './options.ts';
import { loadNavigation, stateOf, viewOf } from './page.ts';
import { createSender } from './sender.ts';
import { isSampled, sessionAt } from './session.ts';
import { finalLine, startLine, type View } from './view.ts';
import { watchVitals } from './vitals.ts';
import { warn } from './warn.ts';

export type { BeaconOptions } from './options.ts';

/** Events kept: more than there are in the second after which an interaction is read. */
const MOST_EVENTS = 500;
/** Views that wait for consent: more of one page are not worth the memory. */
const MOST_VIEWS = 50;
/** The longest that records wait for an idle moment, ms. */
const IDLE_WAIT_MS = 2000;

/** Marks the page: a second copy of the beacon would count its views twice. */
const RUNNING = Symbol.for('vitals-gate');
const page = globalThis as { [RUNNING]?: boolean };

/**
 * Records the views of this page and sends them to a collector. Does nothing in a frame, if the visitor asks not to be
 * tracked, and if it runs already. It never throws.
 */
export function vitalsGate(options: BeaconOptions): void {
  attempt(() => {
    if (page[RUNNING] || globalThis.top !== globalThis.self || isRefused()) return;
    if (!options.endpoint) return warn('endpoint');
    page[RUNNING] = true;
    if (document.prerendering !== true) record(options);
    // Captured, because the event does not bubble.
    else addEventListener('prerenderingchange', () => attempt(() => record(options)), { once: true, capture: true });
  });
}

function record(options: BeaconOptions): void {
  const send = createSender(options.endpoint);
  const load = loadNavigation();
  const views = new Map<number, View>();
  let latest: View | null = null;
  const { sample = 1 } = options;
  if (Number.isNaN(sample)) warn('valid sample', 'all views are recorded');

  /** The view that began at a time, ms since the document's start: a load has 0, whenever it was shown. */
  const begin = (key: number, navigation: NonNullable<Beacon['navigation']>, url?: string): View | null => {
    const known = views.get(key);
    if (known !== undefined) return known;
    const view = viewOf(options, url, navigation, key || load.startAt);
    if (view === null || (latest?.softStart ?? 0) > key) return null;
    views.set(key, view);
    latest = view;
    // The oldest, so that the view under way is whole.
    for (const oldest of views.keys()) if (views.size > MOST_VIEWS) views.delete(oldest);
    whenIdle(() => flush(false));
    return view;
  };

  /** Sends what is due: the start of each view, and the final of each that is over or whose page is hidden. */
  const flush = (isHidden: boolean): void => {
    if (!(isHidden || document.readyState === 'complete') || !isAllowed()) return;
    settle();
    const lines = [...views].flatMap(([key, view]) => {
      if (!isHidden && view !== latest) views.delete(key);
      return linesOf(view, isHidden || view !== latest);
    });
    if (lines.length > 0) send(lines);
  };

  const isAllowed = createConsent(options, () => attempt(() => flush(isHidden())));

  const linesOf = (view: View, isOver: boolean): string[] => {
    const lines: string[] = [];
    const isNew = view.session === '';
    if (isNew) view.session = sessionAt(Date.now());
    if (!isSampled(view.session, sample)) return [];
    if (isNew) lines.push(startLine(view, stateOf(options)));
    if (!isOver) return lines;
    const navigation = view.softStart === null ? allowedFacts(options) : null;
    const final = finalLine(view, stateOf(options), navigation);
    if (final !== view.sent) lines.push(final);
    view.sent = final;
    return lines;
  };

  const settle = watchVitals(
    ({ navigationType, navigationStartTime, navigationURL }) =>
      navigationType === 'soft-navigation' || navigationType === 'back-forward-cache'
        ? begin(navigationStartTime ?? 0, navigationType, navigationURL)
        : (views.get(0) ?? null),
    attempt(() => watchEvents(MOST_EVENTS)) ?? (() => null),
  );
  if (begin(0, load.type) === null) warn('sha');
  watchNavigations(begin);

  const flushIf = (hides: () => boolean) => (): void => void attempt(() => hides() && flush(true));
  // Bubbling: web-vitals captures the event to read what it has put off, by listeners that may be younger than this one.
  addEventListener('visibilitychange', flushIf(isHidden));
  addEventListener(
    'pagehide',
    flushIf(() => true),
    true,
  );
  // So that a promise of consent has been seen when the page is left.
  isAllowed();
}

/** Soft navigations, and returns from the back/forward cache, where the browser has them. */
function watchNavigations(
  begin: (key: number, navigation: 'soft-navigation' | 'back-forward-cache', url?: string) => void,
): void {
  addEventListener(
    'pageshow',
    ({ persisted, timeStamp }) => {
      if (persisted) attempt(() => begin(timeStamp, 'back-forward-cache'));
    },
    true,
  );
  attempt(() =>
    new PerformanceObserver((list) => {
      for (const { startTime, name } of list.getEntries()) attempt(() => begin(startTime, 'soft-navigation', name));
    }).observe({ type: 'soft-navigation', buffered: true }),
  );
}

/** What the browser says of the load, with the server's layers that may be sent. */
function allowedFacts({ serverTiming = [] }: BeaconOptions): NavigationFacts | null {
  const facts = navigationFacts();
  return facts && { ...facts, serverTiming: facts.serverTiming.filter(({ name }) => serverTiming.includes(name)) };
}

const isHidden = (): boolean => document.visibilityState === 'hidden';

/** In an idle moment once the page has loaded, after the tasks that are under way. */
function whenIdle(act: () => void): void {
  const run = (): void => attempt(act);
  const wait = (): void => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: IDLE_WAIT_MS });
    else setTimeout(run, 1);
  };
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
}
