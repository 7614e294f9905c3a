import type { GateReport, RouteReport } from '../model/report.ts';
import type { Evidence } from '../model/sample.ts';
import { name, type Phrase } from './phrase.ts';
import type { ReportRow } from './rows.ts';

/** What went over the network on head and not on base, as far as the visits' counters say: bytes by host. */

/** A visit lists at most so many hosts: where base's list is full, what is not on it need not be new. */
const MOST_HOSTS = 20;
/** Growth below these is no news: headers and answers differ by that much from day to day. */
const LEAST_BYTES = 10_000;
const LEAST_SHARE = 0.05;

interface Traffic {
  readonly host: string;
  readonly bytesDown: number;
}

/** The hosts that most visits to head loaded from and none to base; the deploys' own hosts are not among them. */
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

/** What else changed in what a page loads: `new on head: cdn.example (134 kB)`, `it downloads 210 kB (45 %) more`. */
export function trafficPhrases(route: RouteReport, report: Pick<GateReport, 'result'>): Phrase[] {
  const { base, head } = route.evidence;
  const hosts = newHosts(route, report).map((host): Phrase => ['new on head: ', ...hostPhrase(host)]);
  if (base === null || head === null) return [];
  const [before, after] = [bytesOf(base), bytesOf(head)];
  const grown = after - before;
  if (before === 0 || grown < LEAST_BYTES || grown < LEAST_SHARE * before) return hosts;
  const percent = Math.round((100 * grown) / before);
  return [[`the page downloads ${kilobytes(grown)} (${percent} %) more, ${kilobytes(after)} in all`], ...hosts];
}

function hostPhrase({ host, bytesDown }: Traffic): Phrase {
  return [name(host), ` (${kilobytes(bytesDown)})`];
}

function bytesOf({ traffic }: Evidence): number {
  return traffic.reduce((sum, { bytesDown }) => sum + bytesDown, 0);
}

/** `0.4 kB`, `134 kB`, `2.10 MB` */
function kilobytes(bytes: number): string {
  if (bytes >= 999_500) return `${(bytes / 1e6).toFixed(2)} MB`;
  return `${(bytes / 1000).toFixed(bytes < 9_950 ? 1 : 0)} kB`;
}

function hostnameOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}
