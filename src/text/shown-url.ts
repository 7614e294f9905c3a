import { stripQuery } from './strip-query.ts';

/** A URL for display: without query, fragment and credentials; only its path if it is below `deployUrl`. */
export function shownUrl(url: string, deployUrl: string | null = null): string {
  if (!URL.canParse(url)) return stripQuery(url);
  const { href, origin, protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return `${protocol}…`;
  const shown = stripQuery(href);
  const deploy = deployUrl !== null && URL.canParse(deployUrl) ? new URL(deployUrl) : null;
  return deploy?.origin === origin ? shown.slice(origin.length) : shown;
}
