import type { KnownCause, KnownPlace } from '../../../model/cause.ts';
import type { GateReport } from '../../../model/report.ts';
import { causeLine } from '../../../report/words/cause.ts';
import { placeText } from '../../../report/words/cause-place.ts';
import { factWords, ROLE_WORDS } from '../../../report/words/fact-words.ts';
import { causeDocLink } from '../../../report/words/links.ts';
import { html, type Html } from '../html.ts';
import { tableHtml } from '../parts/table.ts';
import { phraseHtml } from '../phrase-html.ts';

/** The causes of a campaign, each with what it is known by; nothing without any. */
export function causesHtml(causes: readonly KnownCause[], report: GateReport): Html {
  if (causes.length === 0) return html``;
  return html`<ol class="causes">
    ${causes.map(
      (cause) =>
        html`<li${cause.because ? null : html` class="soft"`}>
          <p>${phraseHtml(causeLine(cause, report))}</p>
          ${evidenceHtml(cause, report)}
        </li> `,
    )}
  </ol> `;
}

function evidenceHtml(cause: KnownCause, report: GateReport): Html {
  const { id, facts, places, unit } = cause;
  const rows = facts.map((fact) => factWords(fact, unit)).map(({ what, base, head }) => [what, base, head]);
  const columns = ['What', 'Base', 'Head'];
  return html`<details class="numbers">
    <summary>Evidence</summary>
    ${rows.length === 0 ? null : tableHtml({ caption: `What differs (${id})`, columns, rows })}
    <ul>
      ${places.map((place) => placeHtml(place, cause, report))}
    </ul>
    <p>How to fix it: ${phraseHtml([causeDocLink(id)])}</p>
  </details> `;
}

function placeHtml(place: KnownPlace, cause: KnownCause, report: GateReport): Html {
  return html`<li>${ROLE_WORDS[place.role]} ${phraseHtml(placeText(place, cause, report))}</li> `;
}
