import { expect, test } from 'vitest';

import { toldDiagnosis, toldPictures } from '../../../src/page/document/told-diagnosis.ts';
import { diagnosis, request } from '../../cause/records.ts';
import { diagnosedHero } from '../diagnosed.ts';
import { filmOf } from '../filmed.ts';
import { diagnosedShift } from '../golden.ts';

const seenAt = (lcpMs: number) => ({ seen: { lcpMs } });

test('each side has the visit whose LCP is the median', () => {
  const { visits } = toldDiagnosis(
    diagnosis([seenAt(900), seenAt(700), seenAt(800)], [seenAt(1500), seenAt(1700), seenAt(1600)]),
  );
  expect(visits.map(({ side, seen }) => [side, seen.lcpMs])).toEqual([
    ['base', 800],
    ['head', 1600],
  ]);
});

test('head has the visit of which there are pictures', () => {
  const head = toldDiagnosis(diagnosedShift('product')).visits.find(({ side }) => side === 'head');
  expect(head?.shifts[0]?.pictures.after).toBe('product-mobile-shift-1-after.webp');
});

test('each side has the visit with a filmstrip', () => {
  const filmed = (side: 'base' | 'head', lcpMs: number) => ({ ...seenAt(lcpMs), filmstrip: filmOf(side) });
  const { visits } = toldDiagnosis(
    diagnosis([filmed('base', 900), seenAt(700), seenAt(800)], [seenAt(1500), filmed('head', 1700), seenAt(1600)]),
  );
  expect(visits.map(({ seen, filmstrip }) => [seen.lcpMs, filmstrip])).toEqual([
    [900, filmOf('base')],
    [1700, filmOf('head')],
  ]);
});

test('the pictures that are told are those of filmstrips, then those of shifts', () => {
  const told = toldPictures([diagnosedShift('product'), diagnosedHero('product')].map(toldDiagnosis));
  expect(told[0]).toBe('product-mobile-film-base-1.webp');
  expect(told).toHaveLength(7);
  expect(told.at(-1)).toBe('product-mobile-shift-1-after.webp');
});

test('of thousands of requests the first are told, and no source text is', () => {
  const requests = Array.from({ length: 1000 }, (_, index) => request({ url: `/${index}.png` }));
  const [base] = toldDiagnosis(diagnosis({ requests }, {})).visits;
  expect(base?.requests).toHaveLength(400);
  expect(base?.scripts).toEqual([]);
});
