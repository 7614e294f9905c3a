import type { Config } from '../../model/config.ts';
import { isPhone } from './readings.ts';

const API = 'https://chromeuxreport.googleapis.com/v1/records:queryRecord';
const EXAMPLE = 'https://www.example.com';

/** What is asked for. */
interface Asking extends Pick<Config, 'routes' | 'conditions'> {
  readonly deploys: Pick<Config['deploys'], 'base'>;
}

/** The command that asks CrUX for the first route, for a shell; the key is that of the user. */
export function curlLine({ deploys, routes, conditions }: Asking): string {
  const [route] = routes;
  const condition = conditions.find(({ name }) => name === route?.conditions[0]);
  const url = new URL(route?.path ?? '/', siteOf(deploys.base)).href.replaceAll("'", '%27');
  const formFactor = condition === undefined || isPhone(condition) ? 'PHONE' : 'DESKTOP';
  const body = JSON.stringify({ url, formFactor });
  return `curl -sS "${API}?key=$CRUX_API_KEY" -H 'Content-Type: application/json' -d '${body}' -o crux.json`;
}

/** CrUX knows public sites. */
function siteOf(base: Config['deploys']['base']): string {
  if (base?.kind !== 'url' || !URL.canParse(base.url)) return EXAMPLE;
  const { protocol, hostname, origin } = new URL(base.url);
  const isPublic = protocol === 'https:' && hostname.includes('.') && !/^[\d.]+$|^\[|[{}]/.test(hostname);
  return isPublic ? origin : EXAMPLE;
}
