import type { GateReport } from '../../model/report.ts';
import { keyOf } from '../../model/place.ts';
import { count } from '../words/format.ts';
import { identicalText } from '../words/identical.ts';
import { commitLink } from '../words/commit-link.ts';
import { code, link } from './markdown.ts';
import { inMarkdown } from '../words/phrase.ts';
import { hostOf, linkTarget } from '../words/report-url.ts';
import { visitsOf } from '../words/visits.ts';

type Side = GateReport['result']['head'];

/** Which commits were compared and how thoroughly, in finished Markdown: commit `9f8e7d6` at … against base `1a2b3c4`. */
export function comparedLine(report: GateReport): string {
  const { base, head } = report.result;
  const isFirst = base.url === null && base.sha === null;
  const sides = `${sideText('Commit', 'Head', head, report)}${isFirst ? '' : ` against ${sideText('base', 'base', base, report)}`}`;
  const first = isFirst ? ' There is no base deploy to compare with yet, so only `max` limits are judged.' : '';
  const identical = identicalText(report);
  return `${sides}${visitsText(report)}.${first}${identical === '' ? '' : ` ${capital(identical)}.`}`;
}

/** A loopback address is left out, because it means nothing on the reader's machine. */
function sideText(named: string, unnamed: string, { sha, url }: Side, report: GateReport): string {
  const commit = sha === null ? unnamed : `${named} ${inMarkdown([commitLink(sha, report)])}`;
  if (url === null || linkTarget(url) === null) return commit;
  // Invented samples could send readers anywhere under the name of a deploy, so there is no link.
  return `${commit} at ${report.isUntrusted === true ? code(hostOf(url)) : link(hostOf(url), url)}`;
}

function visitsText({ routes, result }: GateReport): string {
  const visits = visitsOf(routes);
  if (visits === 0) return '';
  const skipped = new Set((result.skipped?.routes ?? []).map(keyOf));
  const visited = routes.filter((route) => !skipped.has(keyOf(route)));
  return `, in ${count(visits, 'visit')} to ${count(new Set(visited.map(({ route }) => route)).size, 'route')}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
