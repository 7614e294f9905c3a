import type { HTTPRequest, HTTPResponse } from 'puppeteer';

import { causeOf } from '../../errors.ts';
import { stripQuery, stripFragment } from '../../text/strip-query.ts';
import { refusalNotes } from '../breakdowns/refusals.ts';
import type { HostTraffic } from '../shaper/shaper.ts';
import { watchDocuments } from './shown-document.ts';
import { VisitFailure } from './visit-failure.ts';
import type { Tab, VisitRequest } from '../browser/tab.ts';

/** The status that revalidates a cached response. */
const NOT_MODIFIED = 304;

/**
 * Navigates to a path of the deploy and waits for `load`; the document that the page shows then must be a 2xx of the
 * deploy's own origin, or one of the cache that the server calls unchanged.
 */
export async function load(tab: Tab, { deployUrl, limits }: VisitRequest, path: string): Promise<void> {
  const { page, quiet } = tab;
  const url = deployUrl + path;
  let asked = url;
  const follow = (request: HTTPRequest): void => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked = request.url();
  };
  page.on('request', follow);
  const documents = await watchDocuments(tab);
  let response;
  try {
    const going = page.goto(url, { waitUntil: 'load', timeout: limits.loadMs });
    // It may still wait for a frame when the page is long loaded.
    going.catch(() => undefined);
    await Promise.race([going, documents.loaded]);
    // The response may be reported slightly after its headers.
    response = documents.shown() ?? (await going);
  } catch (error) {
    // It does not matter whether the redirect's target answers.
    if (new URL(asked).origin !== new URL(deployUrl).origin) throw wrongOrigin(url, asked);
    if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
    const what = `${url} did not finish loading within ${limits.loadMs / 1000} s${waitingFor(quiet.pending())}`;
    throw new VisitFailure('timeout', what, { cause: error });
  } finally {
    page.off('request', follow);
    documents.end();
  }
  // For an error without a body Chrome shows a page of its own.
  const landed = page.url().startsWith('chrome-error:') ? asked : page.url();
  if (new URL(landed).origin !== new URL(deployUrl).origin) throw wrongOrigin(url, landed);
  const status = response?.status() ?? 0;
  if ((status < 200 || status > 299) && status !== NOT_MODIFIED)
    throw new VisitFailure('http-status', `${answering(url, response)} answered ${status}`);
  if (forbidsScripts(response?.headers()['content-security-policy'] ?? ''))
    throw new VisitFailure(
      'not-a-page',
      `${url} forbids every script (Content-Security-Policy: sandbox), including the probe’s`,
    );
}

/** Whether any of the policies blocks scripts. Then the probe cannot observe the page. */
function forbidsScripts(policies: string): boolean {
  const directives = policies.split(/[;,\n]/).map((each) => each.trim().toLowerCase().split(/\s+/));
  return directives.some(([name, ...allowed]) => name === 'sandbox' && !allowed.includes('allow-scripts'));
}

/** The requested URL, and the URL that answered if a script of the page navigated there. */
function answering(url: string, response: HTTPResponse | null): string {
  const [first = response?.request()] = response?.request().redirectChain() ?? [];
  const began = new URL(first?.url() ?? url).href;
  const isSame = stripFragment(began) === stripFragment(new URL(url).href);
  return isSame ? url : `${url} went on to ${stripQuery(began)}, which`;
}

function wrongOrigin(url: string, landed: string): VisitFailure {
  return new VisitFailure('wrong-origin', `${url} led to ${stripQuery(landed)}, which is not the deploy`);
}

function waitingFor([first, ...more]: readonly string[]): string {
  if (first === undefined) return '';
  return more.length === 0 ? ` (waiting for ${first})` : ` (waiting for ${first} and ${more.length} more)`;
}

/** Sorts whatever Puppeteer threw into our failures; with what the page was refused, which may be why. */
export function asFailure(error: unknown, request: VisitRequest): VisitFailure {
  const traffic = request.shaper.takeTraffic();
  const failure = sorted(error, request, traffic);
  const refused = refusalNotes(traffic);
  if (refused.length === 0) return failure;
  return new VisitFailure(failure.code, `${failure.message}. ${refused.join(' ')}`, { cause: failure });
}

function sorted(
  error: unknown,
  { browser, deployUrl, route }: VisitRequest,
  traffic: ReadonlyMap<string, HostTraffic>,
): VisitFailure {
  if (error instanceof VisitFailure) return error;
  const options = { cause: error };
  if (!browser.connected) return new VisitFailure('chrome-died', 'Chrome died during the visit', options);
  const cause = causeOf(error);
  const network = /net::(ERR_[A-Z_]+)/.exec(cause)?.[1];
  if (network === undefined) return new VisitFailure('navigation-failed', cause, options);
  const url = `${deployUrl}${route.path}`;
  if (network === 'ERR_INVALID_AUTH_CREDENTIALS')
    return new VisitFailure('http-status', `${url} answered 401`, options);
  if (network === 'ERR_ABORTED')
    return new VisitFailure('not-a-page', `${url} is a download or an empty answer, not a page`, options);
  if (network.startsWith('ERR_CERT_') || network.startsWith('ERR_SSL_'))
    return new VisitFailure('bad-certificate', `${url} has no certificate that Chrome trusts (${network})`, options);
  const { failures = [] } = traffic.get(new URL(deployUrl).hostname.replace(/^\[|\]$/g, '')) ?? {};
  return new VisitFailure('connection-failed', `${url} could not be reached (${failures[0] ?? network})`, options);
}
