import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { valuesOf } from '../../../src/page/data/samples.ts';
import { renderPage } from '../../../src/page/document/document.ts';
import { GOLDEN } from '../golden.ts';
import { openAll, violationsOf } from '../in-browser.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
  folder = await mkdtemp(path.join(tmpdir(), 'page-sections-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** Does something in the fold that the hash names; the page may complain of nothing meanwhile. */
async function inFold(name: keyof typeof GOLDEN, hash: string, look: (page: Page) => Promise<void>): Promise<void> {
  const file = path.join(folder, `${name}.html`);
  await writeFile(file, renderPage(GOLDEN[name]));
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(`${pathToFileURL(file).href}#${hash}`);
  await page.waitForSelector('details.fold[open] .filled > :not(.needs-script)');
  await look(page);
  expect(said).toEqual([]);
  expect(await page.$$('[style]')).toHaveLength(0);
  await page.close();
}

const OPEN = 'details.fold[open]';
const textsOf = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(`${OPEN} ${selector}`, (elements) => elements.map((element) => element.textContent.trim()));
const labelsOf = (page: Page): Promise<(string | null)[]> =>
  page.$$eval(`${OPEN} svg[role=img]`, (drawings) => drawings.map((drawing) => drawing.getAttribute('aria-label')));
const rowsOf = (page: Page, table: string): Promise<string[][]> =>
  page.$$eval(`${OPEN} ${table} tbody tr`, (rows) =>
    rows.map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent.trim())),
  );

describe('a route', () => {
  it('has the numbers of the result in its drawings, in words', async () => {
    await inFold('attributed', 'route/product/mobile', async (page) => {
      const labels = await labelsOf(page);
      expect(labels.slice(0, 2)).toEqual([
        'LCP: +413 ms (399 to 427), limit +5 % and +50 ms: broken, confirmed.',
        'LCP, 75th percentile: 1.51 s (1.50 or more), limit 1.4 s: broken, confirmed.',
      ]);
      expect(labels).toContain(
        'LCP by its parts. Base 1.08 s: TTFB 392 ms, resource load delay 98 ms, resource load duration 513 ms, element render delay 81 ms. Head 1.50 s: TTFB 393 ms, resource load delay 497 ms, resource load duration 522 ms, element render delay 85 ms.',
      );
      expect(labels).toContain('LCP of 38 visits in the order of time; base 1.08 s, head 1.50 s.');
    });
  });

  it('has them in its breakdown, of which parts unfold', async () => {
    await inFold('attributed', 'route/product/mobile', async (page) => {
      const rows = await rowsOf(page, '.tree');
      expect(rows[0]).toEqual([
        'LCP',
        '1.08 s',
        '1.50 s',
        '+413 ms (399 to 427)',
        '✕+5 % and +50 ms: broken, confirmed✕1.4 s: broken, confirmed',
      ]);
      expect(rows.map(([part]) => part)).not.toContain('request');
      await page.focus(`${OPEN} .tree .depth-2 button`);
      await page.keyboard.press('Enter');
      await page.waitForSelector(`${OPEN} .tree .depth-3`);
      const unfolded = await rowsOf(page, '.tree');
      expect(unfolded[7]).toEqual(['request', '240 ms', '242 ms', '+1.5 ms (−1.6 to 4.6)', '']);
      expect(unfolded.length).toBe(rows.length + 6);
    });
  });

  it('draws every visit, those on base as rings, those on head as squares, and tells them in a table', async () => {
    await inFold('attributed', 'route/product/mobile', async (page) => {
      const [samples] = GOLDEN.attributed.samples;
      const made = samples?.sides.filter((_, index) => samples.failures[index] === null) ?? [];
      const marks = await page.$$eval(`${OPEN} .plot.side-axis`, ([plot]) => [
        plot?.querySelectorAll('circle.base').length,
        plot?.querySelectorAll('line.head:not(.level)').length,
        plot?.querySelectorAll('.above').length,
        plot?.querySelectorAll('.failed').length,
      ]);
      expect(marks).toEqual([18, 18, 2, 1]);
      expect(made).toHaveLength(38);
      await openAll(page);
      // Tables are drawn in portions.
      await page.waitForFunction(
        `(() => {
          const bodies = [...document.querySelectorAll('${OPEN} .numbers[open] tbody')];
          return bodies.length > 0 && bodies.every((body) => body.rows.length !== 20);
        })()`,
      );
      const rows = await rowsOf(page, '.numbers[open] table');
      const visits = rows.filter(([, side]) => side === 'base' || side === 'head');
      expect(visits.slice(0, 38).map(([, side]) => side)).toEqual(made);
      expect(visits[0]).toEqual(['1', 'base', 'first, not counted', '1.75 s']);
    });
  });

  it('shows the visits by a part that the reader chooses', async () => {
    await inFold('attributed', 'route/product/mobile', async (page) => {
      await page.select(`${OPEN} figcaption select`, '1');
      await page.waitForSelector(`${OPEN} svg[aria-label^="LCP › TTFB of 38 visits"]`);
      expect(await textsOf(page, '.legend')).toContainEqual(expect.stringContaining('Base 392 msHead 393 ms'));
    });
  });

  it('names the interaction of INP', async () => {
    await inFold('many-regressions', 'route/product/mobile', async (page) => {
      expect(await textsOf(page, '.metric p')).toContain('Interaction: step 1, pointer on button#add');
    });
  });

  it('compares no parts of LCP where it is another element', async () => {
    await inFold('other-element', 'route/product/mobile', async (page) => {
      const changes = (await rowsOf(page, '.tree')).map(([part, , , change]) => [part, change]);
      expect(changes.slice(0, 2)).toEqual([
        ['LCP', '+413 ms (399 to 427)'],
        ['1 TTFB', 'another element'],
      ]);
    });
  });

  it('has no base where there is none', async () => {
    await inFold('first-run', 'route/product/mobile', async (page) => {
      expect((await textsOf(page, '.tree thead th')).join(' ')).toBe('Part Head Budget');
      expect((await labelsOf(page)).join(' ')).not.toMatch(/base/i);
    });
  });
});

describe('samples', () => {
  it('are every number of every visit as it was recorded', async () => {
    await inFold('attributed', 'samples/product/mobile', async (page) => {
      const [samples] = GOLDEN.attributed.samples;
      const lcp = samples?.columns.find(({ path: { length, 0: first } }) => length === 1 && first === 'lcp');
      const values = lcp === undefined ? [] : valuesOf(lcp);
      expect(values.length).toBeGreaterThan(20);
      // Tables are drawn in portions.
      await page.waitForFunction(`document.querySelectorAll('${OPEN} .samples tbody tr').length >= ${values.length}`);
      const rows = await rowsOf(page, '.samples table');
      expect(rows.map((row) => row[6])).toEqual(values.map((value) => (value === null ? '–' : value.toFixed(1))));
      expect(rows.filter((row) => row[5] === 'yes')).toHaveLength(36);
      expect(rows[6]?.at(-1)).toBe('the page did not load');
    });
  });

  it('are all there once a long table has been drawn in portions', async () => {
    await inFold('sixty-routes', 'samples/route-6/mobile', async (page) => {
      const visits = GOLDEN['sixty-routes'].samples.find(({ route }) => route === 'route-6')?.sides.length;
      expect(visits).toBeGreaterThan(160);
      await page.waitForFunction(`document.querySelectorAll('${OPEN} .samples tbody tr').length === ${visits}`);
    });
  });

  it('show the parts of a metric on demand', async () => {
    await inFold('attributed', 'samples/product/mobile', async (page) => {
      await page.select(`${OPEN} .samples select`, 'lcp');
      await page.waitForFunction(
        `document.querySelector('${OPEN} .samples thead').textContent.includes('TTFB › connect')`,
      );
      expect((await textsOf(page, '.samples thead th'))[7]).toBe('TTFB, ms');
    });
  });
});

describe('commits', () => {
  it('have their change with its interval, and the culprits are named', async () => {
    await inFold('bisected', 'commits', async (page) => {
      expect((await textsOf(page, '.limits p')).slice(0, 3)).toEqual([
        '+4 ms (−8 to 16) 1111111 Rename the price component',
        '✕+310 ms (296 to 324) 2222222 Load the hero from the gallery script (#41) culprit',
        'skipped 3333333 Does not build',
      ]);
      expect(await labelsOf(page)).toHaveLength(4);
      expect((await textsOf(page, '.filled')).join('')).toContain('In 2222222: 2 files, 1 package; owners: @acme/web');
    });
  });
});

describe('why', () => {
  it('has each cause with its evidence, and the requests of both sides with LCP', async () => {
    await inFold('explained', 'why/product/mobile', async (page) => {
      expect((await textsOf(page, '.causes > li > p'))[0]).toBe(
        'LCP +413 ms on product (mobile), +399 ms of it resource load delay: the LCP image /img/hero.jpg is now requested by a script (src/gallery.ts:31, changed in abcdef0) instead of the document.',
      );
      expect(await labelsOf(page)).toEqual([
        '10 of 20 requests on base. LCP at 920 ms. The LCP image /hero.jpg: requested at 260 ms, answered at 400 ms, complete at 900 ms.',
        '10 of 21 requests on head. LCP at 1.32 s. The LCP image /hero.jpg: requested at 700 ms, answered at 860 ms, complete at 1.30 s.',
        'Where main > section.promo was and is',
      ]);
      expect(await textsOf(page, '.tags')).toContain('· this side only');
      const rows = await rowsOf(page, '.chart table');
      expect(rows.filter(([, side]) => side === 'base' || side === 'head')).toHaveLength(20);
      expect(rows.find(([request]) => request?.endsWith('/hero.jpg'))?.slice(0, 8)).toEqual([
        '/hero.jpg',
        'base',
        'image',
        '260 ms',
        '400 ms',
        '900 ms',
        '20 kB',
        'High',
      ]);
      expect((await rowsOf(page, '.thread table'))[0]?.slice(0, 4)).toEqual([
        'mountGallery',
        '0 ms',
        '90 ms',
        '+90 ms',
      ]);
    });
  });
});

describe('graphql', () => {
  it('has each cost with its budgets, what changed it, and what it assumes', async () => {
    await inFold('graphql-only', 'graphql', async (page) => {
      const rows = await rowsOf(page, 'table');
      expect(rows).toContainEqual(['operation ProductPage', 'cost', '20', '120', '+100', '✕100: broken']);
      expect(rows).toContainEqual([
        'product.reviews',
        '+100',
        '100 %',
        'reviews',
        '@shop/reviews',
        'src/ProductPage.graphql:4',
        'abcdef0 Show all reviews',
      ]);
      expect(await textsOf(page, 'ul li')).toEqual(['Assumes $first ≤ 100 (a schema default): ProductPage.']);
    });
  });
});

describe.each(['attributed', 'bisected', 'many-regressions', 'explained', 'graphql-only'] as const)(
  'the page of %s',
  (name) => {
    it('is no wider than a phone, and axe finds no fault with all open', async () => {
      await inFold(name, name === 'graphql-only' ? 'graphql' : 'route/product/mobile', async (page) => {
        await page.setViewport({ width: 360, height: 740 });
        await openAll(page);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
        expect(await violationsOf(page)).toEqual([]);
      });
    });
  },
);

describe('on paper', () => {
  it('stands what the reader has opened, whole and no wider than the sheet', async () => {
    await inFold('attributed', 'route/product/mobile', async (page) => {
      // A sheet of A4 between its margins.
      await page.setViewport({ width: 718, height: 1047 });
      await page.evaluate(`document.querySelector('[id="samples/product/mobile"] > summary').click()`);
      await page.waitForSelector('[id="samples/product/mobile"] tbody tr');
      await page.emulateMediaType('print');
      const hidden = await page.$$eval('details.fold', (folds) =>
        folds.map((fold) => [fold.open, fold.getClientRects().length > 0]),
      );
      expect(hidden).toContainEqual([true, true]);
      expect(hidden).toContainEqual([false, false]);
      for (const [isOpen, isShown] of hidden) expect(isShown).toBe(isOpen);
      const cut = await page.$$eval(
        `${OPEN} .scroll`,
        (boxes) =>
          boxes.filter(
            (box) =>
              box.scrollHeight > box.clientHeight + 1 ||
              box.computedStyleMap().get('overflow-x')?.toString() !== 'visible',
          ).length,
      );
      expect(cut).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(718);
    });
  });
});
