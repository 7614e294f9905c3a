import type { Beacon } from '../model/beacon.ts';
import type { NavigationFacts } from '../readings/facts.ts';
import { watchEvents } from '../readings/page/events.ts';
import { navigationFacts } from '../readings/page/read.ts';
import type { BeaconOptions } from './options.ts';
import { isRefused, loadNavigation, stateOf, viewOf } from './page.ts';
import { createSender } from './sender.ts';
import { isSampled, sessionAt } from './session.ts';
import { finalLine, startLine, type View } from './view.ts';
import { watchVitals } from './vitals.ts';

export type { BeaconOptions } from './options.ts';

/** Events kept: more than there are in the second after which an interaction is read. */
const MOST_EVENTS = 500;
/** The longest that records wait for an idle moment, ms. */
const IDLE_WAIT_MS = 2000;

let isRunning = false;

/**
 * Records the views of this page and sends them to a collector. Does nothing in a frame, if the visitor asks not to be
 * tracked, and if it runs already. It never throws.
 */
export function vitalsGate(options: BeaconOptions): void {
  attempt(() => {
    if (isRunning || globalThis.top !== globalThis.self || isRefused()) return;
    if (!options.endpoint) return warn('endpoint');
    isRunning = true;
    if (document.prerendering !== true) record(options);
    // Captured, because the event does not bubble.
    else addEventListener('prerenderingchange', () => attempt(() => record(options)), { once: true, capture: true });
  });
}

function warn(missing: string): void {
  // oxlint-disable-next-line no-console -- the page's developer reads it there
  console.warn(`vitals-gate: no ${missing} is given, so nothing is recorded`);
}

/** A measurement must not break the page that it measures. */
function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function record(options: BeaconOptions): void {
  const send = createSender(options.endpoint);
  const load = loadNavigation();
  const views = new Map<number, View>();
  let latest: View | null = null;
  let isAllowed = false;

  /** The view that began at a time, ms since the document's start: a load has 0, whenever it was shown. */
  const begin = (key: number, navigation: NonNullable<Beacon['navigation']>, url: string): View | null => {
    const known = views.get(key);
    if (known !== undefined) return known;
    const view = viewOf(options, url, navigation, key || load.startAt);
    if (view === null || (latest?.softStart ?? 0) > key) return null;
    views.set(key, view);
    latest = view;
    whenIdle(() => flush(false));
    return view;
  };

  /** Sends what is due: the start of each view, and the final of each that is over or whose page is hidden. */
  const flush = (isHidden: boolean): void => {
    if (!isAllowed || !(isHidden || document.readyState === 'complete')) return;
    settle();
    const lines = [...views].flatMap(([key, view]) => {
      if (!isHidden && view !== latest) views.delete(key);
      return linesOf(view, isHidden || view !== latest);
    });
    if (lines.length > 0) send(lines);
  };

  const linesOf = (view: View, isOver: boolean): string[] => {
    const lines: string[] = [];
    const isNew = view.session === '';
    if (isNew) view.session = sessionAt(Date.now());
    if (!isSampled(view.session, options.sample ?? 1)) return [];
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
        ? begin(navigationStartTime ?? 0, navigationType, navigationURL ?? location.href)
        : (views.get(0) ?? null),
    attempt(() => watchEvents(MOST_EVENTS)) ?? (() => null),
  );
  if (begin(0, load.type, location.href) === null) warn('sha');
  watchNavigations(begin);

  const flushIf = (hides: () => boolean) => (): void => void attempt(() => hides() && flush(true));
  // Bubbling: web-vitals captures the event to read what it has put off, by listeners that may be younger than this one.
  addEventListener('visibilitychange', flushIf(isHidden));
  addEventListener(
    'pagehide',
    flushIf(() => true),
    true,
  );
  addEventListener('load', () => whenIdle(() => flush(false)));
  void (async () => {
    isAllowed = await allowedBy(options);
    attempt(() => flush(isHidden()));
  })();
}

/** Soft navigations, and returns from the back/forward cache, where the browser has them. */
function watchNavigations(
  begin: (key: number, navigation: 'soft-navigation' | 'back-forward-cache', url: string) => void,
): void {
  addEventListener(
    'pageshow',
    ({ persisted, timeStamp }) => {
      if (persisted) attempt(() => begin(timeStamp, 'back-forward-cache', location.href));
    },
    true,
  );
  attempt(() =>
    new PerformanceObserver((list) => {
      for (const { startTime, name } of list.getEntries())
        attempt(() => begin(startTime, 'soft-navigation', name || location.href));
    }).observe({ type: 'soft-navigation', buffered: true }),
  );
}

/** Resolves to whether the page lets anything be stored and sent. */
async function allowedBy({ consent = true }: BeaconOptions): Promise<boolean> {
  try {
    return await (typeof consent === 'function' ? consent() : consent);
  } catch {
    return false;
  }
}

/** What the browser says of the load, with the server's layers that may be sent. */
function allowedFacts({ serverTiming = [] }: BeaconOptions): NavigationFacts | null {
  const facts = navigationFacts();
  return facts && { ...facts, serverTiming: facts.serverTiming.filter(({ name }) => serverTiming.includes(name)) };
}

const isHidden = (): boolean => document.visibilityState === 'hidden';

/** In an idle moment, after the tasks that are under way. */
function whenIdle(act: () => void): void {
  const run = (): void => attempt(act);
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: IDLE_WAIT_MS });
  else setTimeout(run, 1);
}
