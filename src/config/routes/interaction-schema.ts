import { z } from 'zod';

import { quantitySchema } from '../budgets/schema.ts';
import { quote, suggestion, type Diagnostic } from '../../source/diagnostic.ts';
import { isKey, KEY_NAMES, KEY_PATTERN, keysOf, MODIFIERS } from '../../model/keys.ts';
import { pathSchema } from './path-schema.ts';
import { checked, oneOf } from '../schema-parts.ts';
import { secretNameSchema } from './text-schema.ts';
import { parseDurationMs, TIME } from '../units/time-and-percent.ts';

/** Longest fixed wait, ms. */
const MAX_WAIT_MS = 30_000;

const selectorSchema = z.string().min(1).max(1000);
const typedTextSchema = z.string().max(10_000);

function keyComplaint(chord: string): Diagnostic | null {
  if (isKey(chord)) return null;
  const keys = keysOf(chord);
  const held = keys.slice(0, -1).find((key) => !isKey(`${key}+a`));
  if (held !== undefined)
    return { what: `No key to hold is called ${quote(held)}.`, todo: suggestion(held, MODIFIERS, 'They are') };
  const key = keys.at(-1) ?? chord;
  const list = suggestion(key, KEY_NAMES).replace(/Known here: .*/, '');
  return { what: `No key is called ${quote(key)}.`, todo: `${list}Write one character (a) or a DOM key name (Enter).` };
}

function waitComplaint(text: string): Diagnostic | null {
  const ms = parseDurationMs(text);
  if (ms === undefined || ms <= MAX_WAIT_MS) return null;
  return { what: `${quote(text)} is longer than 30 s.`, todo: 'Wait for an element or a request instead.' };
}

const scrollSchema = z.union([
  z.literal('bottom'),
  oneOf(
    'A scroll',
    'Make an entry of its own for each.',
    {
      to: selectorSchema.describe('Until the element is in the middle of the viewport.'),
      by: z.int().min(-100_000).max(100_000).describe('Pixels; negative for up.'),
    },
    {},
  ),
]);

const waitSchema = z.union([
  selectorSchema,
  oneOf(
    'A wait-for',
    'Make an entry of its own for each.',
    {
      selector: selectorSchema.describe('Until the element is there.'),
      request: z
        .string()
        .min(1)
        .max(2000)
        .describe('Until such a request is answered: a glob of its path (/api/*), or of its whole URL.'),
      time: checked(quantitySchema(TIME, 'A fixed time.'), waitComplaint).describe('For this long, at most 30 s.'),
    },
    {},
  ),
]);

const typeSchema = z.union([
  typedTextSchema,
  oneOf(
    'A text to type',
    'Remove one.',
    {
      text: typedTextSchema.describe('What is typed.'),
      secret: secretNameSchema.describe('The environment variable that holds what is typed.'),
    },
    { selector: selectorSchema.describe('The element that has the focus first; where it has already, leave it out.') },
  ),
]);

const selectSchema = z.strictObject({
  selector: selectorSchema.describe('The <select>.'),
  value: z.string().max(1000).describe('The value of the option, or its label.'),
});

const navigateSchema = z.union([
  pathSchema,
  z.strictObject({ soft: selectorSchema.describe('The element to click; Chrome 151 or later is needed.') }),
]);

/** One step of a route's script or set-up. */
export const interactionSchema = oneOf(
  'An interaction',
  'Make an entry of its own for each.',
  {
    click: selectorSchema.describe('Clicks the element, with real input. CSS, text/…, aria/… or pierce/….'),
    tap: selectorSchema.describe('Taps the element with a finger; a click where the condition has no touch screen.'),
    type: typeSchema.describe('Types text: into the element, or into whatever has the focus where none is named.'),
    press: checked(z.string().meta({ pattern: KEY_PATTERN.source }), keyComplaint).describe(
      'Presses a key by its DOM name (Enter, ArrowDown, a), or several together (Control+a).',
    ),
    hover: selectorSchema.describe('Moves the mouse over the element. Not an interaction that INP counts.'),
    scroll: scrollSchema.describe(
      'Turns the mouse wheel: bottom, { to: SELECTOR } or { by: 600 }. Not counted by INP.',
    ),
    select: selectSchema.describe('Chooses an option of a <select>, with the keyboard.'),
    'wait-for': waitSchema.describe('Waits for an element (a selector), a request, or a time.'),
    navigate: navigateSchema.describe(
      'Goes to another page, which is what is measured from then on: a path of the deploy is loaded in the same tab; { soft: SELECTOR } clicks what leads there without loading a document (a soft navigation, with LCP, INP and CLS of its own).',
    ),
    recording: z
      .string()
      .min(1)
      .max(1000)
      .describe(
        'Plays a JSON file of the Chrome DevTools Recorder, relative to this file, after its first navigation.',
      ),
  },
  {},
);
