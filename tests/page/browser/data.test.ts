import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { renderPage } from '../../../src/page/document/document.ts';
import { resultSchema } from '../../../src/model/result.ts';
import { GOLDEN } from '../golden.ts';

const GOLDEN_PAGE = GOLDEN['many-regressions'];

let browser: Browser;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-page-data-'));
  await writeFile(path.join(folder, 'index.html'), renderPage(GOLDEN_PAGE));
  browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** The page as it is opened from disk, at its last section. */
async function open(prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  const page = await browser.newPage();
  await prepare(page);
  await page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}#data`);
  return page;
}

it('the result can be downloaded as a file, and is that of result.json', async () => {
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  const isDone = new Promise<void>((resolve) => {
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve();
    });
  });
  const page = await open();
  await (await page.waitForSelector('::-p-text(Download the result)'))?.click();
  await isDone;
  const result = resultSchema.parse(JSON.parse(await readFile(path.join(folder, 'result.json'), 'utf8')));
  expect(result).toEqual(GOLDEN_PAGE.report.result);
  await page.close();
});

it('a text that may not be copied is shown, selected', async () => {
  const page = await open((opened) =>
    opened.evaluateOnNewDocument('Object.defineProperty(navigator, "clipboard", { value: undefined })'),
  );
  await (await page.waitForSelector('::-p-text(Copy the command)'))?.click();
  await page.waitForSelector('textarea');
  expect(await page.evaluate('getSelection().toString()')).toBe(GOLDEN_PAGE.report.reproduce);
  await page.close();
});
