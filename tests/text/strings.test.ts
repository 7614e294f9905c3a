import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { matchesGlob } from '../../src/text/glob.ts';
import { trimEndOf } from '../../src/text/trim.ts';

test('only what is at the end is trimmed', () => {
  expect(trimEndOf('/a//', '/')).toBe('/a');
  expect(trimEndOf('x. .', '. ')).toBe('x');
  expect(trimEndOf('///', '/')).toBe('');
});

const asExpression = (glob: string, text: string): boolean =>
  new RegExp(`^${glob.split('*').join('[^]*')}$`).test(text);

describe('a glob', () => {
  it('takes what an expression of it takes', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(glob, text, (pattern, subject) => {
        expect(matchesGlob(pattern, subject)).toBe(asExpression(pattern, subject));
      }),
      { numRuns: 2000 },
    );
  });

  it('has no other special characters', () => {
    expect(matchesGlob('a.c?[x]', 'a.c?[x]')).toBe(true);
    expect(matchesGlob('a.c', 'abc')).toBe(false);
  });
});
