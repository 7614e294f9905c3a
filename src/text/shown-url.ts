import { stripQuery } from './strip-query.ts';

/** A URL as it is shown: no query, no fragment, no credentials; only the path where it is below `deployUrl`. */
export function shownUrl(url: string, deployUrl: string | null = null): string {
  if (!URL.canParse(url)) return stripQuery(url);
  const { href, origin, protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return `${protocol}…`;
  const shown = stripQuery(href);
  const deploy = deployUrl !== null && URL.canParse(deployUrl) ? new URL(deployUrl) : null;
  return deploy?.origin === origin ? shown.slice(origin.length) : shown;
}
