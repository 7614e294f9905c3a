/**
 * `npm run preview:comments [NAME…]`: pictures of the golden comments as GitHub shows them, wide and on a phone, as they
 * come and with their folds open. Exits with 1 if one that is not opened would have to be scrolled sideways.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { launch, type Browser } from 'puppeteer';

import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { commentPage } from './comment-page.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const GOLDEN = path.join(ROOT, 'tests/report/comment/golden');
const OUT = path.join(ROOT, '.build/comments');

/** CSS pixels: a comment on the page of a pull request, and GitHub in the browser of a phone. */
const WIDTHS = { wide: 900, phone: 390 } as const;

/** Whether the visible content, with all folds closed, is wider than the screen. */
async function picture(browser: Browser, name: string, size: keyof typeof WIDTHS): Promise<boolean> {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: WIDTHS[size], height: 800, deviceScaleFactor: 2, isMobile: size === 'phone' });
    await page.setContent(await commentPage(await readFile(path.join(GOLDEN, `${name}.md`), 'utf8')));
    const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    await page.screenshot({ path: path.join(OUT, `${name}-${size}.png`), fullPage: true });
    await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
    await page.screenshot({ path: path.join(OUT, `${name}-${size}-open.png`), fullPage: true });
    return isTooWide === true;
  } finally {
    await page.close();
  }
}

const asked = process.argv.slice(2);
const all = (await readdir(GOLDEN)).map((file) => path.basename(file, '.md'));
await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const browser = await launch({
  executablePath: await findChrome(null, process.env),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const name of asked.length > 0 ? asked : all)
    for (const size of ['wide', 'phone'] as const)
      if (await picture(browser, name, size)) {
        console.log(`${name}: it would have to be scrolled sideways at ${WIDTHS[size]} pixels`);
        process.exitCode = 1;
      }
  await writeFile(path.join(OUT, '.gitignore'), '*\n');
  console.log(`Pictures of ${asked.length > 0 ? asked.length : all.length} comments: ${OUT}`);
} finally {
  await browser.close();
}
