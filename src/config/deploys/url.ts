import { quote, suggestion, type Diagnostic } from '../../source/diagnostic.ts';
import { elideSecrets } from '../../text/strip-query.ts';
import { trimEndOf } from '../../text/trim.ts';

/** What stands for the commit that is measured, in the URLs and folders of deploys. */
const PLACEHOLDERS = ['sha', 'short-sha', 'pr', 'branch'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** `{sha}` and the like; group 1 is the name. */
export const PLACEHOLDER_PATTERN = /\{([^{}]*)\}/g;

/** Accepts what `deployUrlComplaint` accepts, plus impossible hosts and ports. It has no flags, because JSON Schema has none. */
export const DEPLOY_URL_PATTERN = /^[hH][tT][tT][pP][sS]?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/;

/** What is wrong with the URL of a deploy; null if it is one that routes can be resolved against. */
export function deployUrlComplaint(written: string): Diagnostic | null {
  const unknown = [...written.matchAll(PLACEHOLDER_PATTERN)].map(([, name = '']) => name).find(isUnknown);
  if (unknown !== undefined)
    return { what: `{${unknown}} is not a placeholder.`, todo: suggestion(unknown, PLACEHOLDERS, 'There are') };
  const url = URL.parse(written.replaceAll(PLACEHOLDER_PATTERN, 'x'));
  if (url === null)
    return { what: `${shown(written)} is not a URL.`, todo: 'Write for example https://staging.example.' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return {
      what: `${shown(written)} is not an http or https URL.`,
      todo: 'Write for example https://staging.example.',
    };
  if (url.username !== '' || url.password !== '')
    return {
      what: 'A deploy URL holds credentials.',
      todo: 'Remove the part before the @: secrets do not belong in a configuration.',
    };
  if (/[?#]/.test(written))
    return { what: `${shown(written)} has a query or a fragment.`, todo: "Write them in the routes' paths." };
  if (/\s/.test(written))
    return { what: `${shown(written)} holds a space.`, todo: 'Remove it, or percent-encode it (%20).' };
  if (!DEPLOY_URL_PATTERN.test(written))
    return {
      what: `${shown(written)} is not a URL: the scheme must be followed by two slashes and a host.`,
      todo: 'Write for example https://staging.example.',
    };
  return null;
}

function isUnknown(name: string): boolean {
  return !(PLACEHOLDERS as readonly string[]).includes(name);
}

/** The URL that routes are appended to: without a trailing slash, and normalised unless it is a template. */
export function trimUrl(written: string): string {
  if (written.search(PLACEHOLDER_PATTERN) !== -1) return trimEndOf(written, '/');
  return trimEndOf(new URL(written).href, '/');
}

/** Never repeats what could be a password or a token. */
function shown(written: string): string {
  return quote(elideSecrets(written));
}
