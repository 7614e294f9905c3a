import { expect, test } from 'vitest';

import { inText } from '../../../src/report/words/phrase.ts';
import { picturePhrases } from '../../../src/report/words/pictures.ts';

const FIRST = { before: 'home-mobile-shift-1-before.webp', after: 'home-mobile-shift-1-after.webp' };

test('the pictures of a shift are named once, whatever it is the cause of', () => {
  const told = picturePhrases([{ pictures: FIRST }, {}, { pictures: { ...FIRST } }]).map(inText);
  expect(told).toEqual([
    'Pictures of the shift, in the output folder: before diagnostics/home-mobile-shift-1-before.webp, after diagnostics/home-mobile-shift-1-after.webp',
  ]);
});

test('a picture that is missing is not named', () => {
  const told = picturePhrases([{ pictures: { ...FIRST, before: null } }, { pictures: { before: null, after: null } }]);
  expect(told.map(inText)).toEqual([
    'Pictures of the shift, in the output folder: after diagnostics/home-mobile-shift-1-after.webp',
  ]);
});
