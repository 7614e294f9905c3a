import type { HTTPRequest, HTTPResponse, Protocol } from 'puppeteer';

import type { Tab } from './tab.ts';

/** Puppeteer's requests have the browser's id, though its types do not say so. */
type Identified = HTTPRequest & { readonly id: string };

/**
 * Follows which of the documents that a page asks for it shows. Puppeteer hands back the answer to the last one: where a
 * script opens an app (`shop-app://…`), mail or a download while the page loads, that is none, or not the page's.
 */
export async function watchDocuments({ page, session }: Pick<Tab, 'page' | 'session'>): Promise<{
  readonly shown: () => HTTPResponse | undefined;
  readonly end: () => void;
}> {
  const answers = new Map<string, HTTPResponse>();
  let shown = '';
  const onResponse = (response: HTTPResponse): void => {
    const request = response.request() as Identified;
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) answers.set(request.id, response);
  };
  // The request for a document has the id of its loader.
  const onNavigated = ({ frame }: Protocol.Page.FrameNavigatedEvent): void => {
    if (frame.parentId === undefined) shown = frame.loaderId;
  };
  page.on('response', onResponse);
  session.on('Page.frameNavigated', onNavigated);
  await session.send('Page.enable');
  return {
    shown: () => answers.get(shown),
    end() {
      page.off('response', onResponse);
      session.off('Page.frameNavigated', onNavigated);
    },
  };
}
