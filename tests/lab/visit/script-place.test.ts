import { describe, expect, it } from 'vitest';

import { placeAt } from '../../../src/lab/visit/script-place.ts';

const FILE = { startLine: 0, startColumn: 0 };

describe('a position in a text is a line and a column', () => {
  it.each([
    ['abc', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nbc', 3, 2, 2],
    ['a\r\nbc', 3, 2, 1],
    ['a\u2028b\rc', 4, 3, 1],
  ])('%j at %i', (text, position, line, column) => expect(placeAt(text, position, FILE)).toEqual({ line, column }));

  it('in the document where the script stands in one', () => {
    const inline = { startLine: 10, startColumn: 8 };
    expect(placeAt('ab\ncd', 1, inline)).toEqual({ line: 11, column: 10 });
    expect(placeAt('ab\ncd', 4, inline)).toEqual({ line: 12, column: 2 });
  });
});
