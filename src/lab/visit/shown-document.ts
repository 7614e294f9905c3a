import type { HTTPRequest, HTTPResponse, Protocol } from 'puppeteer';

import type { Tab } from '../browser/tab.ts';

/** Puppeteer's requests have the browser's id, though its types do not say so. */
type RequestWithId = HTTPRequest & { readonly id: string };

/**
 * Tracks which of the requested documents the page shows. Puppeteer returns the response to the last request. If a
 * script opens an app (`shop-app://…`), mail or a download while the page loads, that response is missing or is not the
 * page's.
 */
export async function watchDocuments({ page, session }: Pick<Tab, 'page' | 'session'>): Promise<{
  readonly shown: () => HTTPResponse | undefined;
  /** Resolves when the document that is shown has fired `load`. Never for an error page of Chrome's own. */
  readonly loaded: Promise<void>;
  readonly end: () => void;
}> {
  const answers = new Map<string, HTTPResponse>();
  const loaded = Promise.withResolvers<void>();
  let shown = '';
  let isError = true;
  const onResponse = (response: HTTPResponse): void => {
    const request = response.request() as RequestWithId;
    const isOurs = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isOurs && !isRedirect(response)) answers.set(request.id, response);
  };
  // The request for a document has the id of its loader.
  const onNavigated = ({ frame }: Protocol.Page.FrameNavigatedEvent): void => {
    if (frame.parentId !== undefined) return;
    shown = frame.loaderId;
    isError = frame.unreachableUrl !== undefined;
  };
  // Of the top document: Puppeteer's own waits for the frames below it too, those that came after it was loaded as well.
  const onLoad = (): void => {
    if (!isError) loaded.resolve();
  };
  page.on('response', onResponse);
  session.on('Page.frameNavigated', onNavigated);
  session.on('Page.loadEventFired', onLoad);
  await session.send('Page.enable');
  return {
    shown: () => answers.get(shown),
    loaded: loaded.promise,
    end() {
      page.off('response', onResponse);
      session.off('Page.frameNavigated', onNavigated);
      session.off('Page.loadEventFired', onLoad);
    },
  };
}

function isRedirect(response: HTTPResponse): boolean {
  const status = response.status();
  return status >= 300 && status < 400 && response.headers()['location'] !== undefined;
}
