import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'puppeteer';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of a page with hundreds of folds these many are like the others. */
const MOST_FOLDS = 24;

/** Opens the folds, and those inside of them, once each is filled. */
export async function openAll(page: Page): Promise<void> {
  const folds = `[...document.querySelectorAll('details.fold')].slice(0, ${MOST_FOLDS})`;
  await page.evaluate(`for (const fold of ${folds}) fold.open = true`);
  await page.waitForFunction(`${folds}.every((fold) => fold.querySelector('.needs-script') === null)`);
  await page.evaluate(`for (const inner of document.querySelectorAll('details.fold[open] details')) inner.open = true`);
}

/** What axe finds, each with the first element that it finds it in. */
export async function violationsOf(page: Page): Promise<string[]> {
  // As a user's own tools do: evaluated, and no element of the page.
  await page.evaluate(AXE);
  return (await page.evaluate(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
  )) as string[];
}
