import type { GateReport, RouteReport } from '../../model/report.ts';
import { MOST_HOSTS } from '../../model/sample.ts';
import { percentChange } from './format.ts';
import { name, type Phrase } from './phrase.ts';
import type { ReportRow } from '../rows/rows.ts';

/** What went over the network on head and not on base, as far as the visits' counters say: bytes by host. */

/** Smaller growth is not reported, because headers and responses differ by that much from day to day. */
const LEAST_BYTES = 10_000;
const LEAST_SHARE = 0.05;

interface Traffic {
  readonly host: string;
  readonly bytesDown: number;
}

/**
 * The hosts that most visits to head loaded from and none to base; the deploys' own hosts are not among them. Where base's
 * list is full, what is not on it need not be new.
 */
function newHosts(route: RouteReport, { result }: Pick<GateReport, 'result'>): Traffic[] {
  const { base, head } = route.evidence;
  if (base === null || head === null || base.traffic.length === 0 || base.traffic.length >= MOST_HOSTS) return [];
  const known = new Set([...base.traffic.map(({ host }) => host), hostnameOf(result.head.url)]);
  return head.traffic.filter(({ host, bytesDown }) => bytesDown > 0 && !known.has(host));
}

/** `; new on head: cdn.example (134 kB)`: the largest of them on the routes that got worse. */
export function newHostPhrase(rows: readonly ReportRow[], report: GateReport): Phrase {
  const routes = new Set(
    rows.flatMap(({ route, difference }) => (route === null || difference === null ? [] : [route])),
  );
  const hosts = [...routes].flatMap((route) => newHosts(route, report));
  const [largest] = hosts.toSorted((one, other) => other.bytesDown - one.bytesDown);
  return largest === undefined ? [] : ['; new on head: ', ...hostPhrase(largest)];
}

/** What else changed in what a page loads: `new on head: cdn.example (134 kB)`, `the page downloads 210 kB (45 %) more, 677 kB in all`. */
export function trafficPhrases(route: RouteReport, report: Pick<GateReport, 'result'>): Phrase[] {
  const hosts = newHosts(route, report).map((host): Phrase => ['new on head: ', ...hostPhrase(host)]);
  const more = morePhrase(route);
  return more === null ? hosts : [more, ...hosts];
}

function morePhrase({ downloads: { base, head } }: RouteReport): Phrase | null {
  if (base === null || head === null || base.bytes === 0) return null;
  const grown = head.bytes - base.bytes;
  const fraction = grown / base.bytes;
  if (grown < LEAST_BYTES || fraction < LEAST_SHARE) return null;
  const scope =
    base.isOfLargest || head.isOfLargest
      ? ` from the ${MOST_HOSTS} hosts that send it most`
      : `, ${kilobytes(head.bytes)} in all`;
  return [`the page downloads ${kilobytes(grown)} (${percentChange(fraction).replace('+', '')}) more${scope}`];
}

function hostPhrase({ host, bytesDown }: Traffic): Phrase {
  return [name(host), ` (${kilobytes(bytesDown)})`];
}

/** `0.4 kB`, `134 kB`, `2.10 MB` */
function kilobytes(bytes: number): string {
  if (bytes >= 999_500) return `${(bytes / 1e6).toFixed(2)} MB`;
  return `${(bytes / 1000).toFixed(bytes < 9_950 ? 1 : 0)} kB`;
}

function hostnameOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}
