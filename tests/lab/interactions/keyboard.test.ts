import { describe, expect, it } from 'vitest';

import { isOnKeyboard, keysFor } from '../../../src/lab/interactions/keyboard.ts';

describe('the keys of a text', () => {
  it.each([
    ['ab', ['a', 'b']],
    ['äб日😀', ['ä', 'б', '日', '😀']],
    ['e\u0301', ['e\u0301']],
    ['a\nb', ['a', 'Enter', 'b']],
    ['a\r\nb\rc', ['a', 'Enter', 'b', 'Enter', 'c']],
    ['a\tb', ['a', 'Tab', 'b']],
    ['👩‍👧', ['👩', '\u200d', '👧']],
    ['', []],
  ])('%j', (text, keys) => expect(keysFor(text)).toEqual(keys));
});

it('the US keyboard has printable ASCII and named keys', () => {
  for (const key of ['a', 'Z', ' ', '~', 'Enter', 'F10', 'KeyA']) expect(isOnKeyboard(key)).toBe(true);
  for (const key of ['ä', 'Ä', '\u0301', '日', '😀', '\u00a0']) expect(isOnKeyboard(key)).toBe(false);
});
