import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { Redactor } from '../../src/text/redactor.ts';
import { FORMS } from '../support/secret-forms.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const secrets = fc.oneof(
  fc.string({ minLength: 8, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 8, maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...Array.from(`aB3%25+ "'\\/&;<>#u0041x\n=?`)), minLength: 8, maxLength: 20 }),
);
/** `ß` and its like in another case are not one letter, which no host name makes of them. */
const isCased = (text: string): boolean =>
  Array.from(text).every((each) => Array.from(each.toUpperCase() + each.toLowerCase()).length === 2) &&
  !text.includes('Σ');
/** Well-formed, as environment variables are; and such that it is not a part of what replaces it. */
const secret = secrets.filter(
  (text) => text.isWellFormed() && !text.includes('***') && !/^[\s\\*]*$/.test(text) && isCased(text),
);
const around = fc.string({ maxLength: 20 });

describe('a secret disappears', () => {
  it.each(Object.entries(FORMS))('%s', (_, write) => {
    fc.assert(
      fc.property(secret, around, around, (hidden, before, after) => {
        const written = write(hidden);
        const clean = new Redactor([hidden]).text(before + written + after);
        // What stands before may begin it; nothing of what stood in the middle is left.
        expect(clean).toContain('***');
        expect(clean).not.toContain(written);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, (text: string) => string]>([
    ['base64', base64],
    ['base64url', (text) => Buffer.from(text).toString('base64url')],
    ['URL-encoded base64', (text) => encodeURIComponent(base64(text))],
    ['base64 in a form that a server has decoded', (text) => base64(text).replaceAll('+', ' ')],
    ['base64 in JSON with slashes escaped', (text) => base64(text).replaceAll('/', String.raw`\/`)],
  ])('in %s, at every offset', (_, write) => {
    fc.assert(
      fc.property(secret, around, around, (hidden, before, after) => {
        expect(new Redactor([hidden]).text(write(before + hidden + after))).toContain('***');
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.values(FORMS))('wherever a text is cut, once four characters of it are there: %#', (write) => {
    const { cutText } = new Redactor(['p&ss"wörd/1']);
    const written = `token=${write('p&ss"wörd/1')}`;
    // No form has more than eleven characters for one.
    const ends = Array.from({ length: written.length - 50 }, (_, index) => written.length - index);
    for (const end of ends) expect(cutText(written.slice(0, end))).toMatch(/^token=\\*\*\*\*$/);
  });

  it('at the end of a text that was cut, also before an ellipsis', () => {
    const { cutText } = new Redactor(['p&ss"wörd/1']);
    expect(cutText('a text that ends with p&ss"w')).toBe('a text that ends with ***');
    expect(cutText('a text that ends with p&ss"w…')).toBe('a text that ends with ***');
    expect(cutText('a text that ends with p&s')).toBe('a text that ends with p&s');
  });
});

test('the longest of several secrets is taken, and all of them are', () => {
  const { text } = new Redactor(['abcdefgh', 'abcdefgh-ijkl', 'other-secret']);
  expect(text('x abcdefgh-ijkl y OTHER-secret')).toBe('x *** y ***');
});

test('a text without the secret is untouched', () => {
  fc.assert(
    fc.property(secret, fc.string({ maxLength: 200 }), (hidden, text) => {
      fc.pre(!text.toLowerCase().includes(hidden.slice(0, 4).toLowerCase()) && !/[%&\\+]/.test(text));
      expect(new Redactor([hidden]).text(text)).toBe(text);
    }),
    { numRuns: 2000 },
  );
  const { text, cutText } = new Redactor(['correct horse battery']);
  const prose = 'The correct horse is at https://shop.example/battery?horse=1, 100% & more \\ "staple" &amp; \\u0041.';
  expect(text(prose)).toBe(prose);
  expect(cutText(prose)).toBe(prose);
});
