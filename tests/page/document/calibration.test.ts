import { expect, test } from 'vitest';

import { renderCalibrationPage } from '../../../src/page/document/calibration/calibration.ts';
import { pointsOf } from '../../../src/page/document/calibration/power-plot.ts';
import { calibrated } from '../calibrated.ts';
import { textOf } from '../read-page.ts';

const page = renderCalibrationPage(calibrated());
/** Each row of every table, its cells apart. */
const rows = [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
  [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell)),
);

test('each metric has its noise, and what to write', () => {
  expect(rows).toContainEqual(['LCP', '1.48 s', '15', '3.4 %', '7 %, 110 ms', '15', '0.2 %']);
  expect(rows).toContainEqual(['CLS', '0.01', '15', 'compared exactly', 'keep yours', '15', '0.2 %']);
  expect(textOf(page)).toContain('A visit took 3.60 s; a campaign takes at most 3.6 min.');
});

test('a tolerance costs the minutes of its blocks', () => {
  expect(rows).toContainEqual(['max-blocks', 'At most', 'LCP', 'INP']);
  expect(rows).toContainEqual(['10', '2.4 min', '8.1 %', '8.1 %']);
  expect(rows).toContainEqual(['20', '4.8 min', '5.5 %', '5.5 %']);
});

test('a change is found in so many runs, after so many blocks', () => {
  expect(page).toContain(
    'aria-label="LCP, found: unchanged in 0.2 %, +5 % in 12.8 %, +10 % in 70.6 %, +20 % in 99.8 %."',
  );
  expect(rows).toContainEqual(['+10 %', '70.6 %', '70.7 %', '9.4']);
  const [metric] = calibrated()[0]?.metrics ?? [];
  expect(metric && pointsOf(metric).map(({ increase }) => increase)).toEqual([0, 0.05, 0.1, 0.2]);
});

test('two lanes stand beside one', () => {
  expect(rows).toContainEqual(['2', '29', '1.48 s ± 3.4 %', '96 ms ± 8.0 %', '0.01']);
  expect(rows).toContainEqual(['LCP', '1.00 ×', '1.00 ×', '0.57 ×']);
});

test('a campaign of which nothing was measured says so', () => {
  expect(textOf(page)).toContain('search on desktop Nothing was measured in three blocks or more.');
});

test('the page has no script, and a route’s name is text', () => {
  const hostile = renderCalibrationPage(calibrated('<img src=x onerror=alert(1)>'));
  expect(hostile).not.toMatch(/<script|<img|script-src/);
  expect(textOf(hostile)).toContain('<img src=x onerror=alert(1)> on mobile');
});
