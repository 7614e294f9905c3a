import { isOuter, type Fact, type FactKind, type KnownCause, type KnownPlace } from '../../model/cause.ts';
import type { GateReport } from '../../model/report.ts';
import { shownUrl } from '../../text/shown-url.ts';
import { commitLink } from './commit-link.ts';
import { fileLink } from './links.ts';
import { name, type Phrase } from './phrase.ts';

/** What links depend on. */
export type CauseContext = Pick<GateReport, 'repositoryUrl' | 'result'>;

/**
 * `src/gallery.ts:31`, changed in `a1b2c3d`; where only a caller of it was changed: called from `src/cart.ts:12`, changed in …;
 * the same where the place itself is not known. What is around a component renders it.
 */
export function placeOfCause(cause: KnownCause, report: CauseContext): Phrase | null {
  const [first, ...others] = cause.places;
  if (first === undefined) return null;
  if (isOuter(first.role)) return outerText(first, cause, report);
  const outer = others.find(({ role, inChange }) => isOuter(role) && inChange === true);
  if (first.inChange === true || outer === undefined) return placeText(first, cause, report);
  return [...placeText(first, cause, report, false), ', ', ...outerText(outer, cause, report)];
}

function outerText(place: KnownPlace, cause: KnownCause, report: CauseContext): Phrase {
  return [place.role === 'ancestor' ? 'rendered by ' : 'called from ', ...placeText(place, cause, report)];
}

/** `src/gallery.ts:31`, changed in `a1b2c3d`; what was served there where no file is known. */
export function placeText(place: KnownPlace, cause: KnownCause, report: CauseContext, saysChange = true): Phrase {
  const { file, line, role } = place;
  if (file === null) return servedPhrase(place);
  const link = fileLink(`${file}:${line}`, '', report);
  if (role === 'server') return ['this change touches the server at ', link];
  return [link, ...(saysChange ? changedPhrase(place, cause, report) : [])];
}

function changedPhrase({ inChange, commit }: KnownPlace, cause: KnownCause, report: CauseContext): Phrase {
  if (inChange === null) return [];
  if (!inChange) return cause.facts.some(isLoss) ? [] : [', not in this change'];
  return commit === null ? [', in this change'] : [', changed in ', commitLink(commit, report)];
}

/** What a page or an answer can have. Of other facts, none on head only says that it is not known. */
const POSSESSIONS: readonly FactKind[] = ['attribute', 'preload', 'cache-header', 'compression'];

/**
 * Whether head lacks something that base had: this has no line in head, so that an unchanged line does not say that the
 * change did not take it away.
 */
function isLoss({ kind, base, head }: Fact): boolean {
  const [isThere, wasThere] = [head, base].map((value) => value !== null && value !== false && value !== 'none');
  return POSSESSIONS.includes(kind) && wasThere === true && isThere !== true;
}

/** `/assets/app.js:1:4031`: `…fetch("/hero")…` */
function servedPhrase({ url, line, column, excerpt }: KnownPlace): Phrase {
  const shown = url === null ? '' : shownUrl(url, URL.parse(url)?.origin ?? null);
  const at = name(`${shown}:${line}${column === null ? '' : `:${column}`}`);
  return excerpt === '' ? [at] : [at, ': ', name(excerpt)];
}
