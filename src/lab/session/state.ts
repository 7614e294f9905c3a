import type { BrowserContext, CDPSession, CookieData, Page } from 'puppeteer';

import type { Session } from '../../model/session.ts';
import type { DomStorage } from '../interactions/dom.ts';
import { valueOf } from './secrets.ts';

declare const location: { readonly origin: string };
declare const window: object;
declare const top: object | null;
declare const localStorage: DomStorage;
declare const sessionStorage: DomStorage;

type Entries = readonly (readonly [key: string, value: string])[];

/** What a browser has of a site: cookies, and the storage of the deploy's own origin. */
export interface State {
  readonly cookies: readonly CookieData[];
  readonly localStorage: Entries;
  readonly sessionStorage: Entries;
}

/** The state of a new visitor. */
export const NOTHING: State = { cookies: [], localStorage: [], sessionStorage: [] };

/** The state that a session declares. */
export function declaredState(session: Session, deployUrl: string, env: NodeJS.ProcessEnv): State {
  const { hostname } = new URL(deployUrl);
  const cookies = session.cookies.map(({ name, value, domain, path }) => ({
    name,
    value: valueOf(value, env),
    domain: domain ?? hostname,
    path,
  }));
  const stored = session.localStorage.map(({ key, value }) => [key, valueOf(value, env)] as const);
  return { cookies, localStorage: stored, sessionStorage: [] };
}

/** What is in a context after set-up; the page shows a document of the deploy. */
export async function captureState(context: BrowserContext, page: Page): Promise<State> {
  const [cookies, storage] = await Promise.all([
    context.cookies(),
    page.evaluate(() => ({ local: Object.entries(localStorage), session: Object.entries(sessionStorage) })),
  ]);
  return { cookies, localStorage: storage.local, sessionStorage: storage.session };
}

/**
 * Puts a state into a fresh context. Storage is filled when the first document of the origin begins, before its
 * scripts; the function that is returned ends that, so that later documents find what the page made of it.
 */
export async function restoreState(
  context: BrowserContext,
  session: CDPSession,
  origin: string,
  state: State,
): Promise<() => Promise<void>> {
  if (state.cookies.length > 0) await context.setCookie(...state.cookies);
  if (state.localStorage.length + state.sessionStorage.length === 0) return async () => {};
  const source = `(${fillStorage.toString()})(${JSON.stringify([origin, state.localStorage, state.sessionStorage])})`;
  await session.send('Page.enable');
  const { identifier } = await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source,
    worldName: 'vitals-gate-state',
  });
  return () => session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier });
}

/** In the page. */
function fillStorage([origin, local, session]: [string, Entries, Entries]): void {
  if (location.origin !== origin || window !== top) return;
  for (const [key, value] of local) localStorage.setItem(key, value);
  for (const [key, value] of session) sessionStorage.setItem(key, value);
}
