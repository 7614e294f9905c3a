import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import { reportPage } from '../../../src/gate/verdict/report-page.ts';
import { columnAt, valuesOf } from '../../../src/page/data/samples.ts';
import { unpacked } from '../../page/read-page.ts';
import { diagnosedHero } from '../../page/diagnosed.ts';
import { filmPictures } from '../../page/filmed.ts';
import { diagnosedShift, PIXEL } from '../../page/golden.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'vitals-gate-page-'));
  await mkdir(path.join(out, 'diagnostics'));
});
afterEach(() => rm(out, { recursive: true }));

const [run, ...later] = recordsOf({ routes: [{ name: 'home' }, { name: 'product', slowerMs: 400 }], blocks: 6 });
const log = memoryLog(run, later);
const page = (): Promise<string> => reportPage(reportOf(log).report, { log, out });

test('the page has every visit of the record, in its order, to a tenth of a millisecond', async () => {
  const { samples } = unpacked(await page());
  expect(samples.map(({ route }) => route)).toEqual(['home', 'product']);
  for (const campaign of samples) {
    const visits = later.filter((record) => record.type === 'visit' && record.route === campaign.route);
    expect(campaign.sides).toEqual(visits.map((visit) => 'side' in visit && visit.side));
    const measured = visits.map((visit) => {
      const lcp = visit.type === 'visit' && visit.outcome.status === 'measured' ? visit.outcome.readings.lcp : null;
      return lcp?.status === 'measured' ? lcp.breakdown.value : null;
    });
    const column = columnAt(campaign, ['lcp']);
    const kept = column === undefined ? [] : valuesOf(column);
    expect(kept).toHaveLength(24);
    for (const [index, value] of kept.entries())
      expect(Math.abs((value ?? 0) - (measured[index] ?? 0))).toBeLessThan(0.051);
  }
});

test('the page has what diagnostic visits saw, and their pictures', async () => {
  await writeFile(path.join(out, 'diagnostics/product-mobile.json'), JSON.stringify(diagnosedShift('product')));
  await writeFile(path.join(out, 'diagnostics/product-mobile-shift-1-after.webp'), PIXEL);
  const text = await page();
  expect(whyFoldsOf(text)).toEqual(['why/product/mobile']);
  for (const side of ['Base', 'Head']) expect(text).toContain(`<p class="side-title">${side}: `);
  expect(text).toContain(`<template id="picture/product-mobile-shift-1-after.webp">${PIXEL.toString('base64')}<`);
  expect(text).not.toContain('picture/product-mobile-shift-1-before.webp');
});

test('the page has the pictures of filmstrips, as far as they are there', async () => {
  await writeFile(path.join(out, 'diagnostics/product-mobile.json'), JSON.stringify(diagnosedHero('product')));
  for (const [name, picture] of [...filmPictures()].slice(0, 5))
    await writeFile(path.join(out, 'diagnostics', name), picture);
  const text = await page();
  expect(text.match(/<template id="picture\/product-mobile-film-/g)).toHaveLength(5);
  expect(text).toContain('data-picture="product-mobile-film-head-3.webp"');
});

test('records that are not whole are left out', async () => {
  await writeFile(path.join(out, 'diagnostics/a.json'), '{"version":1');
  await writeFile(path.join(out, 'diagnostics/b.json'), '{"version":7}');
  expect(whyFoldsOf(await page())).toEqual([]);
  await rm(path.join(out, 'diagnostics'), { recursive: true });
  expect(whyFoldsOf(await page())).toEqual([]);
});

function whyFoldsOf(text: string): string[] {
  return unpacked(text).outline.flatMap(({ section, anchor }) => (section === 'why' ? [anchor] : []));
}
