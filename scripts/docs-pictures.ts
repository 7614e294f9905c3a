/**
 * `npm run docs:pictures`: the pictures of the documentation, from golden reports: a comment, and the report page wide, in
 * dark colours and on a phone. The comment needs a font with emoji. Look at each picture before you commit it.
 */
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { launch, type Page } from 'puppeteer';

import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { renderPage } from '../src/page/document/document.ts';
import { GOLDEN } from '../tests/page/golden.ts';
import { commentPage } from './comment-page.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'docs/pictures');

interface Picture {
  readonly content: () => Promise<string> | string;
  /** CSS pixels; twice as many in the file. */
  readonly width: number;
  readonly height: number;
  readonly scheme?: 'light' | 'dark';
  /** The id of the fold that is opened, and at which the picture begins. */
  readonly fold?: string;
}

const page = (name: keyof typeof GOLDEN) => (): string => renderPage(GOLDEN[name]);
const comment = (name: string) => async (): Promise<string> =>
  commentPage(await readFile(path.join(ROOT, `tests/report/comment/golden/${name}.md`), 'utf8'));

const PICTURES: Readonly<Record<string, Picture>> = {
  comment: { content: comment('attributed'), width: 900, height: 484 },
  page: { content: page('many-regressions'), width: 1100, height: 900 },
  route: { content: page('attributed'), width: 1100, height: 1402, scheme: 'dark', fold: 'route/product/mobile' },
  phone: { content: page('many-regressions'), width: 390, height: 900 },
};

const browser = await launch({
  executablePath: await findChrome(null, process.env),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await mkdir(OUT, { recursive: true });
  for (const [name, picture] of Object.entries(PICTURES)) {
    const file = path.join(OUT, `${name}.webp`);
    await take(await browser.newPage(), picture, file);
    console.log(`${file}: ${Math.ceil((await stat(file)).size / 1000)} kB`);
  }
} finally {
  await browser.close();
}

async function take(tab: Page, { content, width, height, scheme = 'light', fold }: Picture, file: string) {
  await tab.setViewport({ width, height, deviceScaleFactor: 2 });
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await tab.setContent(await content());
  const top = fold === undefined ? 0 : await opened(tab, fold);
  await tab.screenshot({
    path: file,
    type: 'webp',
    quality: 70,
    clip: { x: 0, y: top, width, height },
  });
}

/** Opens a fold; where its top is, CSS pixels from that of the page. */
async function opened(tab: Page, id: string): Promise<number> {
  const fold = await tab.waitForSelector(`[id="${id}"]`);
  await fold?.$eval('summary', (summary) => summary.click());
  await tab.waitForSelector(`[id="${id}"] svg`);
  // What is out of view is not drawn.
  await fold?.evaluate((element) => element.scrollIntoView());
  await tab.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const { y = 0 } = (await fold?.boundingBox()) ?? {};
  return y + Number(await tab.evaluate('scrollY'));
}
