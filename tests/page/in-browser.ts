import axe from 'axe-core';
import type { Page } from 'puppeteer';

/** Of a section with a hundred folds these many are like the others. */
const MOST_FOLDS = 3;

/** Opens the folds, and those inside of them, once each is filled. */
export async function openAll(page: Page): Promise<void> {
  const folds = `[...document.querySelectorAll('main > section')].flatMap((section) =>
    [...section.querySelectorAll('details.fold')].slice(0, ${MOST_FOLDS}))`;
  await page.evaluate(`for (const fold of ${folds}) fold.open = true`);
  await page.waitForFunction(`${folds}.every((fold) => fold.querySelector('.needs-script') === null)`);
  await page.evaluate(`for (const inner of document.querySelectorAll('details.fold[open] details')) inner.open = true`);
}

/** What axe finds, each with the first element that it finds it in. */
export async function violationsOf(page: Page): Promise<string[]> {
  // As a user's own tools do: evaluated, and no element of the page.
  await page.evaluate(axe.source);
  return (await page.evaluate(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
  )) as string[];
}
