import type { CDPSession, Keyboard, KeyInput } from 'puppeteer';

import { keysOf } from '../../model/keys.ts';
import { causeOf } from '../../errors.ts';
import { VisitFailure } from '../visit/visit-failure.ts';

/** UTF-16 units that one key event can carry. */
const LONGEST_TEXT = 3;
/** Of `Input.dispatchKeyEvent`. */
const MODIFIER_BITS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** What keys are pressed with. */
export interface Keys {
  readonly keyboard: Keyboard;
  readonly session: CDPSession;
}

/** Presses a key, or several together. Throws VisitFailure. */
export async function press(keys: Keys, chord: string): Promise<void> {
  const names = keysOf(chord);
  const held = names.slice(0, -1);
  const [key] = names.slice(-1);
  try {
    for (const modifier of held) await keys.keyboard.down(modifier as KeyInput);
    if (key !== undefined) await pressOne(keys, key, held);
    for (const modifier of held.toReversed()) await keys.keyboard.up(modifier as KeyInput);
  } catch (error) {
    const what = `the key ${JSON.stringify(chord)} cannot be pressed: ${causeOf(error)}`;
    throw new VisitFailure('interaction-failed', what, { cause: error });
  }
}

/** Types a text with one key press per character, so that INP counts each as an interaction. */
export async function typeText(keys: Keys, text: string): Promise<void> {
  for (const key of keysFor(text)) await pressOne(keys, key, []);
}

/** The keys that type a text: Enter for the end of a line, Tab for a tab, otherwise what one key event can carry. */
export function keysFor(text: string): string[] {
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].flatMap(({ segment }) => {
    if (/^\r?\n$|^\r$/.test(segment)) return 'Enter';
    if (segment === '\t') return 'Tab';
    // Such as a family of emoji, which is several characters that are drawn as one.
    return segment.length > LONGEST_TEXT ? Array.from(segment) : segment;
  });
}

/** Whether a key is on the US keyboard, the only one that Puppeteer has; other characters have no key of their own there. */
export function isOnKeyboard(key: string): boolean {
  return /^(?:[ -~]|[A-Z][A-Za-z\d]+)$/.test(key);
}

async function pressOne(keys: Keys, key: string, held: readonly string[]): Promise<void> {
  if (isOnKeyboard(key)) return keys.keyboard.press(key as KeyInput);
  await keyDown(keys, key, held);
  await keyUp(keys, key, held);
}

/** A key of another keyboard goes down, with the character it types. */
export async function keyDown(
  { session }: Pick<Keys, 'session'>,
  key: string,
  held: readonly string[] = [],
): Promise<void> {
  const silent = held.some((modifier) => modifier !== 'Shift');
  const text = silent ? {} : { text: key, unmodifiedText: key };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, modifiers: bitsOf(held), ...text });
}

/** It comes up again. */
export async function keyUp(
  { session }: Pick<Keys, 'session'>,
  key: string,
  held: readonly string[] = [],
): Promise<void> {
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, modifiers: bitsOf(held) });
}

function bitsOf(held: readonly string[]): number {
  return held.reduce((bits, modifier) => bits | (MODIFIER_BITS[modifier] ?? 0), 0);
}
