import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch, type Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { deploysPage } from '../../../src/field/report/deploys.ts';
import { reportPageHtml } from '../../../src/field/report/page-html.ts';
import { sloPage } from '../../../src/field/report/slo.ts';
import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { renderCalibrationPage } from '../../../src/page/document/calibration/calibration.ts';
import { ABOUT, deployRow, sloRow } from '../../support/field/report-rows.ts';
import { calibrated } from '../calibrated.ts';
import { violationsOf } from '../in-browser.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
  folder = await mkdtemp(path.join(tmpdir(), 'static-pages-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

const PAGES = {
  calibration: renderCalibrationPage(calibrated()),
  'calibration of a hostile name': renderCalibrationPage(calibrated('"><script>alert(1)</script>')),
  'field slo': reportPageHtml(
    sloPage([sloRow(), sloRow({ path: 'inp', value: 260, low: 240, high: 281, max: 200, verdict: 'fail' })], ABOUT),
  ),
  'field deploys of a hostile name': reportPageHtml(deploysPage([deployRow({ route: '"><img src=x>' })], ABOUT)),
} as const;

test.each(Object.entries(PAGES))('%s is read on a phone, without a fault, an error or a request', async (_, html) => {
  const file = path.join(folder, 'page.html');
  await writeFile(file, html);
  const page = await browser.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => asked.push(request.url()));
  await page.setViewport({ width: 360, height: 740 });
  const { href } = pathToFileURL(file);
  await page.goto(href);
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect(await violationsOf(page)).toEqual([]);
  }
  expect(await page.$$('[style], script')).toHaveLength(0);
  expect({ said, asked: asked.filter((url) => !url.startsWith('data:')) }).toEqual({ said: [], asked: [href] });
  await page.close();
});
