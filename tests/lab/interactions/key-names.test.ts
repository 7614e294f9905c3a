import type { KeyInput } from 'puppeteer';
import { expect, it } from 'vitest';

import { KEY_NAMES } from '../../../src/model/keys.ts';
import { isOnKeyboard } from '../../../src/lab/interactions/keyboard.ts';

it('every key that a configuration may name is one that the driver can press', () => {
  // The list has a type of its own, because a configuration is checked without the driver: the compiler compares the two here.
  const pressable: readonly KeyInput[] = KEY_NAMES;
  expect(pressable.filter((name) => !isOnKeyboard(name))).toEqual([]);
});
