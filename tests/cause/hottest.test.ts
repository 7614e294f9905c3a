import { expect, test } from 'vitest';

import type { FunctionTime } from '../../src/model/diagnosis.ts';
import { at, broken, diagnosis, interaction, searched, work, type VisitSpec } from './records.ts';

const hottest = { ...at('/app.js', 1), column: 9000 };

/** A click that is handled for so long, most of it by one function. */
function clicked(selfMs: number, place: FunctionTime['place']): VisitSpec {
  return { interaction: interaction({ processing: { ms: selfMs, work: work({ place, selfMs, hottest }) } }) };
}

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
