import { stripVTControlCharacters } from 'node:util';

import { redact } from './redactor.ts';

/** More than this is never looked at, whatever the cap: foreign text may be megabytes long. */
const MAX_UNITS = 20_000;

const LINE_BREAKS_AND_SPACES = /[\t\n\v\f\r\u0085\p{Z}]/gu;
/** Control, format (bidi overrides, zero-width, tags), lone surrogates, private use and unassigned code points. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * Text that came from a page, a header, a file or a pull request, as one line of visible characters: no control,
 * escape or bidi character, no line break, no secret that the process knows, at most `maxCodePoints` code points (an ellipsis marks the cut).
 */
export function sanitizeLine(text: string, maxCodePoints: number): string {
  const visible = stripVTControlCharacters(redact(text.slice(0, MAX_UNITS)))
    .replace(LINE_BREAKS_AND_SPACES, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  const points = Array.from(visible);
  return points.length <= maxCodePoints ? visible : `${points.slice(0, maxCodePoints - 1).join('')}…`;
}
