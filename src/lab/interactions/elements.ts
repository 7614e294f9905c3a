import type { ElementHandle, Page } from 'puppeteer';

import { causeOf } from '../../errors.ts';
import { VisitFailure } from '../visit/visit-failure.ts';
import type { DomElement } from './dom.ts';
import { redact } from '../../text/redactor.ts';

/** How many of the page's own elements an error lists. */
const LISTED = 8;

/** The one visible element that a selector names. Throws VisitFailure. */
export async function single(page: Page, selector: string): Promise<ElementHandle> {
  const element = await find(page, selector);
  const matches = await page.$$(selector);
  if (matches.length <= 1) return element;
  throw new VisitFailure(
    'selector-ambiguous',
    `${JSON.stringify(selector)} matches ${matches.length} elements; make it match exactly one`,
  );
}

/** The first visible element that a selector names, as soon as there is one: within the page's default timeout. Throws VisitFailure. */
export async function find(page: Page, selector: string): Promise<ElementHandle> {
  await refuseInvalid(page, selector);
  try {
    const element = await page.waitForSelector(selector, { visible: true });
    if (element !== null) return element;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
  }
  const shown = await elementsOf(page);
  throw new VisitFailure(
    'selector-not-found',
    `nothing visible matches ${JSON.stringify(selector)} after ${page.getDefaultTimeout() / 1000} s; the page has ${shown}`,
  );
}

/** Puppeteer treats an invalid selector like an element that does not exist yet, and waits for it. */
async function refuseInvalid(page: Page, selector: string): Promise<void> {
  try {
    const element = await page.$(selector);
    await element?.dispose();
  } catch (error) {
    if (!/is not a valid selector/.test(causeOf(error))) return;
    throw new VisitFailure('selector-not-found', `${JSON.stringify(selector)} is not a selector`, { cause: error });
  }
}

/** What could have been meant: the page's title and its first few interactive elements. */
async function elementsOf(page: Page): Promise<string> {
  const title = await page.title();
  // Not `$$eval`: that makes a handle of every match, and a page can have tens of thousands.
  const elements = await page.$eval(
    ':root',
    (root: DomElement, count) =>
      Array.from(root.querySelectorAll('button, a[href], input, select, textarea, [role=button], [id]'))
        .slice(0, count)
        .map(({ localName, id, textContent }) => ({ localName, id, text: (textContent ?? '').trim().slice(0, 300) })),
    LISTED,
  );
  // A secret is taken out before the text is cut: its beginning is one, too.
  const names = elements.map(({ localName, id, text }) =>
    id === '' ? `${localName} "${redact(text).slice(0, 30)}"` : `${localName}#${id}`,
  );
  return `the title ${JSON.stringify(title)} and ${names.length === 0 ? 'no interactive element' : names.join(', ')}`;
}
