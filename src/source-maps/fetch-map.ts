import { fetchPage, type FetchOptions } from '../deploys/fetch-page.ts';
import type { FetchMap } from './load-map.ts';

export interface MapFetchOptions extends Pick<FetchOptions, 'allowHosts' | 'hosts' | 'signal'> {
  /** Of the side whose scripts name the maps. */
  readonly deployUrls: readonly string[];
  /** Sent to these deploys only. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Fetches maps from where pages may reach, because pages name them: a script can claim any URL as its own by
 * `//# sourceURL=`. Redirects are not followed, because they may lead to other origins.
 */
export function mapFetcher({ deployUrls, headers = {}, allowHosts = [], ...options }: MapFetchOptions): FetchMap {
  const deploys = deployUrls.filter((url) => URL.canParse(url)).map((url) => new URL(url));
  const reachable = [...allowHosts, ...deploys.map(hostOf)];
  return async (url, limitBytes) => {
    const isOfDeploy = deploys.some(({ origin }) => origin === new URL(url).origin);
    const { status, body } = await fetchPage(url, {
      ...options,
      headers: isOfDeploy ? headers : {},
      allowHosts: reachable,
      isOfPage: true,
      redirects: 0,
      maxBytes: limitBytes,
    });
    if (status !== 200) throw new Error(`${url} answers ${status}`);
    return body;
  };
}

function hostOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
