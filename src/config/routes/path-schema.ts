import { z } from 'zod';

import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { checked } from '../schema-parts.ts';

const PATH_PATTERN = /^\/(?!\/)[^\s\\\p{Cc}]{0,1999}$/u;

/** Path and query below the deploy's URL. */
export const pathSchema = checked(z.string().meta({ pattern: PATH_PATTERN.source }), pathComplaint);

function pathComplaint(path: string): Diagnostic | null {
  if (PATH_PATTERN.test(path)) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//'))
    return {
      what: `${quote(path)} is a URL, not a path.`,
      todo: 'Put the origin in deploys (base and head), and write only what follows it here, for example /p/42.',
    };
  if (path.length > 2000) return { what: 'The path is longer than 2000 characters.', todo: 'Shorten it.' };
  if (/[\s\\\p{Cc}]/u.test(path))
    return {
      what: `${quote(path)} holds a space, a backslash or a control character.`,
      todo: 'Percent-encode it (%20).',
    };
  const todo = PATH_PATTERN.test(`/${path}`) ? `Write /${path}.` : 'Write for example /p/42.';
  return { what: `${quote(path)} does not begin with a slash.`, todo };
}
