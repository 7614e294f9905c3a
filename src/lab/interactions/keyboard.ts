import type { Keyboard, KeyInput } from 'puppeteer';

import { keysOf } from '../../config/keys.ts';
import { causeOf } from '../../errors.ts';
import { VisitFailure } from '../visit-failure.ts';

/** Presses a key, or several together. Throws VisitFailure. */
export async function press(keyboard: Keyboard, chord: string): Promise<void> {
  const keys = keysOf(chord) as KeyInput[];
  const held = keys.slice(0, -1);
  const [key] = keys.slice(-1);
  try {
    for (const modifier of held) await keyboard.down(modifier);
    if (key !== undefined) await keyboard.press(key);
    for (const modifier of held.toReversed()) await keyboard.up(modifier);
  } catch (error) {
    const what = `the key ${JSON.stringify(chord)} cannot be pressed: ${causeOf(error)}`;
    throw new VisitFailure('interaction-failed', what, { cause: error });
  }
}
