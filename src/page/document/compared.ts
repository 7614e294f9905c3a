import type { GateReport } from '../../model/report.ts';
import { count } from '../../report/words/format.ts';
import { commitLink } from '../../report/words/links.ts';
import { hostOf, linkTarget } from '../../report/words/report-url.ts';
import { visitsOf } from '../../report/words/visits.ts';
import { html, type Html } from './html.ts';
import { linkHtml, phraseHtml } from './phrase-html.ts';

type Side = GateReport['result']['head'];

/** Which commits were compared, where, and in how many visits. */
export function comparedHtml(report: GateReport): Html {
  const { base, head } = report.result;
  const isFirst = base.url === null && base.sha === null;
  const visits = visitsOf(report.routes);
  return html`<dl class="compared">
    <div>
      <dt>Base</dt>
      <dd>${isFirst ? 'none yet, so only max limits are judged' : sideHtml(base, report)}</dd>
    </div>
    <div>
      <dt>Head</dt>
      <dd>${sideHtml(head, report)}</dd>
    </div>
    ${
      visits === 0
        ? null
        : html`<div>
            <dt>Measured</dt>
            <dd>${count(visits, 'visit')}</dd>
          </div>`
    }
  </dl>`;
}

/** An address of this machine means nothing to a reader; one that only an untrusted job names is not a link. */
function sideHtml({ sha, url }: Side, report: GateReport): Html {
  const commit = sha === null ? html`unknown commit` : phraseHtml([commitLink(sha, report)]);
  if (url === null) return commit;
  const target = report.isUntrusted === true ? null : linkTarget(url);
  const host = html`${hostOf(url)}`;
  return html`${commit} at ${target === null ? host : linkHtml(host, target)}`;
}
