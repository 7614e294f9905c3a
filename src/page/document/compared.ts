import type { Side } from '../../model/deploy.ts';
import type { GateReport } from '../../model/report.ts';
import { count } from '../../report/words/format.ts';
import { commitLink } from '../../report/words/commit-link.ts';
import { originOf, proofPhrase } from '../../report/words/origin.ts';
import { hostOf, linkTarget } from '../../report/words/report-url.ts';
import { visitsOf } from '../../report/words/visits.ts';
import { html, type Html } from './html.ts';
import { linkHtml, phraseHtml } from './phrase-html.ts';

/** Which commits were compared, where, and in how many visits. */
export function comparedHtml(report: GateReport): Html {
  const { base } = report.result;
  const isFirst = base.url === null && base.sha === null;
  const visits = visitsOf(report.routes);
  return html`<dl class="compared">
    <div>
      <dt>Base</dt>
      <dd>${isFirst ? 'none yet, so only max limits are judged' : sideHtml('base', report)}</dd>
    </div>
    <div>
      <dt>Head</dt>
      <dd>${sideHtml('head', report)}</dd>
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

/** The commit with its subject, where it was served, and how that is known. */
function sideHtml(side: Side, report: GateReport): Html {
  const { sha, url } = report.result[side];
  const origin = originOf(report, side);
  const commit = sha === null ? html`unknown commit` : phraseHtml([commitLink(sha, report)]);
  const subject = origin?.subject ?? null;
  return html`${commit}${subject === null ? null : html` ${subject}`}${url === null ? null : hostHtml(url, report)}${
    origin === null || sha === null ? null : html` <br /><small>${phraseHtml(proofPhrase(origin))}</small>`
  }`;
}

/** An address of this machine means nothing to a reader; one that only an untrusted job names is not a link. */
function hostHtml(url: string, report: GateReport): Html {
  const target = report.isUntrusted === true ? null : linkTarget(url);
  const host = html`${hostOf(url)}`;
  return html` at ${target === null ? host : linkHtml(host, target)}`;
}
