import type { Beacon } from '../model/beacon.ts';
import { given, type BeaconOptions } from './options.ts';
import { cleanText } from './record.ts';
import { randomId } from './session.ts';
import type { View } from './view.ts';
import { warn } from './warn.ts';

const LONGEST_NAME = 100;
const LONGEST_PATH = 2000;
const MOST_VARIANTS = 20;
/** Narrower, CSS px, and it is a phone; with a finger for a pointer, a tablet is one too. */
const MOBILE = '(max-width: 767px), (pointer: coarse) and (max-width: 1023px)';

/**
 * The head of the records of a view that began `startAt` ms after the document; null if nobody says which commit it is of.
 *
 * @param url that of the document if there is none
 */
export function viewOf(
  options: BeaconOptions,
  url: string | undefined,
  navigation: NonNullable<Beacon['navigation']>,
  startAt: number,
): View | null {
  const name = (value: unknown): string | undefined => cleanText(value, LONGEST_NAME);
  const began = Date.now() - performance.now() + startAt;
  const { pathname } = url ? new URL(url, location.href) : location;
  const path = cleanText(pathname, LONGEST_PATH) ?? '/';
  const { route } = options;
  const sha = name(given(options.sha) ?? metaSha());
  if (sha === undefined) return null;
  const named = name(given(typeof route === 'function' ? () => route(path) : route));
  if (named === undefined) warn('route', 'views are recorded by their paths');
  return {
    // What is undefined is not written.
    head: {
      v: 1,
      view: randomId(),
      t: new Date(began).toISOString(),
      sha,
      route: named ?? path.slice(0, LONGEST_NAME),
      path,
      device: name(given(options.device) ?? (matchMedia(MOBILE).matches ? 'mobile' : 'desktop')),
      connection: cleanText((navigator as Connected).connection?.effectiveType, 20),
      pageType: name(given(options.pageType)),
      variant: variantIn(given(options.variant)),
      navigation,
    },
    softStart: navigation === 'soft-navigation' || navigation === 'back-forward-cache' ? startAt : null,
    lcp: null,
    lcpLoad: null,
    inp: null,
    hasInput: false,
    cls: null,
    session: '',
    sent: '',
  };
}

/** Chrome has it. */
interface Connected {
  readonly connection?: { readonly effectiveType?: string };
}

const metaSha = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="vitals-gate-sha"]')?.content.trim();

function variantIn(variant: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  const pairs = Object.entries(variant ?? {}).flatMap(([flag, value]) => {
    const [name, text] = [cleanText(flag, LONGEST_NAME), cleanText(value, LONGEST_NAME)];
    return name === undefined || text === undefined ? [] : [[name, text]];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs.slice(0, MOST_VARIANTS));
}

/** What the page says of the data that it shows. */
export function stateOf(options: BeaconOptions): Beacon['state'] {
  const state = given(options.state);
  return state === 'fresh' || state === 'stale' || state === 'failed' ? state : undefined;
}

/** How the document came to be shown. */
export function loadNavigation(): { readonly type: NonNullable<Beacon['navigation']>; readonly startAt: number } {
  const entry = performance.getEntriesByType('navigation')[0];
  const startAt = entry?.activationStart ?? 0;
  if (startAt > 0) return { type: 'prerender', startAt };
  if (document.wasDiscarded === true) return { type: 'restore', startAt };
  const type = entry?.type ?? 'navigate';
  return { type: type === 'reload' ? type : type === 'back_forward' ? 'back-forward' : 'navigate', startAt };
}
