import { expect, test } from 'vitest';

import type { FunctionTime } from '../../src/model/diagnosis.ts';
import { at, broken, diagnosis, html, interaction, request, searched, work, type VisitSpec } from './records.ts';

const hottest = { ...at('/app.js', 1), column: 9000 };

/** A click that is handled for so long, most of it by one function. */
function clicked(selfMs: number, place: FunctionTime['place']): VisitSpec {
  return { interaction: interaction({ processing: { ms: selfMs, work: work({ place, selfMs, hottest }) } }) };
}

/** A page whose script works for so long before it asks for the hero, beside a function that always takes 400 ms. */
function page(topLevelMs: number): VisitSpec {
  return {
    requests: [html(), request({ url: '/hero.jpg', askedMs: topLevelMs + 410 })],
    loading: work(
      { place: at('/app.js', 4, 'euros'), selfMs: 400 },
      { place: at('/app.js'), selfMs: topLevelMs, hottest },
    ),
  };
}

test('of a script that takes longer before LCP the function counts that grew, not the longest', () => {
  const delay = { ttfb: 0, 'resource-load-delay': 300, 'resource-load-duration': 0, 'element-render-delay': 0 };
  const { causes } = searched(broken('lcp', delay), diagnosis(page(0), page(300)));
  const slow = causes.find(({ id }) => id === 'render-blocking-script');
  expect(slow?.places).toMatchObject([{ role: 'hottest', place: { column: 9000 } }]);
});

test.each([
  ['where its time went, after its beginning', at('/app.js', 1, 'priceOf'), ['function', 'hottest']],
  ['where its time went alone if it is the top level of a script, which begins anywhere', at('/app.js'), ['hottest']],
])('a slow function is looked for %s', (_, place, roles) => {
  const parts = { 'input-delay': 0, 'processing-duration': 300, 'presentation-delay': 0 };
  const { causes } = searched(broken('inp', parts), diagnosis(clicked(10, place), clicked(310, place)));
  expect(causes[0]?.id).toBe('slow-handler');
  expect(causes[0]?.places.map(({ role }) => role)).toEqual(roles);
  expect(causes[0]?.places.at(-1)).toMatchObject({ place: { column: 9000 } });
});
