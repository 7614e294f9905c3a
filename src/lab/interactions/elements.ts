import type { ElementHandle, Page } from 'puppeteer';

import { VisitFailure } from '../visit-failure.ts';

/** How long an element may take to appear, ms. */
export const ELEMENT_TIMEOUT_MS = 5000;
/** How many of the page's own elements an error lists. */
const LISTED = 8;

/** The one visible element that a selector names. Throws VisitFailure. */
export async function single(page: Page, selector: string): Promise<ElementHandle> {
  const element = await find(page, selector);
  const matches = await page.$$(selector);
  if (matches.length <= 1) return element;
  throw new VisitFailure(
    'selector-ambiguous',
    `${JSON.stringify(selector)} matches ${matches.length} elements; make it name one`,
  );
}

/** The first visible element that a selector names, as soon as there is one. Throws VisitFailure. */
export async function find(page: Page, selector: string): Promise<ElementHandle> {
  try {
    const element = await page.waitForSelector(selector, { visible: true, timeout: ELEMENT_TIMEOUT_MS });
    if (element !== null) return element;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
  }
  const shown = await elementsOf(page);
  throw new VisitFailure(
    'selector-not-found',
    `nothing visible matches ${JSON.stringify(selector)} after ${ELEMENT_TIMEOUT_MS / 1000} s; the page has ${shown}`,
  );
}

/** What could have been meant: the page's title and its first few interactive elements. */
async function elementsOf(page: Page): Promise<string> {
  const title = await page.title();
  const elements = await page.$$eval(
    'button, a[href], input, select, textarea, [role=button], [id]',
    (nodes, count) =>
      nodes
        .slice(0, count)
        .map((node) =>
          node.id === ''
            ? `${node.localName} "${(node.textContent ?? '').trim().slice(0, 30)}"`
            : `${node.localName}#${node.id}`,
        ),
    LISTED,
  );
  return `the title ${JSON.stringify(title)} and ${elements.length === 0 ? 'no interactive element' : elements.join(', ')}`;
}
