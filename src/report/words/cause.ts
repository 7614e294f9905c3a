import { parsePath } from '../../model/breakdown.ts';
import type { KnownCause } from '../../model/cause.ts';
import { placeOfCause, type CauseContext } from './cause-place.ts';
import { causeWords } from './cause-words.ts';
import { share, signed } from './format.ts';
import { causeDocLink } from './links.ts';
import { isOfGraph, pathPhrase, placePhrase } from './names.ts';
import { capitalised, inText, name, prose, type Phrase } from './phrase.ts';

/** From here on a cause is told as the whole reason. */
const MOST = 0.8;

/** The sentence of a cause as text, for files and terminals. */
export function causeSentence(cause: KnownCause, report: CauseContext): string {
  return inText(causeLine(cause, report));
}

/**
 * LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image `/hero.jpg` is now requested by a
 * script (`src/gallery.ts:31`, changed in `a1b2c3d`) instead of the document. What only also changed is said without
 * numbers.
 */
export function causeLine(cause: KnownCause, report: CauseContext): Phrase {
  const words = causeWords({ cause, at: placeOfCause(cause, report) });
  const start: Phrase = cause.because ? changePhrase(cause) : ['also changed ', ...onPlace(cause)];
  return capitalised([...start, ': ', ...words, ...(cause.because ? sharePhrase(cause) : []), '.']);
}

/** The same below a row that says the change already; with the page that says how to fix it. */
export function causePhrase(cause: KnownCause, report: CauseContext): Phrase {
  const words = causeWords({ cause, at: placeOfCause(cause, report) });
  return [...words, ...(cause.because ? sharePhrase(cause) : []), ' (see ', causeDocLink(cause.id), ')'];
}

/** `; about 45 % of the change`, where that is not most of it */
function sharePhrase({ share: fraction }: KnownCause): Phrase {
  return fraction === null || fraction >= MOST ? [] : [`; about ${share(fraction)} of the change`];
}

/** LCP +412 ms on product (mobile), +398 ms of it resource load delay: as measured, whatever of it the cause accounts for. */
function changePhrase(cause: KnownCause): Phrase {
  const { path, part, change, unit } = cause;
  const segments = parsePath(path) ?? [path];
  if (change === null) return [...pathPhrase(segments), ' ', ...onPlace(cause), ' is now without bound'];
  const below = part.slice(segments.length);
  return [...pathPhrase(segments), ` ${signed(change, unit)} `, ...onPlace(cause), ...partPhrase(below, cause)];
}

/** `, +398 ms of it resource load delay`; where other phases got better it is not a part of the change. */
function partPhrase(below: readonly string[], { part, change, partChange, unit }: KnownCause): Phrase {
  if (below.length === 0 || partChange === null || change === null) return [];
  const [phase, size] = [pathPhrase(below, part[0]), signed(partChange, unit)];
  return partChange <= change ? [`, ${size} of it `, ...phase] : [', ', ...phase, ` ${size}`];
}

/** `on product (mobile)`, or what operation it is. */
function onPlace(cause: KnownCause): Phrase {
  const { route, condition, path } = cause;
  const metric = parsePath(path)?.[0] ?? '';
  if (isOfGraph(metric)) return ['of ', ...placePhrase(cause, metric)];
  return ['on ', name(route), ' (', prose(condition), ')'];
}
