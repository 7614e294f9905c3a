import { GateError } from '../../errors.ts';
import type { Place } from '../../model/place.ts';
import { quote } from '../../source/diagnostic.ts';
import type { GateReport } from '../../model/report.ts';
import type { Phrase } from './pieces.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { elideSecrets, stripFragment, stripQueries } from '../../text/strip-query.ts';
import { isOfGraph } from './names.ts';
import { pageAnchor } from './page-anchor.ts';

const MOST_CHARACTERS = 2000;

/**
 * The address at which a workflow says that the report page can be opened, safe as the destination of a Markdown link;
 * null if it cannot be one. Its query stays: a store of artefacts may need it. Its hash makes room for ours.
 */
function pageUrlOf(given: string): string | null {
  const url = given.length > MOST_CHARACTERS ? null : URL.parse(given);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  return stripFragment(url.href).replace(/[^\w\-.~:/?&%,;=+@]/g, percentEncoded);
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * The same of what a user gives.
 *
 * @param option how the user knows it
 * @throws GateError `usage` if it cannot be an address of the page
 */
export function readPageUrl(option: string, given: string): string {
  const url = pageUrlOf(given);
  if (url !== null) return url;
  throw new GateError('usage', {
    what: `${option} is ${quote(elideSecrets(given))}, which is not an https address without a password.`,
    todo: 'Write the address of the page itself, for example the artifact-url of the step that uploaded it.',
  });
}

/** Every number of a route or of an operation, in the report page; empty if it is not known where that can be opened. */
export function numbersPhrase(place: Place, metric: string, { pageUrl }: Pick<GateReport, 'pageUrl'>): Phrase {
  if (pageUrl === undefined) return [];
  const [route, condition] = [visibleText(place.route), visibleText(place.condition)];
  const anchor = isOfGraph(metric) ? pageAnchor('graphql') : pageAnchor('route', { route, condition });
  const words = isOfGraph(metric) ? 'every cost in the report' : 'every phase and every visit in the report';
  return [{ words, href: `${pageUrl}#${anchor}` }];
}

/** Longer texts are of no use to a reader of the page. */
const MOST_SHOWN = 4000;

/** A text as the page shows it: one line of visible characters, without secrets and without the queries of addresses. */
export function visibleText(text: string): string {
  return stripQueries(sanitizeLine(text, MOST_SHOWN));
}
