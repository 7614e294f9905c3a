import { causeOf, GateError } from '../../errors.ts';
import { launchChrome } from '../../lab/browser/chrome.ts';
import { findChrome } from '../../lab/browser/chrome-path.ts';
import { openScratch } from '../../lab/browser/scratch.ts';
import { startTags } from '../../text/html.ts';

/** Of a page with more links the first are taken. */
const MOST_LINKS = 2000;
const LOAD_TIMEOUT_MS = 20_000;
/** How long a page may take to add links after it has loaded. */
const QUIET_TIMEOUT_MS = 5000;

/** Links of a page, absolute. */
export interface Links {
  readonly urls: readonly string[];
  /** Why Chrome did not look; null if it did. */
  readonly problem: string | null;
}

/** The links of a page as Chrome shows it, with those that scripts add; as its HTML has them where Chrome is missing. */
export async function linksOf(
  url: string,
  html: string,
  { chromePath, env }: { readonly chromePath: string | null; readonly env: NodeJS.ProcessEnv },
): Promise<Links> {
  try {
    return { urls: await linksInChrome(url, await findChrome(chromePath, env), env), problem: null };
  } catch (error) {
    const isMissing = error instanceof GateError && error.code === 'chrome-not-found';
    return { urls: linksInHtml(url, html), problem: isMissing ? 'no Chrome was found' : causeOf(error) };
  }
}

async function linksInChrome(url: string, chromePath: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const scratch = openScratch();
  try {
    const browser = await launchChrome({ chromePath, env, folder: scratch.folder(), log: () => undefined });
    try {
      const page = await browser.newPage();
      // Nobody answers: the page would wait.
      page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
      await page.goto(url, { waitUntil: 'load', timeout: LOAD_TIMEOUT_MS });
      await page.waitForNetworkIdle({ timeout: QUIET_TIMEOUT_MS }).catch(() => undefined);
      const found: unknown = await page.$$eval(
        'a[href]',
        (elements, most) => elements.slice(0, most).map((element) => String((element as { href?: unknown }).href)),
        MOST_LINKS,
      );
      return Array.isArray(found) ? found.filter((link) => typeof link === 'string') : [];
    } finally {
      await browser.close();
    }
  } finally {
    await scratch.sweep();
    scratch.close();
  }
}

/** The links of a page that its markup has. */
function linksInHtml(url: string, html: string): string[] {
  return startTags(html)
    .filter(({ name }) => name === 'a')
    .flatMap(({ attributes }) => URL.parse(attributes.get('href') ?? '', url)?.href ?? [])
    .slice(0, MOST_LINKS);
}

/** The URL that a page calls its own, in `<link rel="canonical">`; null if it has none. */
export function canonicalIn(url: string, html: string): string | null {
  const tag = startTags(html).find(
    ({ name, attributes }) => name === 'link' && /^canonical$/i.test(attributes.get('rel') ?? ''),
  );
  return URL.parse(tag?.attributes.get('href') ?? 'about:', url)?.href ?? null;
}
