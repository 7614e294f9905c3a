import { isLoopback } from '../../model/hosts.ts';
import { stripQuery } from '../../text/strip-query.ts';

/** The host of a deploy, for the label of its link. */
export function hostOf(url: string): string {
  return parse(url)?.host ?? stripQuery(url);
}

/** What a link may point to, escaped for a Markdown link destination; null if it must not be a link. */
export function linkTarget(url: string): string | null {
  const parsed = parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  if (isLoopback(parsed.hostname) || refersToGitHub(parsed)) return null;
  return stripQuery(parsed.href).replace(
    /[^\w\-.~:/%,;=+]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A link to an issue, a pull request or a commit leaves a cross reference there, on any GitHub server. */
function refersToGitHub(url: URL): boolean {
  if (/github\.com/i.test(url.href)) return true;
  return /^\/[^/]+\/[^/]+\/(?:issues|pulls?|discussions|commits?|compare)(?:\/|$)/i.test(url.pathname);
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
