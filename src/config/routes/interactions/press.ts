import { z } from 'zod';

import { isKey, KEY_NAMES, KEY_PATTERN, keysOf, MODIFIERS } from '../../../model/keys.ts';
import { quote, suggestion, type Diagnostic } from '../../../source/diagnostic.ts';
import { checked } from '../../schema-parts.ts';
import { stepSyntax } from './syntax.ts';

export const press = stepSyntax(
  checked(z.string().meta({ pattern: KEY_PATTERN.source }), keyComplaint).describe(
    'Presses a key by its DOM name (Enter, ArrowDown, a), or several together (Control+a).',
  ),
  (key) => ({ action: 'press', key }),
);

function keyComplaint(chord: string): Diagnostic | null {
  if (isKey(chord)) return null;
  const keys = keysOf(chord);
  const held = keys.slice(0, -1).find((key) => !isKey(`${key}+a`));
  if (held !== undefined)
    return { what: `There is no modifier key ${quote(held)}.`, todo: suggestion(held, MODIFIERS, 'They are') };
  const key = keys.at(-1) ?? chord;
  const list = suggestion(key, KEY_NAMES).replace(/Known here: .*/, '');
  return { what: `There is no key ${quote(key)}.`, todo: `${list}Write one character (a) or a DOM key name (Enter).` };
}
